"""Label the grades of the profile in use, in both languages."""

from collections.abc import Mapping
from contextvars import ContextVar
from typing import NamedTuple

from targetcli.judging.profiles import Grade
from targetcli.render.i18n import language_tag

GRADE_COLORS = ("green", "yellow", "red", "grey")


class GradeLabel(NamedTuple):
    """The words of a grade in two languages, and a sign beside its colour."""

    en: str
    zh: str
    color: str
    sign: str

    @property
    def text(self) -> str:
        """The words in the language of this run."""
        return self.zh if language_tag() == "zh" else self.en


_NO_LABELS: Mapping[str, GradeLabel] = {}
_labels: ContextVar[Mapping[str, GradeLabel]] = ContextVar(
    "grade_labels", default=_NO_LABELS
)


def set_grade_labels(labels: Mapping[str, GradeLabel]) -> None:
    """Choose the labels of this run, by the keys of the grades of its profile."""
    _labels.set(labels)


def current_grade_labels() -> Mapping[str, GradeLabel]:
    """Return the labels chosen last, by the keys of the grades of their profile."""
    return _labels.get()


def grade_label(grade: Grade) -> GradeLabel:
    """Return the label of a grade of the profile in use."""
    return _labels.get()[grade.key]
