"""Read a target or figure from the cells of one row.

The command line and every file format read here, so that a value is read by the same
grammar wherever it is written.
"""

from __future__ import annotations

from typing import NamedTuple

from targetcli.errors import Contradiction
from targetcli.model.announced_forms import grows_in_real_terms
from targetcli.model.announced_vocabulary import REAL_SCOPES
from targetcli.model.deadline import is_open_ended
from targetcli.model.fields import FIGURE_FIELDS, TARGET_FIELDS
from targetcli.model.names import read_scope
from targetcli.model.period import NO_REFERENCE_DAYS, ReferenceDays
from targetcli.model.records import (
    Commitment,
    EventAnswer,
    Figure,
    FigureStatus,
    Metric,
    Region,
    Target,
    When,
)
from targetcli.model.wording import RecordRole, Wording
from targetcli.problems.records import Conflict
from targetcli.reading.cells import (
    Cells,
    read_code,
    read_day_cell,
    read_id,
    read_own_id,
    read_period_cell,
    read_simple_fields,
    require_text,
)
from targetcli.reading.event_answers import translate_answer
from targetcli.reading.metrics import (
    RowMetric,
    find_metric,
    read_kind_as_commitment,
)
from targetcli.reading.remarks import remark_on_target
from targetcli.reading.row_values import (
    RowValue,
    find_usual_unit,
    read_baseline,
    read_side,
    read_value,
)
from targetcli.reading.time_cells import (
    find_window_start,
    read_deadline_cells,
    read_figure_period,
    read_region_year,
    remark_on_month,
)
from targetcli.reading.validation import check_figure, check_target
from targetcli.reading.value_cells import (
    add_worded_base,
    check_unit_of_file,
    naming_words,
    read_basis,
    read_basis_origin,
    read_worded_value,
)
from targetcli.reading.vocabulary import Vocabulary


def read_target(
    cells: Cells,
    vocabulary: Vocabulary,
    reference_days: ReferenceDays = NO_REFERENCE_DAYS,
) -> Target:
    """Read one target, adding new names to the vocabulary.

    Raises `Unreadable`, `UnknownName` or `Contradiction`.
    """
    announced = read_day_cell(cells, "announced", reference_days)
    days = reference_days._replace(announced=announced.end if announced else None)
    subject = _read_subject(cells, vocabulary, days, RecordRole.TARGET)
    cells, days, value = subject.cells, subject.reference_days, subject.value
    metric = subject.row_metric.metric
    deadline = read_deadline_cells(cells, days)
    window_start = read_period_cell(cells, "window_start", days)
    remark_on_month(cells, "deadline", vocabulary)
    number = cells.get("revises", "").strip()
    target = Target(
        id=read_own_id(cells, "T"),
        region=subject.region.name,
        scope=_read_scope(cells, value.wording, metric),
        metric=metric,
        basis=value.basis,
        basis_from=read_basis_origin(cells, value.wording),
        bound=value.bound,
        answer=value.answer,
        window_start=(
            window_start.start
            if window_start
            else find_window_start(deadline, value.basis, announced)
        ),
        deadline=deadline.day if deadline else None,
        base_period=read_period_cell(cells, "base_period", days),
        commitment=_read_commitment(cells, value.wording),
        baseline=read_baseline(cells, vocabulary, metric, days),
        announced=announced,
        source=vocabulary.find_or_add_source(cells.get("source", "")),
        as_written=_read_as_written(cells),
        revises=read_id("revises", number, "T") if number else None,
        withdrawn=read_day_cell(cells, "withdrawn", reference_days),
        withdrawn_source=vocabulary.find_or_add_source(
            cells.get("withdrawn_source", "")
        ),
        side=read_side(cells, value),
        deadline_period=deadline.period if deadline else None,
        when=deadline.when if deadline else When.AT,
        **read_simple_fields(cells, TARGET_FIELDS),
    )
    target = target._replace(owner=_read_owner(cells), note=_read_note(cells))
    usual_unit = find_usual_unit(metric, vocabulary)
    is_worded, is_basis_given = _is_worded(cells), _is_given(cells, "basis")
    check_target(target, usual_unit, is_worded=is_worded, is_basis_given=is_basis_given)
    subject.row_metric.add_to(vocabulary)
    remark_on_target(target, vocabulary, is_worded=is_worded)
    return target


