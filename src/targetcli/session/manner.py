"""Write in the language and the number scale of the reader of an output."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import NamedTuple

from targetcli import environment
from targetcli.model.records import Region
from targetcli.render import i18n, readers
from targetcli.render.number_scale import NumberScale, use_scale
from targetcli.render.period_text import name_financial_years
from targetcli.render.shown_names import show_english_names
from targetcli.session.formats import Audience, Format
from targetcli.session.options import Lang, OutputOptions


class Manner(NamedTuple):
    """The language and the scale of an output; one for programs is not translated."""

    lang: Lang | None = None
    is_translated: bool = False
    scale: NumberScale = NumberScale.NONE


FOR_PROGRAMS = Manner()


def choose_manner(output: OutputOptions, output_format: Format | None) -> Manner:
    """Return the manner of an output.

    Sentences have no format; they are translated and scaled. A file for programs is
    neither.
    """
    is_scaled = (
        output_format is None
        or output_format.traits.audience is Audience.PEOPLE
        or output_format is Format.PLAIN
    )
    return Manner(
        output.lang,
        output_format is None or output.is_translated(output_format),
        output.scale if is_scaled else NumberScale.NONE,
    )


@contextmanager
def write_in(
    manner: Manner, list_regions: Callable[[], Iterable[Region]]
) -> Iterator[None]:
    """Write in a manner inside a ``with`` block.

    Who asks for English sees names in English, as far as they are stored.
    """
    lang, is_translated, scale = manner
    catalogue = environment.load_catalogue(lang) if is_translated else None
    with ExitStack() as cleanup:
        cleanup.enter_context(i18n.use_catalogue(catalogue))
        cleanup.enter_context(use_scale(scale))
        cleanup.enter_context(readers.write_for_programs(not is_translated))
        if is_translated:
            regions = list_regions()
            cleanup.enter_context(name_financial_years(regions))
            if lang is Lang.EN:
                cleanup.enter_context(show_english_names(regions))
        yield
