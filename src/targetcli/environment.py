"""Read the clock, the terminal, the locale and the paths, and write to streams."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, date, datetime
from functools import cached_property, partial
from itertools import pairwise
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from targetcli.errors import STANDARD_OUTPUT, OutputUnusable, Unreadable
from targetcli.render.ascii_fallback import encode_text
from targetcli.render.characters import escape_controls
from targetcli.render.table import OutputPiece

if TYPE_CHECKING:
    from targetcli.render.i18n import Catalogue

_LANGUAGES = ("en", "zh")
_LOCALES = Path(__file__).parent / "locales"
_DEFAULT_WIDTH = 80
_LONGEST_HELD = 8 * 1024 * 1024
_CHUNK = 1024 * 1024


class ReaderGone(Exception):
    """Raised when nobody reads the output any more, as in ``targets list | head``."""


class Screen(NamedTuple):
    """The width of a table in columns, and if it has colours."""

    width: int
    color: bool


def today() -> date:
    """Return the local date; ``TARGETS_NOW`` replaces the clock."""
    return _read_clock().date()


def time_stamp() -> str:
    """Return the present time in UTC, to the second."""
    return _read_clock().astimezone(UTC).isoformat(timespec="seconds")


def _read_clock() -> datetime:
    text = os.environ.get("TARGETS_NOW")
    if not text:
        return datetime.now().astimezone()
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        accepted = ("2026-03-31", "2026-03-31T09:00:00+08:00")
        raise Unreadable("TARGETS_NOW", text, accepted) from None


def count_cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def is_on_terminal() -> bool:
    """Return True if stdout is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def measure_screen(width: int | None, color: str, *, in_file: bool = False) -> Screen:
    """Return the width and colours for a table; a file has colours only on demand."""
    colorful = color == "always" if in_file else _is_color_wanted(color)
    return Screen(width or _read_width(), colorful)


def _read_width() -> int:
    text = os.environ.get("COLUMNS", "")
    if text.isascii() and text.isdigit() and int(text[:6]) > 0:
        return int(text[:6])
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or _DEFAULT_WIDTH
    except (OSError, ValueError, AttributeError):
        return _DEFAULT_WIDTH


def _is_color_wanted(choice: str) -> bool:
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    for name in ("FORCE_COLOR", "CLICOLOR_FORCE"):
        if forced := os.environ.get(name):
            return forced != "0"
    return is_on_terminal() and os.environ.get("TERM") != "dumb"


def load_catalogue(lang_option: str | None) -> Catalogue | None:
    """Load the translations for ``--lang``, ``TARGETS_LANG`` or the locale.

    None stands for English. Raises `Unreadable` for another ``TARGETS_LANG``.
    """
    given = lang_option or os.environ.get("TARGETS_LANG") or ""
    name = name_language(given)
    if name and name not in _LANGUAGES:
        raise Unreadable("TARGETS_LANG", given, _LANGUAGES)
    return _load_translations(name or _locale_language())


def name_language(text: str) -> str:
    """Return the short name of a language by a locale: zh_CN.UTF-8 and zh-Hans are zh.

    Any other text stays as it is.
    """
    base = text.strip().lower().replace("-", "_").partition(".")[0].partition("_")[0]
    return base if base in _LANGUAGES else text


def load_message_catalogue(arguments: Sequence[str]) -> Catalogue | None:
    """Load the translations for the messages of a command line, readable or not.

    What names no language is passed over: ``--lang``, ``TARGETS_LANG``, the locale.
    """
    names = (*_lang_options(arguments), os.environ.get("TARGETS_LANG", ""))
    known = (name for name in map(name_language, names) if name in _LANGUAGES)
    return _load_translations(next(known, None) or _locale_language())


def _lang_options(arguments: Sequence[str]) -> Iterator[str]:
    """Yield the values of ``--lang``, the last one first."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    words = arguments[:end]
    for word, value in reversed([*pairwise((*words, ""))]):
        option, equals, own_value = word.partition("=")
        if option == "--lang":
            yield own_value if equals else value


def _locale_language() -> str:
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((os.environ[name] for name in names if os.environ.get(name)), "")
    return "zh" if locale.lower().startswith("zh") else "en"


class _Translations:
    """The catalogue of a language, read when the first message is translated."""

    def __init__(self, language: str) -> None:
        self._language = language

    def info(self) -> dict[str, str]:
        """Return the headers that are known without reading."""
        return {"language": self._language}

    def gettext(self, message: str, /) -> str:
        """Return the translation of a message."""
        return self._catalogue.gettext(message)

    def ngettext(self, singular: str, plural: str, count: int, /) -> str:
        """Return the translation in the form the count asks for."""
        return self._catalogue.ngettext(singular, plural, count)

    def pgettext(self, context: str, message: str, /) -> str:
        """Return the translation of a message in a context."""
        return self._catalogue.pgettext(context, message)

    @cached_property
    def _catalogue(self) -> Catalogue:
        from gettext import GNUTranslations  # noqa: PLC0415 - not for English

        file = _LOCALES / self._language / "LC_MESSAGES" / "targets.mo"
        with file.open("rb") as mo_file:
            return GNUTranslations(mo_file)


def _load_translations(language: str) -> Catalogue | None:
    return None if language == "en" else _Translations(language)


def find_store_path(db_option: Path | None) -> Path:
    """Return the path of ``--db``, of ``TARGETS_DB``, or of the user's own store."""
    variable = os.environ.get("TARGETS_DB")
    if db_option is not None:
        return db_option
    if variable:
        return Path(os.path.expanduser(variable))  # noqa: PTH111 - Path refuses an unknown ~
    return find_default_store_path()


