"""The lines of docs/cron.md, run as cron runs them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from support.paths import CHECKOUT
from support.stage import Stage

PAGE = (CHECKOUT / "docs" / "cron.md").read_text(encoding="utf-8")
_SCHEDULE = re.compile(r"((?:[-\d*,/]+ +){4}[-\d*,/]+) +(/.+)")
PROGRAM = "/opt/targets/bin/targets"


class Job(NamedTuple):
    """One line of a crontab, and the variables set above it."""

    command: str
    variables: dict[str, str]


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def jobs() -> list[Job]:
    (crontab,) = blocks("crontab")
    found, variables = [], {}
    for line in crontab.splitlines():
        if match := re.fullmatch(r"([A-Z_]+)=(.*)", line):
            variables[match[1]] = match[2]
        elif line and not line.startswith("#"):
            timed = _SCHEDULE.fullmatch(line)
            assert timed, line
            found.append(Job(timed[2], dict(variables)))
    return found


JOBS = jobs()
NAMES = [job.command.rpartition("targets.db ")[2].split()[0] for job in JOBS]


@pytest.fixture
def office(stage: Stage) -> Stage:
    """A folder with the store of an office that has missed nothing."""
    (stage.folder / "www").mkdir()
    stage.store = stage.folder / "targets.db"
    told = ("--source", "https://www.yunxi.example/gg/1", "--announced", "2019-02-01")
    meaning = ("--kind", "stock", "--better", "more")
    stage.run_checked("add", "云溪区", "绿道", "5公里", "--by", "2020", *told, *meaning)
    stage.run_checked("record", "云溪区", "绿道", "6公里", "--for", "2020", *told[:2])
    return stage


def here(stage: Stage, text: str) -> str:
    """Put our own paths in the place of those of the page."""
    program = f"{sys.executable} -m targetcli"
    text = text.replace(PROGRAM, program).replace("/srv/targets", str(stage.folder))
    return text.replace("/srv/www", str(stage.folder / "www"))


def start(stage: Stage, job: Job) -> subprocess.Popen[str]:
    """Start a job as cron does: its shell, its variables, its folder, no terminal."""
    given = {
        "HOME": str(stage.folder),
        "LOGNAME": "office",
        "SHELL": "/bin/sh",
        "PATH": "/usr/bin:/bin",
    }
    return subprocess.Popen(
        ["/bin/sh", "-c", here(stage, job.command)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd="/",
        env={**given, **job.variables},
        start_new_session=True,
    )


def run_twice(stage: Stage, job: Job) -> list[tuple[int, str, str]]:
    """Run a job twice at once."""
    running = [start(stage, job), start(stage, job)]
    told = [process.communicate(timeout=60) for process in running]
    return [
        (process.returncode, *said) for process, said in zip(running, told, strict=True)
    ]


def test_the_page_shows_what_an_office_needs() -> None:
    assert {"misses", "due", "report", "check", "backup", "export"} <= set(NAMES)


@pytest.mark.parametrize("job", JOBS, ids=NAMES)
def test_a_line_holds_nothing_that_cron_would_change(job: Job) -> None:
    assert not re.search(r"(?<!\\)%", job.command)
    for path in re.findall(r"(?<=\s)/\S+|^/\S+", job.command):
        assert path.startswith(("/opt/targets/", "/srv/", "/usr/bin/"))


@pytest.mark.parametrize("job", JOBS, ids=NAMES)
def test_nothing_is_mailed_where_nothing_was_missed(office: Stage, job: Job) -> None:
    before = office.store.read_bytes()
    for code, out, err in run_twice(office, job):
        assert (out, err) == ("", "")
        # The second of two that lock each other out does nothing, and says nothing.
        assert code == 0 or ("flock" in job.command and code == 1)
    for code, out, err in run_twice(office, job):
        assert (out, err) == ("", "")
        assert code == 0 or ("flock" in job.command and code == 1)
    assert office.store.read_bytes() == before
    written = re.search(r"-o (\S+)", job.command)
    if written:
        assert Path(here(office, written[1])).stat().st_size > 0


def test_what_was_missed_is_mailed(office: Stage) -> None:
    office.run_checked(
        "add", "云溪区", "公园", "至少5个", "--by", "2020", "--kind", "stock"
    )
    office.run_checked("record", "云溪区", "公园", "4个", "--for", "2020-12-31")
    office.run_checked("add", "云溪区", "学校", "5所", "--by", "2021")
    by_name = dict(zip(NAMES, JOBS, strict=True))
    process = start(office, by_name["misses"])
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (3, "")
    assert [line.split("\t")[0] for line in out.splitlines()] == ["id", "T2"]
    process = start(office, by_name["due"])
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    assert [line.split("\t")[0] for line in out.splitlines()] == ["id", "T3"]


@pytest.mark.parametrize(
    ("state", "subject"),
    [("well", None), ("missed", "targets missed"), ("gone", "targets failed with 5")],
)
def test_the_script_mails_once_when_it_is_worth_it(
    office: Stage, state: str, subject: str | None
) -> None:
    if state == "missed":
        office.run_checked(
            "add", "云溪区", "公园", "至少5个", "--by", "2020", "--kind", "stock"
        )
        office.run_checked("record", "云溪区", "公园", "4个", "--for", "2020-12-31")
    elif state == "gone":
        office.store.unlink()
    postbox = office.folder / "bin"
    postbox.mkdir()
    mail = postbox / "mail"
    mail.write_text(f'#!/bin/sh\n{{ echo "$2 to $3"; cat; }} >>{postbox}/sent\n')
    mail.chmod(0o755)
    (script,) = blocks("sh")
    done = subprocess.run(
        ["/bin/sh", "-c", here(office, script)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        cwd="/",
        env={"PATH": f"{postbox}:/usr/bin:/bin"},
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    sent = postbox / "sent"
    told = sent.read_text(encoding="utf-8").splitlines() if sent.exists() else []
    assert told[:1] == ([] if subject is None else [f"{subject} to office@example.org"])
    assert told.count(told[0]) == 1 if told else subject is None


def test_systemd_finds_no_fault_in_the_units(office: Stage) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("there is no systemd here")
    names = ("targets-missed.service", "targets-missed.timer", "targets-mail@.service")
    units = blocks("ini")
    for name, unit in zip(names, units, strict=True):
        there = unit.replace(PROGRAM, "/bin/true").replace("User=targets", "User=root")
        (office.folder / name).write_text(there)
    done = subprocess.run(
        [
            analyze,
            "verify",
            "--man=no",
            *(str(office.folder / name) for name in names[:2]),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
