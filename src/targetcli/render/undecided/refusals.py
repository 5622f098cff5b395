"""Explain why every figure of a target is refused, and which one would be used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from targetcli.judging.reasons import Reason
from targetcli.model.names import quote_argument
from targetcli.model.records import (
    format_figure_id,
)
from targetcli.model.units import Unit, is_count, is_noun
from targetcli.render.i18n import gettext, label
from targetcli.render.record_text import (
    figure_period_text,
)
from targetcli.render.undecided.case import (
    DecidingCommand,
    Explained,
    UndecidedCase,
    join_some,
)


def explain_scope(case: UndecidedCase) -> Explained:
    """Explain that the figures cover something else."""
    refused = case.list_refused(Reason.SCOPE)
    as_it_stands = gettext("the region as it stands")
    scopes = dict.fromkeys(figure.scope or as_it_stands for figure in refused)
    sentence = gettext("It covers {own}; the figures cover {others}.").format(
        own=case.target.scope or as_it_stands, others=join_some(scopes)
    )
    region = quote_argument(case.target.region)
    own = quote_argument(f"{case.target.region}@{case.target.scope}".rstrip("@"))
    options = [
        DecidingCommand(
            gettext("if both are the same"),
            f"targets edit {format_figure_id(figure.id)} "
            f"scope={quote_argument(case.target.scope)}",
        )
        for figure in refused[:1]
    ]
    return sentence, [
        *options,
        DecidingCommand(
            gettext("if one is the sum of the other and a rest"),
            f"targets identities add {own} {region} … --source …",
        ),
        DecidingCommand(gettext("when the right figure is known"), case.record()),
    ]


def explain_unit(case: UndecidedCase) -> Explained:
    """Explain that the figures are in a unit that does not convert."""
    refused = case.list_refused(Reason.UNIT)
    own = case.target.bound.unit if case.target.bound else None
    units = dict.fromkeys(figure.bound.unit for figure in refused if figure.bound)
    names = join_some(unit.text for unit in units)
    sentence = gettext("It is in {own}, and {others} does not convert to that.")
    told = sentence.format(own=own.text if own else "", others=names)
    return told, [
        *_list_unit_options(own, units),
        DecidingCommand(gettext("when a figure in that unit is known"), case.record()),
    ]


def _list_unit_options(
    own: Unit | None, units: Iterable[Unit]
) -> Iterator[DecidingCommand]:
    for unit in units:
        if own is not None and _is_name_of_things(unit) and _is_name_of_things(own):
            command = f"{quote_argument(own.text)} {quote_argument(unit.text)}"
            yield DecidingCommand(
                gettext("if {unit} is another word for it").format(unit=unit.text),
                f"targets units alias {command}",
            )


def _is_name_of_things(unit: Unit) -> bool:
    return is_noun(unit.dimension) or is_count(unit.dimension)


def explain_basis(case: UndecidedCase) -> Explained:
    """Explain that the figures are another kind of number."""
    refused = case.list_refused(Reason.BASIS)
    bases = dict.fromkeys(figure.basis for figure in refused)
    sentence = gettext("It asks for a {own}; what was reported is a {others}.")
    told = sentence.format(
        own=label(case.target.basis), others=join_some(map(label, bases))
    )
    right = DecidingCommand(gettext("when the right figure is known"), case.record())
    return told, [
        *(
            DecidingCommand(
                gettext("if {figure} was read wrongly").format(
                    figure=format_figure_id(figure.id)
                ),
                f"targets edit {format_figure_id(figure.id)} "
                f"basis={case.target.basis.value}",
            )
            for figure in refused[:1]
        ),
        right,
    ]


def explain_period(case: UndecidedCase) -> Explained:
    """Explain that the figures are of another time."""
    refused = case.list_refused(Reason.PERIOD)
    found = dict.fromkeys(map(figure_period_text, refused))
    sentence = gettext("It is judged on {period}; there is only {found}.")
    told = sentence.format(period=case.period_text, found=join_some(found))
    return told, [
        DecidingCommand(
            gettext("when {period} is known").format(period=case.period_text),
            case.record(),
        ),
        *(
            DecidingCommand(
                gettext("to judge it on {period} alone").format(
                    period=figure_period_text(figure)
                ),
                case.edit(
                    f"window_start={figure.span.start}", f"deadline={figure.span.end}"
                ),
            )
            for figure in refused[-1:]
            if figure.start is not None and figure.start < figure.end
        ),
    ]


def explain_sub_region(case: UndecidedCase) -> Explained:
    """Explain that only parts of the region were reported."""
    refused = case.list_refused(Reason.SUB_REGION)
    parts = dict.fromkeys(figure.region for figure in refused)
    sentence = gettext("Only parts of {region} were reported: {parts}.")
    told = sentence.format(region=case.target.region, parts=join_some(parts))
    quoted = " ".join(map(quote_argument, parts))
    region = quote_argument(case.target.region)
    return told, [
        DecidingCommand(gettext("when the whole is known"), case.record()),
        DecidingCommand(
            gettext("if these are all its parts"),
            f"targets identities add {region} {quoted} --source …",
        ),
    ]
