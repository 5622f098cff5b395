"""Explain the gaps of a target for which no figure can settle it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from targetcli.model.names import quote_argument
from targetcli.model.records import (
    Basis,
)
from targetcli.render.i18n import N_, gettext
from targetcli.render.record_text import (
    value_text,
)
from targetcli.render.undecided.case import (
    DecidingCommand,
    Explained,
    UndecidedCase,
)

_DAY = timedelta(days=1)


def explain_no_number(case: UndecidedCase) -> Explained:
    """Explain that a target names no number."""
    return gettext("It names no number, and words cannot be compared."), [
        DecidingCommand(gettext("if a number was announced"), case.edit("value=…"))
    ]


def explain_base(case: UndecidedCase) -> Explained:
    """Explain that growth names no base."""
    target = case.target
    day = target.window_start or target.deadline
    year = day.year - 1 if day else "…"
    return gettext("It names no base: {value} of what it was when?").format(
        value=value_text(target)
    ), [
        DecidingCommand(
            gettext("if it is on {year}").format(year=year),
            case.edit(f"base_period={year}"),
        )
    ]


def explain_window(case: UndecidedCase) -> Explained:
    """Explain that nobody said which time counts."""
    target = case.target
    deadline = target.deadline
    if target.basis is not Basis.LEVEL or deadline is None:
        year = deadline.year if deadline else "…"
        return gettext("Nobody said from when on it counts."), [
            DecidingCommand(
                gettext("if it counts from {start} on").format(start=year),
                case.edit(f"window_start={year}"),
            )
        ]
    return gettext(
        "“By {deadline}” does not say which months of {metric} count."
    ).format(deadline=deadline, metric=target.metric.name), _list_windows(
        case, deadline
    )


def _list_windows(case: UndecidedCase, deadline: date) -> Iterator[DecidingCommand]:
    """Yield the windows that a deadline inside a year may mean for an amount."""
    month = deadline.replace(day=1)
    twelve = (deadline + _DAY).replace(year=(deadline + _DAY).year - 1)
    starts = {
        N_("if it is the month alone"): month,
        N_("if it is the year so far"): deadline.replace(month=1, day=1),
        N_("if it is the twelve months up to then"): twelve,
    }
    for condition, start in starts.items():
        yield DecidingCommand(gettext(condition), case.edit(f"window_start={start}"))
    next_day = deadline + _DAY
    if next_day.day == 1:
        yield DecidingCommand(
            gettext("if that is the financial year of {region}").format(
                region=case.target.region
            ),
            f"targets regions edit {quote_argument(case.target.region)} "
            f"fiscal_year={next_day.month:02}:end",
        )


def explain_no_deadline(case: UndecidedCase) -> Explained:
    """Explain that a target has no deadline."""
    return gettext("It has no deadline: it is met once a figure satisfies it."), [
        DecidingCommand(gettext("if a deadline was announced"), case.edit("deadline=…"))
    ]
