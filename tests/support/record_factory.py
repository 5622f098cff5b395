"""Make targets and figures from the words people write, and judge them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from targetcli.judging.context import NO_CONTEXT, TargetContext
from targetcli.judging.judge import judge
from targetcli.judging.outcome import Outcome, Verdict
from targetcli.model.bound_words import read_wording
from targetcli.model.quantity import format_digits
from targetcli.model.records import Better, Figure, Metric, MetricKind, Target
from targetcli.model.wording import RecordRole
from targetcli.reading.records import read_figure, read_target
from targetcli.reading.vocabulary import Vocabulary

GDP = "地区生产总值"
METRICS = (
    Metric(GDP, kind=MetricKind.FLOW, better=Better.MORE, non_negative=True),
    Metric("新增岗位", kind=MetricKind.FLOW, better=Better.MORE, non_negative=True),
    Metric("新增城镇就业", kind=MetricKind.FLOW, better=Better.MORE, non_negative=True),
    Metric("整车产量", kind=MetricKind.FLOW, better=Better.MORE, non_negative=True),
    Metric("利润", kind=MetricKind.FLOW, better=Better.MORE),
    Metric("排放量", kind=MetricKind.FLOW, better=Better.LESS, non_negative=True),
    Metric("人才公寓", kind=MetricKind.STOCK, better=Better.MORE),
    Metric("高企", kind=MetricKind.STOCK, better=Better.MORE),
    Metric("存量", kind=MetricKind.STOCK, better=Better.LESS),
    Metric("城镇化率", kind=MetricKind.RATIO, better=Better.MORE),
    Metric("贫困率", kind=MetricKind.RATIO, better=Better.LESS),
    Metric("汇率", kind=MetricKind.RATIO, better=Better.NONE),
    Metric("百强县排名", kind=MetricKind.RANK, better=Better.LESS),
    Metric("铁路通车", kind=MetricKind.EVENT),
)


class RecordFactory:
    """Read targets and figures with one vocabulary; figures get ids from 1."""

    def __init__(self) -> None:
        self.vocabulary = Vocabulary(lambda text: text)
        self.vocabulary.add_known(METRICS)
        self._figures = 0

    def target(self, metric: str, value: str, by: str = "", **more: str) -> Target:
        fields = {"region": "武进区", "metric": metric, "deadline": by}
        return read_target({**fields, **split_value(value), **more}, self.vocabulary)

    def figure(self, metric: str, value: str, period: str, **more: str) -> Figure:
        self._figures += 1
        fields = {
            "id": str(self._figures),
            "region": "武进区",
            "metric": metric,
            "value": value,
            "period": period,
        }
        return read_figure({**fields, **more}, self.vocabulary)


def split_value(value: str) -> dict[str, str]:
    """Return a value as columns, as an odd relation is refused in words."""
    if not value:
        return {"value": ""}
    wording = read_wording(value, RecordRole.TARGET)
    if wording.relation is None:
        return {"value": value}
    high = wording.value_high
    return {
        "relation": wording.relation,
        "value": format_digits(wording.value),
        "value_high": "" if high is None else format_digits(high),
        "unit": wording.unit,
        "basis": wording.basis or "",
    }


def judge_on(
    target: Target,
    figures: Iterable[Figure],
    as_of: str,
    context: TargetContext = NO_CONTEXT,
) -> Verdict:
    return judge(target, figures, date.fromisoformat(as_of), context=context)


def roles_by_id(verdict: Verdict) -> dict[int | None, str]:
    """Return the roles of the figures used, by figure id."""
    return {used.figure.id: used.role.value for used in verdict.evidence}


def refusals_by_id(verdict: Verdict) -> dict[int | None, str]:
    """Return the reasons of refusals, by figure id."""
    return {refusal.figure.id: refusal.reason.value for refusal in verdict.refusals}


def margin_ends(verdict: Verdict) -> tuple[Decimal | None, Decimal | None]:
    """Return both ends of the margin."""
    assert verdict.margin is not None
    return verdict.margin.low, verdict.margin.high


def exact_margin(text: str) -> tuple[Decimal, Decimal]:
    """Return a margin that is one number."""
    return Decimal(text), Decimal(text)


def outcome_and_reasons(verdict: Verdict) -> tuple[Outcome, list[str]]:
    """Return the outcome with its reasons."""
    return verdict.outcome, [reason.value for reason in verdict.reasons]
