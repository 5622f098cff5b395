"""Fork a process that has every module loaded for each command that is sent."""

from __future__ import annotations

import gc
import json
import os
import pkgutil
import resource
import selectors
import signal
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

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
    """Fork for every request and send how each child ended, until nobody asks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with selectors.DefaultSelector() as selector:
        selector.register(requests, selectors.EVENT_READ)
        while True:
            for key, _ in selector.select():
                if isinstance(key.data, Child):
                    selector.unregister(key.fd)
                    os.close(key.fd)
                    key.data.send_status()
                    continue
                request, descriptors, _, _ = socket.recv_fds(requests, _LARGEST, 4)
                if not request:
                    return
                child = _start_program(json.loads(request), descriptors)
                end = os.pidfd_open(child.process_id)
                selector.register(end, selectors.EVENT_READ, child)


class Child(NamedTuple):
    """A running command, and the pipe that takes how it ended."""

    process_id: int
    answers: int

    def send_status(self) -> None:
        """Send how the command ended."""
        _, status = os.waitpid(self.process_id, 0)
        with suppress(BrokenPipeError):  # nobody waited for so long
            os.write(self.answers, f"{status}\n".encode())
        os.close(self.answers)


def _start_program(request: dict[str, Any], descriptors: Sequence[int]) -> Child:
    """Run one command in a child; send its process id."""
    *streams, answers = descriptors
    process_id = os.fork()
    if process_id == 0:
        _become_program(request, streams)
    for stream in streams:
        os.close(stream)
    os.write(answers, f"{process_id}\n".encode())
    return Child(process_id, answers)


def _become_program(request: dict[str, Any], streams: Sequence[int]) -> NoReturn:
    """Run the program as ``python -m targetcli`` would, and end the process."""
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for descriptor, stream in enumerate(streams):
            os.dup2(stream, descriptor)
        os.closerange(len(streams), os.sysconf("SC_OPEN_MAX"))
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
