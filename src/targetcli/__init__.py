"""Announced targets set beside later reported figures."""

__version__ = "0.1.0"
