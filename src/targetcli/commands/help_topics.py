"""Explain what the verbs have in common: dates, values, units, outcomes and more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from targetcli.commands.help_pages import WIDTH, HelpEntry, list_section
from targetcli.render.i18n import N_, gettext
from targetcli.render.writers.wrapping import wrap

# Of each topic what it is about, and its rows.
TOPICS: Mapping[str, tuple[str, tuple[HelpEntry, ...]]] = {
    "dates": (
        N_("How periods, deadlines and days may be written"),
        (
            HelpEntry("2025 · 2025-06 · 2025-06-30", N_("a year, a month, a day")),
            HelpEntry("March 2025 · 31 March 2025", N_("the same in English words")),
            HelpEntry("2025年 · 2025年6月30日", N_("the same in Chinese words")),
            HelpEntry("Q3 2025 · H1 2025", N_("also 2025年三季度, 2025年上半年")),
            HelpEntry("2021..2025 · 2021-2025", N_("several years")),
            HelpEntry("Jan 2025..Sep 2025", N_("also 2025年1-9月, 前三季度")),
            HelpEntry(
                "2024/25 · FY2024/25", N_("financial years: --fiscal-year 04:end")
            ),
            HelpEntry("十四五 · 十四五末", N_("a five-year plan, and its last day")),
            HelpEntry("end of 2025 · 2025年底", N_("the last day")),
            HelpEntry("before 2026", N_("as a deadline: the day before it begins")),
            HelpEntry("today · last-month", N_("relative to today")),
            HelpEntry("within 12 months · 明年", N_("relative to --announced")),
            HelpEntry(
                "01/02/2025", N_("refused: it may be a day in January or February")
            ),
        ),
    ),
    "values": (
        N_("How values may be written"),
        (
            HelpEntry("5,000 homes · 3600亿元", N_("a number with its unit")),
            HelpEntry("£1.5bn · USD 2 million", N_("money")),
            HelpEntry("at least 5% · 5%以上", N_("a floor, itself included")),
            HelpEntry("over 3,600 · 突破3600亿元", N_("more than that")),
            HelpEntry("at most 30 · 不超过30", N_("a ceiling, itself included")),
            HelpEntry("under 30 · 低于30", N_("less than that")),
            HelpEntry("about 5% · 5%左右", N_("about so much")),
            HelpEntry("5–6% · between 5 and 6%", N_("a range")),
            HelpEntry("cut by 20% · 下降20%", N_("a fall; −20%, or -- before -20%")),
            HelpEntry("raise by 5% · 增长5%", N_("growth on a base: --base 2020")),
            HelpEntry("double · 翻一番 · halve", N_("a multiple of the base")),
            HelpEntry("top 10 · 前10位", N_("a rank")),
            HelpEntry("yes · no · 是 · 否", N_("of an event: it happened, or not")),
        ),
    ),
    "units": (
        N_("Units (targets units lists all of them)"),
        (
            HelpEntry("元 · CNY · USD · £", N_("money; currencies never convert")),
            HelpEntry("k · million · bn · 万 · 亿", N_("magnitudes before a unit")),
            HelpEntry("% · ‰ · pp · 个百分点", N_("shares, and points between shares")),
            HelpEntry("people · 人 · 人次", N_("people; visits are another thing")),
            HelpEntry("个 · 家 · 套 · 项", N_("counts of what the metric names")),
            HelpEntry(
                "homes · wards", N_("a noun counts itself; two nouns never convert")
            ),
            HelpEntry(
                "km · 亩 · tonnes · kWh",
                N_("lengths, areas, mass, energy"),
            ),
            HelpEntry("微克/立方米 · per 100,000", N_("quotients")),
            HelpEntry("targets units add", N_("adds one: units add 担 --is 50公斤")),
        ),
    ),
    "outcomes": (
        N_("Outcomes of a target"),
        (
            HelpEntry("met", N_("the figure is in, and satisfies the target")),
            HelpEntry("late", N_("satisfied, but after the deadline")),
            HelpEntry("missed", N_("the figure is in, and does not satisfy it")),
            HelpEntry(
                "undetermined", N_("the figure is in, but too vague or incomplete")
            ),
            HelpEntry("not-comparable", N_("no figure measures the same thing")),
            HelpEntry("reached", N_("the deadline is ahead, and it is there already")),
            HelpEntry(
                "on-track · behind", N_("the deadline is ahead, measured on a path")
            ),
            HelpEntry("open", N_("the deadline is ahead, or the figure is awaited")),
            HelpEntry("overdue", N_("no figure after the deadline; no miss")),
            HelpEntry("withdrawn", N_("taken back before its deadline")),
            HelpEntry("any", N_("all of them, for --outcome, --include and --fail-on")),
        ),
    ),
    "formats": (
        N_("Formats (-O NAME, or the ending of the file of -o)"),
        (
            HelpEntry("table", N_("for people; what a terminal gets")),
            HelpEntry("plain", N_("tab-separated, never translated; what a pipe gets")),
            HelpEntry("csv · csv-excel", N_("for programs; for spreadsheets")),
            HelpEntry("json · jsonl", N_("for programs; keys are only ever added")),
            HelpEntry("md · html", N_("for documents and pages")),
            HelpEntry("xlsx", N_("a workbook: pip install 'targets-tracker[xlsx]'")),
            HelpEntry("ics", N_("deadlines for a calendar")),
            HelpEntry(
                "datapackage", N_("of export all: a folder with its description")
            ),
        ),
    ),
    "exit-codes": (
        N_("Exit codes, on which scripts may rely"),
        (
            HelpEntry("0", N_("done, and nothing that --fail-on names")),
            HelpEntry("1", N_("an unexpected failure, never a result")),
            HelpEntry("2", N_("wrong usage, an unreadable value, no such record")),
            HelpEntry(
                "3", N_("findings of --fail-on or check; rows that were rejected")
            ),
            HelpEntry("4", N_("input data refused; nothing was stored")),
            HelpEntry("5", N_("the store or the output cannot be used")),
            HelpEntry("6", N_("the store is busy; trying again is safe")),
            HelpEntry("130 · 143 · 129 · 141", N_("ended by a signal")),
        ),
    ),
    "environment": (
        N_("Variables of the environment"),
        (
            HelpEntry("TARGETS_DB", N_("the store, where --db names none")),
            HelpEntry("TARGETS_LANG", N_("en or zh, where --lang names none")),
            HelpEntry(
                "LC_ALL · LC_MESSAGES · LANG", N_("the language, if nothing else")
            ),
            HelpEntry(
                "NO_COLOR · FORCE_COLOR", N_("no colours; colours in a pipe too")
            ),
            HelpEntry("COLUMNS", N_("the width of tables")),
            HelpEntry("TARGETS_NOW", N_("the day that counts as today, for tests")),
            HelpEntry(
                "TARGETS_DEBUG", N_("shows where an unexpected failure comes from")
            ),
            HelpEntry("TMPDIR", N_("where a long answer waits until it is whole")),
        ),
    ),
}


def topic_help(topic: str) -> str:
    """Return the help of a topic."""
    return "".join(_topic_lines(topic)).rstrip("\n")


def _topic_lines(topic: str) -> Iterator[str]:
    title, entries = TOPICS[topic]
    translated = (HelpEntry(term, gettext(text)) for term, text in entries)
    yield from list_section(gettext(title), translated)
    yield "\n"
    sentence = gettext("More on it: docs/ of the program, and targets help VERB.")
    yield from wrap(sentence, WIDTH)
