"""Label the grades of the profile in use, in both languages."""

from collections.abc import Mapping
from contextvars import ContextVar
from typing import NamedTuple

from targetcli.judging.profiles import Grade
from targetcli.render.i18n import language_tag

GRADE_COLORS = ("green", "yellow", "red", "grey")


class GradeLabel(NamedTuple):
    """The words of a grade in two languages, and a sign beside its colour.

    The rules say when it is given, for a legend; "" where the words say it already.
    """

    en: str
    zh: str
    color: str
    sign: str
    rule_en: str = ""
    rule_zh: str = ""

    @property
    def text(self) -> str:
        """The words in the language of this run."""
        return self.zh if language_tag() == "zh" else self.en

    @property
    def color_key(self) -> str:
        """The key of its colour in cells and on pages."""
        return f"light-{self.color}"

    @property
    def sign_and_text(self) -> str:
        """The sign and the words: ``● green``."""
        return f"{self.sign} {self.text}"

    @property
    def rule(self) -> str:
        """The rule in the language of this run."""
        return self.rule_zh if language_tag() == "zh" else self.rule_en


_NO_LABELS: Mapping[str, GradeLabel] = {}
_labels: ContextVar[Mapping[str, GradeLabel]] = ContextVar(
    "grade_labels", default=_NO_LABELS
)


def set_grade_labels(labels: Mapping[str, GradeLabel]) -> None:
    """Choose the labels of this run, by the keys of the grades of its profile."""
    _labels.set(labels)


def list_grade_labels() -> Mapping[str, GradeLabel]:
    """Return the labels of the profile in use, by the keys of its grades."""
    return _labels.get()


def grade_label(grade: Grade) -> GradeLabel:
    """Return the label of a grade of the profile in use."""
    return _labels.get()[grade.key]
