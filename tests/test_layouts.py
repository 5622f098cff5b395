"""Published layouts are read as they are: small files of our own, and their records.

Each file in tests/layouts has its `NAME.records`: what the store holds of it.
"""

from __future__ import annotations

import csv
import json
import tomllib
from pathlib import Path

import pytest

from support.program import Run
from targetcli.importing.mapping.open_mapped import list_maps

LAYOUTS = Path(__file__).parent / "layouts"
SAID = {
    "eurostat-tsv.tsv": ("--set", "metric=tertiary attainment"),
    "eurostat-units.tsv": ("--set", "metric=unemployment rate"),
    "our-world-in-data.csv": ("--set", "unit=people"),
    "plan.csv": ("--set", "region=云溪区"),
    "ledger.csv": ("--set", "region=云溪区"),
    "plan-headings.csv": ("--set", "region=云溪区"),
    "wide-metrics-thousands.csv": ("--wide", "--set", "unit=people"),
    "wide-parts.csv": ("--wide",),
    "wide-thousands.csv": ("--wide", "--set", "unit=homes"),
    "ledger-headings.csv": ("--set", "region=云溪区"),
    "ledger-offices.csv": ("--set", "region=云溪区"),
    "wide-quarters.csv": ("--wide",),
    "wide-statuses.csv": ("--set", "region=云溪区"),
    "wide-two-lines.csv": ("--wide",),
    "wide-years-above.csv": ("--wide",),
    "wide-units-below.csv": ("--wide",),
    "wide-financial-years.csv": ("--wide", "--set", "fiscal_year=04:end"),
}
FILES = sorted(
    path.name for path in LAYOUTS.iterdir() if path.suffix in (".csv", ".tsv", ".json")
)
TARGETS = "region,metric,basis,relation,value,unit,window_start,deadline,baseline_value"
FIGURES = "region,scope,metric,basis,value,unit,start,end,status,note"


@pytest.mark.parametrize("name", FILES)
def test_a_layout_becomes_these_records(
    run: Run, name: str, request: pytest.FixtureRequest
) -> None:
    imported = run("import", str(LAYOUTS / name), *SAID.get(name, ()))
    assert imported.code == 0, imported.err
    targets = run("export", "targets", "--fields", TARGETS).out
    figures = run("export", "figures", "--fields", FIGURES).out
    records = LAYOUTS / f"{name.rpartition('.')[0]}.records"
    found = "\n".join((*targets.splitlines()[1:], "", *figures.splitlines()[1:], ""))
    if request.config.getoption("--update-goldens"):
        records.write_text(found, encoding="utf-8")
    assert records.read_text(encoding="utf-8") == found


def test_every_packaged_map_has_a_file_here() -> None:
    words = {name.rpartition(".")[0] for name in FILES}
    names = {
        "sdmx-csv": "sdmx-oecd",
        "国家统计局": "nbs",
        "规划指标表": "plan",
        "督查台账": "ledger",
    }
    assert {names.get(m.name, m.name) for m in list_maps()} <= words


def test_what_is_left_out_is_said_in_a_dry_run(run: Run) -> None:
    dry = run("import", str(LAYOUTS / "nbs.csv"), "--dry-run")
    assert dry.code == 0
    assert "read by the map 国家统计局, its headings in line 4" in dry.err
    assert "8, 9" in dry.err
    assert "7 would be added, 4 left out" in dry.err
    assert run("export", "figures").out.count("\n") <= 1


def test_a_constant_is_no_unit_of_what_a_heading_gives_one(run: Run) -> None:
    path = str(LAYOUTS / "our-world-in-data.csv")
    assert run("import", path, "--set", "unit=people").code == 0
    units = run("export", "figures", "--fields", "metric,unit").out
    assert "Share of electricity from renewables,%" in units
    assert "Population,people" in units


def test_a_power_of_ten_multiplies(run: Run) -> None:
    assert run("import", str(LAYOUTS / "sdmx-oecd.csv")).code == 0
    values = run("export", "figures", "--fields", "value,unit").out.split()
    assert values[1:] == ["2510250000,USD", "2600000000,USD"]


def test_a_map_that_is_not_there_is_named_with_those_that_are(run: Run) -> None:
    refused = run("import", str(LAYOUTS / "nbs.csv"), "--map", "world-bnk")
    assert refused.code == 2
    assert "world-bank" in refused.err


