"""Read the files of a user's own settings."""

from __future__ import annotations

from pathlib import Path

from targetcli.errors import ConfigRefused


def find_config_folder() -> Path:
    """Return the folder where the system keeps a user's configuration of targets."""
    from platformdirs import user_config_path  # noqa: PLC0415 - only for such a file

    return user_config_path("targets", appauthor=False)


def read_config_text(file: Path, largest: int, page: str) -> str:
    """Return the text of a file of at most so many bytes.

    Raises `ConfigRefused`, with the page that has the form, for anything else.
    """
    from targetcli.problems.usage import ConfigProblem  # noqa: PLC0415 - for a file alone

    try:
        if not file.is_file():
            is_there = file.exists()
            problem = ConfigProblem.NO_PLAIN_FILE if is_there else ConfigProblem.MISSING
            raise ConfigRefused(str(file), problem, page=page)
        with file.open("rb") as content:
            content_bytes = content.read(largest + 1)
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise ConfigRefused(
            str(file), ConfigProblem.NOT_READ, page=page, reason=reason
        ) from error
    if len(content_bytes) > largest:
        raise ConfigRefused(
            str(file), ConfigProblem.TOO_LARGE, page=page, largest=largest
        )
    return _decode(file, content_bytes, page)


def _decode(file: Path, content_bytes: bytes, page: str) -> str:
    try:
        return content_bytes.decode("utf-8")
    except UnicodeDecodeError as error:
        from targetcli.problems.usage import ConfigProblem  # noqa: PLC0415 - to refuse

        raise ConfigRefused(
            str(file), ConfigProblem.BAD_BYTE, page=page, byte=error.start
        ) from error
