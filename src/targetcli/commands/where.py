"""List the files in use."""

from __future__ import annotations

from pathlib import Path

from targetcli import environment
from targetcli.commands.verb_app import new_app, spread_options
from targetcli.errors import StoreUnusable
from targetcli.exporting.output import show_dataset
from targetcli.render.columns.records import path_json, paths_layout
from targetcli.render.error_messages.message import build_error_message
from targetcli.render.i18n import N_, gettext
from targetcli.reports.listings import FileInUse
from targetcli.session.config_files import find_config_folder
from targetcli.session.dataset import Dataset
from targetcli.session.options import OutputOptions
from targetcli.session.session import Session

app = new_app()


@app.command("where")
@spread_options
def where(session: Session, output: OutputOptions) -> None:
    """List the files in use, and what they hold."""
    rows = (
        _describe_store(session),
        _describe_folder("seeds", environment.find_seed_folder()),
        _describe_folder("settings", find_config_folder()),
    )
    show_dataset(
        session,
        Dataset("where", paths_layout(), rows, path_json, {}),
        output,
    )


def _describe_folder(purpose: str, path: Path) -> FileInUse:
    is_there = path.is_dir()
    return FileInUse(
        purpose,
        str(path),
        "there" if is_there else "missing",
        gettext("there") if is_there else gettext("missing"),
    )


def _describe_store(session: Session) -> FileInUse:
    path = str(session.path.absolute())
    try:
        with session.open_store() as store:
            counts = store.counts()
    except StoreUnusable as unusable:
        problem = build_error_message(unusable).message
        return FileInUse("store", path, unusable.problem.value, problem)
    sentence = N_("{targets} targets, {figures} figures, {sources} sources")
    texts = (text.format(**counts._asdict()) for text in (sentence, gettext(sentence)))
    return FileInUse("store", path, *texts)
