"""A store on a network file system is known by the table of mounts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from targetcli.store.network_mounts import parse_network_type

TABLE = """\
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime - ext4 /dev/vda rw,discard
31 27 0:40 / /srv/shared rw,relatime shared:7 - nfs4 example.org:/shared rw
32 31 0:41 / /srv/shared/fast rw shared:8 master:2 - xfs /dev/vdb rw
33 27 0:42 / /mnt/督查\\040室 rw - cifs //files.example.org/d rw
34 27 0:43 / /mnt/c rw - 9p drvfs rw,aname=drvfs
35 27 0:44 / /home/u/far rw - fuse.sshfs u@example.org:/ rw
36 27 0:45 / /home/u/near rw - fuse.gocryptfs /home/u/.near rw
37 27 0:46 / /over rw - nfs files.example.org:/a rw
38 27 0:47 / /over rw - tmpfs tmpfs rw
a line that is none
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/home/u/store.db", ""),
        ("/srv/shared/store.db", "nfs4"),
        ("/srv/shared", "nfs4"),
        ("/srv/shared-not/store.db", ""),
        ("/srv/shared/fast/store.db", ""),
        ("/mnt/督查 室/store.db", "cifs"),
        ("/mnt/c/store.db", "9p"),
        ("/home/u/far/store.db", "fuse.sshfs"),
        ("/home/u/near/store.db", ""),
        ("/over/store.db", ""),
    ],
)
def test_the_innermost_mount_says_what_a_place_is_on(place: str, kind: str) -> None:
    assert parse_network_type(TABLE, place) == kind


def test_no_table_says_nothing() -> None:
    assert parse_network_type("", "/srv/store.db") == ""


@pytest.mark.parametrize(
    ("arguments", "warnings"),
    [
        (("init",), 1),
        (("init", "--with-seeds"), 1),
        (("add", "云溪区", "绿道", "5公里", "--by", "2025"), 1),
        (("list",), 1),
        (("list", "-q"), 0),
    ],
    ids=str,
)
def test_one_warning_is_said_and_the_command_done(
    tmp_path: Path,
    environment: dict[str, str],
    arguments: tuple[str, ...],
    warnings: int,
) -> None:
    table = tmp_path / "mountinfo"
    table.write_text(f"40 27 0:50 / {tmp_path} rw - nfs4 example.org:/ rw\n")
    program = (
        "import sys; from pathlib import Path;"
        "from targetcli.store import network_mounts;"
        "network_mounts.MOUNT_TABLE = Path(sys.argv.pop(1));"
        "from targetcli.cli import run; run()"
    )
    if arguments[0] == "list":
        subprocess.run(
            [sys.executable, "-m", "targetcli", "init"], env=environment, check=True
        )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(table), *arguments],
        capture_output=True,
        env=environment,
        check=False,
    )
    said = ran.stderr.decode()
    assert (ran.returncode, said.count("network file system (nfs4)")) == (0, warnings)