def read_figure(
    cells: Cells,
    vocabulary: Vocabulary,
    reference_days: ReferenceDays = NO_REFERENCE_DAYS,
) -> Figure:
    """Read one figure, adding new names to the vocabulary.

    Raises `Unreadable`, `UnknownName` or `Contradiction`.
    """
    published = read_day_cell(cells, "published", reference_days)
    subject = _read_subject(cells, vocabulary, reference_days, RecordRole.FIGURE)
    cells, days, value = subject.cells, subject.reference_days, subject.value
    metric = subject.row_metric.metric
    start, end = read_figure_period(cells, metric, value.basis, days)
    remark_on_month(cells, "period", vocabulary)
    figure = Figure(
        id=read_own_id(cells, "F"),
        region=subject.region.name,
        scope=_read_scope(cells, value.wording, metric),
        metric=metric,
        basis=value.basis,
        bound=value.bound,
        start=start,
        end=end,
        answer=value.answer,
        base_period=read_period_cell(cells, "base_period", days),
        status=_read_status(cells, value.wording),
        published=published,
        source=vocabulary.find_or_add_source(cells.get("source", "")),
        as_written=_read_as_written(cells),
        **read_simple_fields(cells, FIGURE_FIELDS),
    )
    is_worded, is_basis_given = _is_worded(cells), _is_given(cells, "basis")
    check_figure(figure, is_worded=is_worded, is_basis_given=is_basis_given)
    subject.row_metric.add_to(vocabulary)
    return figure


class _RowSubject(NamedTuple):
    """Subject of a row with its value, which targets and figures have alike.

    The cells have the base that the value names, and the days the financial year of
    the region.
    """

    cells: Cells
    reference_days: ReferenceDays
    region: Region
    row_metric: RowMetric
    value: RowValue


def _read_subject(
    cells: Cells,
    vocabulary: Vocabulary,
    reference_days: ReferenceDays,
    role: RecordRole,
) -> _RowSubject:
    region = vocabulary.find_or_add_region(require_text(cells, "region"))
    financial_year = read_region_year(cells, region)
    check_unit_of_file(cells, vocabulary)
    wording = read_worded_value(cells, vocabulary, role, region)
    cells = add_worded_base(cells, wording)
    with naming_words(cells):
        row_metric = find_metric(cells, vocabulary, wording, read_basis(cells, wording))
    return _RowSubject(
        cells,
        reference_days._replace(financial_year=financial_year),
        region,
        row_metric,
        read_value(cells, vocabulary, row_metric.metric, wording, role),
    )


def _is_worded(cells: Cells) -> bool:
    return not _is_given(cells, "relation")


def _is_given(cells: Cells, column: str) -> bool:
    return bool(cells.get(column, "").strip())


def _read_owner(cells: Cells) -> str:
    """Read who answers for a target: several names joined by ``;``, the first leads."""
    names = cells.get("owner", "").replace("；", ";").split(";")
    return ";".join(name.strip() for name in names if name.strip())


def _read_note(cells: Cells) -> str:
    """Return the note of a target; words such as 长期坚持 are kept in it."""
    note, deadline = cells.get("note", ""), cells.get("deadline", "").strip()
    return deadline if not note and is_open_ended(deadline) else note


def _read_scope(cells: Cells, wording: Wording | None, metric: Metric) -> str:
    """Read the scope, with what the words say of it: 全市第2位, 名义增长5%.

    Of GDP 实际增长5% says no more than 增长5%, which is at constant prices anyway.
    """
    given = cells.get("scope", "")
    worded = wording.scope if wording else ""
    if worded in REAL_SCOPES and grows_in_real_terms((metric.name, *metric.aliases)):
        worded = ""
    return read_scope(";".join(filter(None, (given, worded))))


def _read_commitment(cells: Cells, wording: Wording | None) -> Commitment | None:
    """Read the commitment; what is given outright comes before 力争 and 确保."""
    given = read_code(cells, "commitment", Commitment) or read_kind_as_commitment(cells)
    return given or (wording.commitment if wording else None)


def _read_status(cells: Cells, wording: Wording | None) -> FigureStatus:
    status = read_code(cells, "status", FigureStatus)
    worded = wording.status if wording else None
    if status and worded and status is not worded:
        raise Contradiction(Conflict.STATUS, status=status, worded=worded)
    return status or worded or FigureStatus.REPORTED


def _read_as_written(cells: Cells) -> str:
    """Return the words given as written, else the value where it is words."""
    as_written = cells.get("as_written", "")
    if as_written or cells.get("relation", "").strip():
        return as_written
    value = cells.get("value", "").strip()
    return "" if translate_answer(value) in (EventAnswer.YES, EventAnswer.NO) else value
