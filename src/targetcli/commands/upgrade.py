"""Upgrade a store of an earlier version, and list all that it reads otherwise."""

from __future__ import annotations

from targetcli import environment
from targetcli.commands import record_options as options
from targetcli.commands.verb_app import new_app, spread_options
from targetcli.render.i18n import gettext
from targetcli.render.upgrade_text import upgrade_lines
from targetcli.reports.upgrade import UpgradeReport
from targetcli.session.session import Session

app = new_app()


@app.command("upgrade")
@spread_options
def upgrade(session: Session, dry_run: options.DryRun = False) -> None:
    """Upgrade a store of an earlier version; list what nobody said, and verdicts."""
    report = _try_upgrade(session) if dry_run else _upgrade(session)
    if report is None:
        session.say(gettext("nothing to upgrade: the store is of this version"))
        return
    lines = (f"{line}\n" for line in upgrade_lines(report))
    environment.write_stdout(lines, exact=False)
    if dry_run:
        session.say(gettext("nothing was changed; to upgrade, leave out --dry-run"))


def _upgrade(session: Session) -> UpgradeReport | None:
    session.open_for_writing().close()
    return session.upgrade


def _try_upgrade(session: Session) -> UpgradeReport | None:
    from targetcli.session.upgrade import try_upgrade  # noqa: PLC0415 - seldom

    return try_upgrade(session.path, session.wait)
