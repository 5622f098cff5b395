"""``python -m targetcli`` is ``targets``."""

from targetcli.cli import main

main()
