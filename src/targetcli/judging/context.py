"""Hold the records around a target that its verdict depends on."""

from typing import NamedTuple

from targetcli.model.records import Identity, Milestone


class TargetContext(NamedTuple):
    """The records that a verdict depends on besides target and figures.

    These are the sub-regions of the target's region, the identities that name its
    region and scope, and its milestones in order of day. `fiscal_start_month` is the
    month in which the financial year of the region begins, if it was said.
    """

    sub_regions: frozenset[str] = frozenset()
    identities: tuple[Identity, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    fiscal_start_month: int | None = None


NO_CONTEXT = TargetContext()
