"""Fork a process that has every module loaded for each command that is sent."""

from __future__ import annotations

import gc
import json
import os
import pkgutil
import resource
import signal
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import targetcli
from targetcli.cli import run

# Libraries the program loads only where it needs them.
_LIBRARIES = (
    *("dateutil.relativedelta", "defusedxml.ElementTree", "icalendar", "jinja2"),
    *("opencc", "openpyxl", "platformdirs", "rich.cells", "rich.console", "rich.table"),
    *("rich.text", "sqlite3", "sqlite_utils", "tempfile", "typer.completion"),
    *("typer.core", "typer.main", "typer.rich_utils", "xlsxwriter"),
)
_LARGEST = 64 * 1024


def load_program() -> None:
    """Import every module of the program and the libraries behind it."""
    modules = pkgutil.walk_packages(targetcli.__path__, "targetcli.")
    names = [module.name for module in modules if module.name != "targetcli.__main__"]
    for name in (*names, *_LIBRARIES):
        with suppress(ImportError):  # the command that needs it says so
            import_module(name)
    gc.collect()
    gc.freeze()


def serve(requests: socket.socket) -> None:
    """Fork for every request until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        request, descriptors, _, _ = socket.recv_fds(requests, _LARGEST, 4)
        if not request:
            return
        if os.fork() == 0:
            requests.close()
            _watch_program(json.loads(request), descriptors)
        for descriptor in descriptors:
            os.close(descriptor)
        with suppress(ChildProcessError):  # there is none left
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass


def _watch_program(request: dict[str, Any], descriptors: Sequence[int]) -> NoReturn:
    """Run one command in a child; send its process id, then its wait status."""
    *streams, answers = descriptors
    process_id = os.fork()
    if process_id == 0:
        os.close(answers)
        _become_program(request, streams)
    for stream in streams:
        os.close(stream)
    os.write(answers, f"{process_id}\n".encode())
    _, status = os.waitpid(process_id, 0)
    os.write(answers, f"{status}\n".encode())
    os._exit(0)


def _become_program(request: dict[str, Any], streams: Sequence[int]) -> NoReturn:
    """Run the program as ``python -m targetcli`` would, and end the process."""
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for descriptor, stream in enumerate(streams):
            os.dup2(stream, descriptor)
            os.close(stream)
        _open_standard_streams()
        os.environ.clear()
        os.environ.update(request["environment"])
        os.chdir(request["folder"])
        sys.argv = [str(Path(targetcli.__file__).with_name("__main__.py"))]
        sys.argv += request["arguments"]
        if bound := request["memory"]:
            resource.setrlimit(resource.RLIMIT_AS, (bound, bound))
        run()
    except BaseException as failure:
        sys.excepthook(type(failure), failure, failure.__traceback__)
    finally:
        os._exit(1)


def _open_standard_streams() -> None:
    """Open the streams anew, each as this process found it when it started."""
    for descriptor, name in enumerate(("stdin", "stdout", "stderr")):
        model = getattr(sys, name)
        stream = open(  # noqa: SIM115 - open until the process ends
            descriptor,
            "w" if descriptor else "r",
            encoding=model.encoding,
            errors=model.errors,
            closefd=False,
        )
        stream.reconfigure(line_buffering=model.line_buffering)
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as requests:
        load_program()
        serve(requests)
