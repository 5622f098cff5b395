"""Profiles: what a file must say, and what the packaged ones call things."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from support.packaged_profiles import PACKAGED_FILES, packaged, read_labelled
from targetcli.errors import Unreadable
from targetcli.judging.profiles import (
    Grade,
    GradeMeasure,
    PathChoice,
    Profile,
)
from targetcli.problems.reading import ProfileProblem
from targetcli.render.grade_labels import GRADE_COLORS, GradeLabel
from targetcli.session.profile_reader import read_profile

GOOD = {
    "key": "good",
    "at_least": "0.9",
    "on_track": True,
    "en": "good",
    "zh": "好",
    "color": "green",
    "sign": "+",
}
FAIR = {**GOOD, "key": "fair", "at_least": "0.5", "on_track": False}
POOR = {key: GOOD[key] for key in GOOD if key != "at_least"} | {"key": "poor"}
GROWTH = {"growth_at_least": "0"}
GROWING = GOOD | GROWTH
LOW = {**FAIR, "key": "low", "at_least": "0.2"}
TABLE = {
    "name": "mine",
    "version": "3",
    "source": "ours",
    "path": "usual",
    "measure": "gap",
    "reporting_lag": 30,
    "class": [GOOD, FAIR, POOR],
}


def test_a_profile_reads_as_it_is_written() -> None:
    good = Grade("good", Decimal("0.9"), is_on_track=True)
    label = GradeLabel("good", "好", "green", "+")
    fair = good._replace(key="fair", threshold=Decimal("0.5"), is_on_track=False)
    poor = good._replace(key="poor", threshold=None)

    profile, labels = read_profile(TABLE)

    assert profile == Profile(
        "mine", "3", 30, "ours", PathChoice.USUAL, GradeMeasure.GAP, (good, fair, poor)
    )
    assert labels == {"good": label, "fair": label, "poor": label}


def test_a_threshold_may_be_excluded_and_growth_have_its_own() -> None:
    above = {key: GOOD[key] for key in GOOD if key != "at_least"} | {"above": "0.9"}
    fair = FAIR | {"growth_at_least": "-1", "rule_en": "nearly", "rule_zh": "接近"}

    profile, labels = read_profile({**TABLE, "class": [above | GROWTH, fair, POOR]})

    good, middle, poor = profile.grades
    assert (good.threshold, good.includes_threshold) == (Decimal("0.9"), False)
    growth = [good.growth_at_least, middle.growth_at_least, poor.growth_at_least]
    assert growth == [Decimal(0), Decimal(-1), None]
    assert (labels["fair"].rule_en, labels["fair"].rule_zh) == ("nearly", "接近")


def test_one_class_is_enough() -> None:
    assert len(read_profile({**TABLE, "class": [POOR]}).profile.grades) == 1


@pytest.mark.parametrize("days", [0, 3660])
def test_a_lag_of_none_or_of_ten_years(days: int) -> None:
    assert read_profile({**TABLE, "reporting_lag": days}).profile.reporting_lag == days


def refusal(**changed: object) -> Unreadable:
    table = {key: value for key, value in {**TABLE, **changed}.items() if value != ""}
    with pytest.raises(Unreadable) as refused:
        read_profile(table)
    return refused.value


NEEDED = ProfileProblem.NO_TEXT
NO_DAYS = ProfileProblem.NO_DAYS
NO_CLASS = ProfileProblem.NO_CLASS
NOT_A_CLASS = ProfileProblem.CLASS_NO_TABLE
ORDER = ProfileProblem.CLASS_ORDER
SHARED_KEY = ProfileProblem.SHARED_KEY
GROWTH_ORDER = ProfileProblem.GROWTH_ORDER
TWO_THRESHOLDS = ProfileProblem.TWO_THRESHOLDS


@pytest.mark.parametrize(
    ("changed", "key", "problem"),
    [
        *(({key: ""}, key, NEEDED) for key in ("name", "version", "source")),
        *(({key: 1}, key, NEEDED) for key in ("name", "path", "measure")),
        ({"reporting_lag": ""}, "reporting_lag", NO_DAYS),
        ({"reporting_lag": "90"}, "reporting_lag", NO_DAYS),
        ({"reporting_lag": True}, "reporting_lag", NO_DAYS),
        ({"reporting_lag": 1.5}, "reporting_lag", NO_DAYS),
        ({"reporting_lag": -1}, "reporting_lag", NO_DAYS),
        ({"reporting_lag": 3661}, "reporting_lag", NO_DAYS),
        ({"class": ""}, "class", NO_CLASS),
        ({"class": []}, "class", NO_CLASS),
        ({"class": {"key": "x"}}, "class", NO_CLASS),
        ({"class": ["good"]}, "class", NOT_A_CLASS),
        ({"class": [1, POOR]}, "class", NOT_A_CLASS),
        ({"class": [GOOD, FAIR]}, "class", ORDER),
        ({"class": [FAIR, GOOD, POOR]}, "class", ORDER),
        ({"class": [GOOD, {**FAIR, "at_least": "0.9"}, POOR]}, "class", ORDER),
        ({"class": [GOOD, {**POOR, "key": "x"}, POOR]}, "class", ORDER),
        ({"class": [GOOD, GOOD | {"at_least": "0.1"}, POOR]}, "key", SHARED_KEY),
        ({"class": [GOOD | {"above": "0.9"}, POOR]}, "above", TWO_THRESHOLDS),
        ({"class": [GOOD, POOR | {"growth_at_least": "0"}]}, "class", GROWTH_ORDER),
        ({"class": [GROWING, FAIR | GROWTH, POOR]}, "class", GROWTH_ORDER),
        ({"class": [GROWING, FAIR, LOW | GROWTH, POOR]}, "class", GROWTH_ORDER),
        ({"class": [GOOD, POOR | {"key": "good"}]}, "key", SHARED_KEY),
    ],
)
def test_what_a_profile_cannot_be(
    changed: dict[str, object], key: str, problem: ProfileProblem
) -> None:
    failure = refusal(**changed)

    assert (failure.thing, failure.text) == ("profile", key)
    assert failure.reason.problem is problem


def test_a_lag_shows_what_one_looks_like() -> None:
    assert refusal(reporting_lag="90").accepted == ("90",)


@pytest.mark.parametrize("key", ["key", "en", "zh", "color", "sign"])
@pytest.mark.parametrize("value", ["", 1, None])
def test_a_class_needs_its_words(key: str, value: object) -> None:
    failure = refusal(**{"class": [GOOD | {key: value}, POOR]})

    assert (failure.thing, failure.text) == ("profile", key)
    assert failure.reason.problem is NEEDED


def test_choices_are_shown_where_another_was_taken() -> None:
    failure = refusal(path="straight")
    assert (failure.thing, failure.text) == ("path", "straight")
    assert failure.accepted == ("usual", "cagr")
    failure = refusal(measure="share")
    assert (failure.thing, failure.text) == ("measure", "share")
    assert failure.accepted == ("gap", "ratio")
    failure = refusal(**{"class": [POOR | {"color": "blue"}]})
    assert (failure.thing, failure.text) == ("color", "blue")
    assert failure.accepted == GRADE_COLORS


@pytest.mark.parametrize("value", [None, "yes", 1])
def test_on_track_is_yes_or_no(value: object) -> None:
    failure = refusal(**{"class": [POOR | {"on_track": value}]})

    assert (failure.thing, failure.text) == ("profile", "on_track")
    assert failure.accepted == ("true", "false")


@pytest.mark.parametrize("value", [0.9, "", "much"])
def test_a_threshold_is_digits_in_quotes(value: object) -> None:
    with pytest.raises(Unreadable):
        read_profile({**TABLE, "class": [GOOD | {"at_least": value}, POOR]})


def test_every_packaged_profile_is_here() -> None:
    names = {file.stem for file in PACKAGED_FILES}
    assert names == {"eurostat", "open-sdg", "un-progress-chart", "督查", "督查从严"}
    assert {name: packaged(name).name for name in names} == {n: n for n in names}


@pytest.mark.parametrize("file", PACKAGED_FILES, ids=lambda file: file.stem)
class TestPackaged:
    """What every packaged profile owes its reader."""

    def test_it_says_who_and_when(self, file: Path) -> None:
        profile = packaged(file.stem)
        assert profile.version
        assert len(profile.source) > 20
        by_growth = profile.path_choice is PathChoice.CAGR
        assert by_growth is (profile.measure is GradeMeasure.RATIO)

    def test_only_the_best_class_is_on_track(self, file: Path) -> None:
        first, *others = packaged(file.stem).grades
        assert first.is_on_track
        assert not any(grade.is_on_track for grade in others)

    def test_labels_are_of_both_languages(self, file: Path) -> None:
        for label in read_labelled(file.stem).labels.values():
            assert re.search(r"[一-鿿]", label.zh)
            assert label.en.isascii()

    def test_colour_is_never_the_only_signal(self, file: Path) -> None:
        labels = read_labelled(file.stem).labels.values()
        for name in ("sign", "en", "zh"):
            assert len({getattr(label, name) for label in labels}) == len(labels)

    def test_no_label_speaks_against_the_movement(self, file: Path) -> None:
        """Trap 22: a class that holds improvement is not named for its contrary."""
        profile, labels = read_labelled(file.stem)
        for grade, lower, upper in ranges(profile):
            words = f"{labels[grade.key].en} {labels[grade.key].zh}"
            # A value may rise or fall for the better; no label knows which.
            assert not RISE_OR_FALL.search(words), words
            if lower is None or lower < 0:
                still = upper is None or STANDING_STILL.search(words)
                assert still or not BETTER.search(words), words
            if upper is None or upper > 0:
                assert not WORSE.search(words), words


RISE_OR_FALL = re.compile(
    r"\b(increas|decreas|ris|fall|grow|declin|up|down|higher|lower)"
    r"|上升|下降|增长|减少|提高|降低|升高|回落",
    re.IGNORECASE,
)
WORSE = re.compile(
    r"deteriorat|away|worse|regress|revers|revert|恶化|倒退|偏离|退步|背离",
    re.IGNORECASE,
)
BETTER = re.compile(r"progress|improv|进展|改善", re.IGNORECASE)
# A class around zero may say "limited or no progress": that is true on both its sides.
STANDING_STILL = re.compile(r"no progress.*停滞")


def ranges(profile: Profile) -> list[tuple[Grade, Decimal | None, Decimal | None]]:
    """Return each class with the ratios it holds; points behind say no direction."""
    if profile.measure is GradeMeasure.GAP:
        return [(grade, None, None) for grade in profile.grades]
    uppers: list[Any] = [None, *(grade.threshold for grade in profile.grades)]
    pairs = zip(profile.grades, uppers, strict=False)
    return [(grade, grade.threshold, upper) for grade, upper in pairs]
