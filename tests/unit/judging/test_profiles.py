"""Grades of pace by the thresholds of profiles."""

from __future__ import annotations

from decimal import Decimal

import pytest

from support.packaged_profiles import packaged
from targetcli.judging.profiles import PLAIN, Grade, GradeMeasure, PathChoice, Profile


def key_of(profile: Profile, gap: str, ratio: str | None = None) -> str | None:
    grade = profile.find_grade(Decimal(gap), None if ratio is None else Decimal(ratio))
    return grade.key if grade else None


@pytest.mark.parametrize(
    ("gap", "key"),
    [
        ("0", "green"),
        ("-9.99", "green"),
        ("-10", "yellow"),
        ("-30", "yellow"),
        ("-30.01", "red"),
    ],
)
def test_ten_points_are_yellow_and_thirty_still_are(gap: str, key: str) -> None:
    assert key_of(packaged("督查"), gap) == key
    assert key_of(packaged("督查"), gap, "99") == key


@pytest.mark.parametrize(
    ("gap", "key"),
    [("0", "green"), ("-0.01", "yellow"), ("-10", "yellow"), ("-10.01", "red")],
)
def test_the_stricter_lights_have_no_tolerance(gap: str, key: str) -> None:
    assert key_of(packaged("督查从严"), gap) == key


@pytest.mark.parametrize(
    ("points", "key"),
    [("0.5", "top"), ("0", "top"), ("-0.1", "near"), ("-1", "near"), ("-1.1", "low")],
)
def test_growth_is_graded_by_points_from_its_target(points: str, key: str) -> None:
    zero, one = Decimal(0), Decimal(-1)
    grades = (
        Grade("top", zero, is_on_track=True, growth_at_least=zero),
        Grade("near", Decimal(-5), is_on_track=False, growth_at_least=one),
        Grade("low", None, is_on_track=False),
    )
    distance = Decimal(points)
    profile = PLAIN._replace(grades=grades)

    grade = profile.find_growth_grade(distance, is_satisfied=distance >= 0)

    assert grade is not None
    assert grade.key == key
    # Exactly at a bound that is excluded is not satisfied.
    at_bound = profile.find_growth_grade(zero, is_satisfied=False)
    assert at_bound is not None
    assert at_bound.key == "near"


@pytest.mark.parametrize(
    ("name", "ratio", "key"),
    [
        ("eurostat", "0.95", "significant"),
        ("eurostat", "0.9499", "moderate"),
        ("eurostat", "0.60", "moderate"),
        ("eurostat", "0.5999", "insufficient"),
        ("eurostat", "0", "insufficient"),
        ("eurostat", "-0.0001", "away"),
        ("open-sdg", "0.95", "substantial"),
        ("open-sdg", "0.9499", "moderate"),
        ("open-sdg", "0.60", "moderate"),
        ("open-sdg", "0.5999", "negligible"),
        ("open-sdg", "0", "negligible"),
        ("open-sdg", "-0.0001", "deterioration"),
        ("un-progress-chart", "0.95", "on-track"),
        ("un-progress-chart", "0.9499", "fair"),
        ("un-progress-chart", "0.5", "fair"),
        ("un-progress-chart", "0.4999", "limited"),
        ("un-progress-chart", "-0.1", "limited"),
        ("un-progress-chart", "-0.1001", "deterioration"),
    ],
)
def test_the_thresholds_of_the_field(name: str, ratio: str, key: str) -> None:
    assert key_of(packaged(name), "99", ratio) == key
    assert key_of(packaged(name), "99") is None


def test_the_plain_profile_has_no_words_of_its_own() -> None:
    assert (PLAIN.name, PLAIN.version, PLAIN.reporting_lag) == ("plain", "1", 90)
    assert key_of(PLAIN, "99", "99") is None
    assert (PLAIN.path_choice, PLAIN.measure) == (PathChoice.USUAL, GradeMeasure.GAP)
