"""``python -m targetcli`` is ``targets``."""

from targetcli.cli import run

run()