def test_a_map_of_ones_own_reads_a_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(
        """
records = "figures"
headings = ["Ort", "Wert"]
decimal = ","
missing = ["k. A."]
leave_out = ["Quelle"]
[columns]
Ort = "region"
Jahr = "period"
Wert = "value"
Stand = "status"
[set]
metric = "homes finished"
unit = "homes"
[words.status]
vorl = "preliminary"
""",
        encoding="utf-8",
    )
    (tmp_path / "own.csv").write_text(
        "Ort;Jahr;Wert;Stand\nAnland;2023;1.240,5;\nAnland;2024;1.300;vorl\n"
        "Bewick;2024;k. A.;\nQuelle: Amt;;;\n",
        encoding="utf-8",
    )
    imported = run(
        "import", str(tmp_path / "own.csv"), "--map", str(tmp_path / "own.toml")
    )
    assert imported.code == 0, imported.err
    figures = run("export", "figures", "--fields", "region,value,end,status").out
    assert figures.splitlines()[1:] == [
        "Anland,1240.5,2023-12-31,reported",
        "Anland,1300,2024-12-31,preliminary",
    ]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("spalten = 3", "spalten"),
        ("[columns]\nOrt = 'place'", "place"),
        ("wide = 'yes'", "wide"),
        ("records = 'rows'", "records"),
        ("[columns", "TOML"),
    ],
)
def test_a_wrong_map_is_refused_by_what_is_wrong(
    run: Run, tmp_path: Path, text: str, named: str
) -> None:
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    refused = run(
        "import", str(LAYOUTS / "nbs.csv"), "--map", str(tmp_path / "own.toml")
    )
    assert refused.code != 0
    assert named in refused.err


OWN = (
    "Bericht des Amtes;;;\nOrt;Jahr;Wert;Stand\nAnland;2023;1.240,5;\n"
    "Anland;2024;1.300,25;vorl\nBewick;2024;k. A.;\n"
)


def test_a_drafted_map_is_read_after_one_edit(run: Run, tmp_path: Path) -> None:
    file, own_map = tmp_path / "own.csv", tmp_path / "own.toml"
    file.write_text(OWN, encoding="utf-8")
    refused = run("import", str(file))
    assert refused.code == 4
    assert "--draft-map" in refused.err
    draft = run("import", str(file), "--draft-map")
    assert draft.code == 0
    assert '"Jahr" = ""  # period?; 2023, 2024' in draft.out
    assert '"Wert" = ""  # value?; 1.240,5, 1.300,25, k. A.' in draft.out
    assert 'decimal = ","' in draft.out
    assert 'missing = ["k. A."]' in draft.out
    edited = draft.out
    for heading, column in (("Ort", "region"), ("Jahr", "period"), ("Wert", "value")):
        edited = edited.replace(f'"{heading}" = ""', f'"{heading}" = "{column}"')
    for constant in ('metric = "homes finished"', 'unit = "homes"'):
        edited = edited.replace(f'# {constant.partition("=")[0]}= "…"', constant)
    own_map.write_text(edited, encoding="utf-8")
    imported = run("import", str(file), "--map", str(own_map))
    assert imported.code == 0, imported.err
    figures = run("export", "figures", "--fields", "region,metric,value,end").out
    assert figures.splitlines()[1:] == [
        "Anland,homes finished,1240.5,2023-12-31",
        "Anland,homes finished,1300.25,2024-12-31",
    ]


@pytest.mark.parametrize("name", ["nbs.csv", "wide-quarters.csv"])
def test_a_drafted_map_reads_what_is_read_without_it(
    run: Run, tmp_path: Path, name: str
) -> None:
    draft = run("import", str(LAYOUTS / name), "--draft-map").out
    (tmp_path / "own.toml").write_text(draft, encoding="utf-8")
    own = ("--map", str(tmp_path / "own.toml"))
    imported = run("import", str(LAYOUTS / name), *own)
    assert imported.code == 0, imported.err
    figures = run("export", "figures", "--fields", FIGURES).out.splitlines()[1:]
    records = (LAYOUTS / name).with_suffix(".records").read_text(encoding="utf-8")
    assert figures == [line for line in records.splitlines() if line]


@pytest.mark.parametrize(
    "heading", ['a"b', "a\\b", "a#b", "a[b]", "a\x7fb", "=1+1", "键'", "a\tb"]
)
def test_a_drafted_map_holds_any_heading(
    run: Run, tmp_path: Path, heading: str
) -> None:
    file = tmp_path / "own.csv"
    with file.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows([[heading, "value", "x"], ["Anland", "3", "]\n["]])
    draft = run("import", str(file), "--draft-map")
    assert draft.code == 0, draft.err
    assert heading in tomllib.loads(draft.out)["columns"]


