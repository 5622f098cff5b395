"""Name the distribution that this program was installed from."""

from __future__ import annotations

from importlib.metadata import entry_points

_COMMAND, _FUNCTION = "targets", "targetcli.cli:run"
_PUBLISHED = "targets-tracker"


def name_distribution() -> str:
    """Return the name by which pip knows the distribution that has our command.

    The package is called targetcli, as is another project's distribution. A checkout
    that is not installed has no metadata, and gets the name of what is published.
    """
    installed = {
        command.dist.name
        for command in entry_points(group="console_scripts", name=_COMMAND)
        if command.value == _FUNCTION and command.dist is not None
    }
    # Beside it a checkout may still have what was installed under its former name.
    return min(installed - {"targetcli"}, default=_PUBLISHED)