def find_default_store_path() -> Path:
    """Return the path of the user's own store, in the data folder of the system."""
    from platformdirs import user_data_path  # noqa: PLC0415 - only without a path

    return user_data_path("targets", appauthor=False) / "targets.db"


def find_seed_folder() -> Path:
    """Return the folder of the packaged data set, in the wheel or in the checkout."""
    package = Path(__file__).parent
    packaged = package / "seeds"
    return packaged if packaged.is_dir() else package.parent.parent / "seeds"


def say(text: str) -> None:
    """Print a message on stderr."""
    if sys.stderr is None:
        return
    line = "\n".join(escape_controls(part) for part in text.split("\n"))
    encoding = sys.stderr.encoding or "utf-8"
    # Words that nobody can read must not undo what was done.
    with suppress(OSError):
        sys.stderr.write(encode_text(line, encoding).decode(encoding) + "\n")
        sys.stderr.flush()


def can_ask() -> bool:
    """Return True if a user can read a question and answer it."""
    streams = (sys.stdin, sys.stderr)
    return all(stream is not None and stream.isatty() for stream in streams)


def ask(question: str) -> str:
    """Print a question on stderr and return the answer, without blanks around it."""
    sys.stderr.write(question)
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def write_stdout(pieces: Iterable[OutputPiece], *, exact: bool) -> None:
    """Write data to stdout, in UTF-8 if exact, else in the encoding of the terminal.

    If a piece cannot be made, nothing is written. Raises `OutputUnusable` where stdout
    is closed or full, and `ReaderGone` where its reader has ended.
    """
    if sys.stdout is None:
        from targetcli.problems.usage import OutputProblem  # noqa: PLC0415 - to refuse

        raise OutputUnusable(STANDARD_OUTPUT, OutputProblem.CLOSED)
    encoding = "utf-8" if exact else (sys.stdout.encoding or "utf-8")
    with spool_pieces(pieces, encoding) as chunks:
        try:
            sys.stdout.flush()
            for chunk in chunks:
                sys.stdout.buffer.write(chunk)
            sys.stdout.buffer.flush()
        except BrokenPipeError as error:
            raise ReaderGone from error
        except OSError as error:
            from targetcli.problems.usage import OutputProblem  # noqa: PLC0415 - to refuse

            raise OutputUnusable(
                STANDARD_OUTPUT, OutputProblem.FAILED, reason=error.strerror
            ) from error


@contextmanager
def spool_pieces(
    pieces: Iterable[OutputPiece], encoding: str = "utf-8"
) -> Iterator[Iterable[bytes]]:
    """Make all pieces before the first is written; a long output waits in a file.

    Raises `OutputUnusable` where that file does not fit on the disk.
    """
    spool: IO[bytes] | None = None
    waiting: list[bytes] = []
    size = 0
    with ExitStack() as open_files:
        for piece in pieces:
            chunk = encode_text(piece, encoding) if isinstance(piece, str) else piece
            waiting.append(chunk)
            size += len(chunk)
            if size > _LONGEST_HELD:
                spool = spool or _open_spool(open_files)
                _move_to_spool(waiting, spool)
                size = 0
        if spool is None:
            yield waiting
            return
        _move_to_spool(waiting, spool)
        spool.seek(0)
        yield iter(partial(spool.read, _CHUNK), b"")


def _open_spool(open_files: ExitStack) -> IO[bytes]:
    from tempfile import TemporaryFile  # noqa: PLC0415 - only for a long answer

    with _translate_spool_errors():
        return open_files.enter_context(TemporaryFile())


def _move_to_spool(waiting: list[bytes], spool: IO[bytes]) -> None:
    with _translate_spool_errors():
        try:
            spool.writelines(waiting)
            spool.flush()
        except OSError:
            with suppress(OSError):
                spool.close()  # what could not be written is not tried again
            raise
    waiting.clear()


@contextmanager
def _translate_spool_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        from targetcli.problems.usage import OutputProblem  # noqa: PLC0415 - to refuse

        folder = os.environ.get("TMPDIR", "/tmp")  # noqa: S108 - only to name it
        raise OutputUnusable(
            folder, OutputProblem.NO_ROOM_TO_WAIT, reason=error.strerror
        ) from error
