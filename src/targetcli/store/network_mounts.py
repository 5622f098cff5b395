"""Find out if a path is on a network file system, where SQLite's locks may fail."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

# What Linux tells of every mount; other systems have no such file, and no warning.
MOUNT_TABLE = Path("/proc/self/mountinfo")

_NETWORK_TYPES = frozenset(
    [
        *("9p", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "drvfs"),
        *("glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "orangefs", "prl_fs"),
        *("smb2", "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs"),
    ]
)
_FUSE_NETWORK_TYPES = frozenset(
    ["ceph", "glusterfs", "gvfsd-fuse", "rclone", "s3fs", "smbnetfs", "sshfs"]
)
_ESCAPED = re.compile(r"\\([0-7]{3})")


def find_network_type(path: Path) -> str:
    """Return the type of the network file system of a path; empty for a local one."""
    with suppress(OSError):
        table = MOUNT_TABLE.read_text(encoding="utf-8", errors="surrogateescape")
        return parse_network_type(table, os.path.realpath(path))
    return ""


def parse_network_type(table: str, place: str) -> str:
    """Return the same for a real path, from the text of a mount table."""
    kind, longest = "", 0
    for line in table.splitlines():
        before, dash, after = line.partition(" - ")
        fields = before.split(" ")
        if not dash or len(fields) < 5:  # noqa: PLR2004 - proc(5): the fifth is where
            continue
        root = _ESCAPED.sub(lambda code: chr(int(code[1], 8)), fields[4])
        inside = place == root or place.startswith(f"{root.rstrip('/')}/")
        # Of two mounts at one place the later lies on top.
        if inside and len(root) >= longest:
            kind, longest = after.split(" ")[0], len(root)
    name, _, helper = kind.partition(".")
    is_network = name in _NETWORK_TYPES or (
        name == "fuse" and helper in _FUSE_NETWORK_TYPES
    )
    return kind if is_network else ""