def test_a_map_is_drafted_from_one_table(run: Run, tmp_path: Path) -> None:
    nbs = str(LAYOUTS / "nbs.csv")
    assert "one file" in run("import", nbs, nbs, "--draft-map").err
    (tmp_path / "x.json").write_text("[]", encoding="utf-8")
    assert run("import", str(tmp_path / "x.json"), "--draft-map").code == 4
    (tmp_path / "x.csv").write_text("1,2\n3,4\n", encoding="utf-8")
    refused = run("import", str(tmp_path / "x.csv"), "--draft-map")
    assert refused.code == 4
    assert "headings" in refused.err


def test_two_columns_of_one_meaning_are_refused(run: Run, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.csv"
    ledger.write_text(
        "责任单位,工作任务,指标名称,年度目标,完成时限\n教育局,扩大供给,新增学位,500个,2025\n",
        encoding="utf-8",
    )
    refused = run("import", str(ledger), "--set", "region=云溪区")
    assert (refused.code, "columns 2 and 3" in refused.err) == (4, True)


def test_those_who_lead_and_those_who_answer_own_a_target(run: Run) -> None:
    run("import", str(LAYOUTS / "ledger-offices.csv"), "--set", "region=云溪区")
    owners = run("export", "targets", "--fields", "owner").out.split()
    assert owners == ["owner", "发改委;统计局", "生态环境局"]


def test_a_map_says_that_the_day_stands_first(run: Run, tmp_path: Path) -> None:
    (tmp_path / "orte.toml").write_text(
        'headings = ["Ort", "Wert"]\nday_first = true\n[columns]\n"Ort" = "region"\n'
        '"Tag" = "period"\n"Wert" = "value"\n"Stand" = "published"\n'
        '[set]\nmetric = "homes"\nunit = "homes"\n',
        encoding="utf-8",
    )
    table = tmp_path / "orte.csv"
    table.write_text(
        "Ort;Tag;Wert;Stand\nAnland;05.06.2023;1.240,5;01.02.2024\n", encoding="utf-8"
    )
    imported = run("import", str(table), "--map", str(tmp_path / "orte.toml"))
    assert imported.code == 0, imported.err
    fields = "value,start,published"
    rows = run("export", "figures", "--fields", fields).out.splitlines()
    assert rows[1:] == ["1240.5,2023-06-05,2024-02-01"]


def test_a_mapped_column_decides_on_financial_years(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "chart.csv"
    table.write_text(
        "Entity,Code,Year,Homes\nAnland,ANL,2009-10,5\nAnland,ANL,2012-13,6\n",
        encoding="utf-8",
    )
    said = ("--set", "unit=homes", "--fiscal-year", "04:end")
    assert run("import", str(table), *said).code == 0
    rows = run("export", "figures", "--fields", "value,start").out.split()
    assert rows[1:] == ["5,2009-04-01", "6,2012-04-01"]


@pytest.mark.parametrize("name", ["figures.csv", "figures.json", "figures.jsonl"])
def test_columns_decide_in_every_format(run: Run, tmp_path: Path, name: str) -> None:
    rows = [
        dict(zip(("region", "metric", "unit", "value", "period"), cells, strict=True))
        for cells in (
            ("Anland", "jobs", "people", "12 p", "2009-10"),
            ("Anland", "jobs", "people", ": c", "2010-11"),
            ("Anland", "jobs", "people", "13", "2012-13"),
        )
    ]
    table = tmp_path / name
    with table.open("w", encoding="utf-8", newline="") as file:
        if table.suffix == ".csv":
            writer = csv.DictWriter(file, [*rows[0]])
            writer.writeheader()
            writer.writerows(rows)
        elif table.suffix == ".json":
            json.dump(rows, file)
        else:
            file.writelines(f"{json.dumps(row)}\n" for row in rows)
    assert run("import", str(table), "--fiscal-year", "04").code == 0
    stored = run("export", "figures", "--fields", "value,start,status").out.split()
    assert stored[1:] == ["12,2009-04-01,preliminary", "13,2012-04-01,reported"]


@pytest.mark.parametrize("name", ["wide-two-lines.csv", "wide-years-above.csv"])
def test_headings_in_two_lines_are_offered_to_be_read(run: Run, name: str) -> None:
    refused = run("import", str(LAYOUTS / name))
    assert refused.code == 4
    assert "two lines" in refused.err
    assert "--wide" in refused.err


def test_what_stands_below_no_heading_is_not_dropped(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "wide.csv"
    file.write_text(
        "地区,指标,单位,2023年,,2024年\n云溪区,学校,所,3,7,4\n青石区,学校,所,5,6,5\n",
        encoding="utf-8",
    )
    refused = run("import", str(file), "--wide")
    assert refused.code == 4
    assert "column 5 has no heading, and “7” stands in it in line 2" in refused.err
