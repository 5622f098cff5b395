"""What a Data Package says of its files is used, or refused by its name."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from support.program import Run

FIELDS = ("region", "metric", "value", "unit", "period")
ROWS = "云溪区,绿道,5.5,公里,2023\n"

Import = Callable[..., tuple[int, str, str]]


@pytest.fixture
def import_package(run: Run, tmp_path: Path) -> Import:
    """Return a function that imports a package of one file, and lists its figures."""

    def write_and_import(content: str, **resource: Any) -> tuple[int, str, str]:  # noqa: ANN401 - any JSON
        folder = tmp_path / "p"
        folder.mkdir(exist_ok=True)
        (folder / "f.csv").write_text(content, encoding="utf-8")
        described = {"name": "figures", "path": "f.csv", **resource}
        package = json.dumps({"resources": [described]})
        (folder / "datapackage.json").write_text(package, encoding="utf-8")
        ran = run("import", "p")
        fields = ("--fields", "value,unit,start,end,note", "-O", "plain")
        listed = run("figures", *fields).out.splitlines()[1:]
        return ran.code, ran.err, "\n".join(listed)

    return write_and_import


def table(*rows: str, header: str = ",".join(FIELDS)) -> str:
    return "".join(f"{line}\n" for line in (header, *rows))


def fields(**changes: dict[str, Any]) -> dict[str, Any]:
    return {"fields": [{"name": name, **changes.get(name, {})} for name in FIELDS]}


@pytest.mark.parametrize(
    ("content", "dialect"),
    [
        (table(ROWS.strip()).replace(",", ";"), {"delimiter": ";"}),
        (table(ROWS.strip()).replace(",", ";"), {"csv": {"delimiter": ";"}}),
        (table(ROWS.strip()).replace(",", "\t"), {"delimiter": "\t"}),
        (table("云溪区,绿道,'5.5',公里,2023"), {"quoteChar": "'"}),
        (table("云溪区, 绿道, 5.5,公里, 2023"), {"skipInitialSpace": True}),
        (f"# made, by hand\n{table(ROWS.strip())}# the end\n", {"commentChar": "#"}),
        (f"made by hand\n\n{table(ROWS.strip())}", {"headerRows": [3]}),
        (table("a,b", ROWS.strip()), {"commentRows": [2]}),
        (table(ROWS.strip()).replace("\n", "\r\n"), {"lineTerminator": "\r\n"}),
        (table("云溪区,绿道,5.5,公里,2023", header=",".join(FIELDS)), {"header": True}),
    ],
)
def test_a_dialect_is_used(
    import_package: Import, content: str, dialect: dict[str, Any]
) -> None:
    code, err, listed = import_package(content, dialect=dialect)
    assert code == 0, err
    assert listed == "5.5\t公里\t2023-01-01\t2023-12-31\t"


def test_the_fields_name_the_columns_of_a_file_without_a_header(
    import_package: Import,
) -> None:
    dialect = {"header": False}
    code, err, listed = import_package(ROWS, dialect=dialect, schema=fields())
    assert code == 0, err
    assert listed.startswith("5.5\t公里")
    code, err, _ = import_package(ROWS, dialect=dialect)
    assert (code, "dialect.header of f.csv" in err) == (4, True)


def test_a_format_of_tabs_needs_no_dialect(import_package: Import) -> None:
    code, _, listed = import_package(
        table(ROWS.strip()).replace(",", "\t"), format="tsv"
    )
    assert (code, listed[:3]) == (0, "5.5")


def test_missing_values_are_no_values(import_package: Import) -> None:
    content = table(
        "云溪区,绿道,-999,公里,2022",
        "云溪区,绿道,n/m,公里,2021",
        "云溪区,绿道,-999,公里,2020",
        ROWS.strip(),
    )
    schema = fields() | {"missingValues": ["", "-999", {"value": "n/m", "label": "?"}]}
    code, err, listed = import_package(content, schema=schema)
    assert code == 0, err
    said = "p/f.csv: rows without a value were left out: 3, marked -999 (2), n/m (1)"
    assert said in err
    assert listed.count("\n") == 0
    assert listed.startswith("5.5\t")


def test_a_field_has_missing_values_of_its_own(import_package: Import) -> None:
    content = table("云溪区,绿道,-1,公里,2022", "云溪区,绿道,-9,公里,2023")
    schema = fields(value={"missingValues": ["-1"]}) | {"missingValues": ["-9"]}
    code, err, listed = import_package(content, schema=schema)
    assert (code, listed[:2]) == (0, "-9"), err


@pytest.mark.parametrize(
    ("cell", "marks", "value"),
    [
        ("1.234,5", {"decimalChar": ",", "groupChar": "."}, "1234.5"),
        ("1 234 567,25", {"decimalChar": ",", "groupChar": " "}, "1234567.25"),
        ("1,234", {"decimalChar": ","}, "1.234"),
        ("1'234.5", {"groupChar": "'"}, "1234.5"),
        ("-12,5", {"decimalChar": ","}, "-12.5"),
    ],
)
def test_numbers_are_read_by_their_marks(
    import_package: Import, cell: str, marks: dict[str, str], value: str
) -> None:
    content = table(f'云溪区,绿道,"{cell}",公里,2023')
    schema = fields(value={"type": "number", **marks})
    code, err, listed = import_package(content, schema=schema)
    assert (code, listed.split("\t")[0]) == (0, value), err


def test_a_number_with_other_marks_is_refused(import_package: Import) -> None:
    schema = fields(value={"type": "number", "decimalChar": ",", "groupChar": ""})
    code, err, _ = import_package(table(ROWS.strip()), schema=schema)
    assert code == 4
    assert "writes numbers with “,” before decimals" in err


def test_days_are_read_by_their_form(import_package: Import) -> None:
    content = table("云溪区,绿道,5.5,公里,03/04/2023")
    schema = fields(period={"type": "date", "format": "%d/%m/%Y"})
    code, err, listed = import_package(content, schema=schema)
    assert (code, listed.split("\t")[3]) == (0, "2023-04-03"), err


@pytest.mark.parametrize(
    ("resource", "said"),
    [
        ({"dialect": {"delimiter": "ab"}}, "dialect.delimiter of f.csv"),
        ({"dialect": {"sheetName": "x"}}, "dialect.sheetName of f.csv"),
        ({"dialect": {"lineTerminator": "|"}}, "dialect.lineTerminator of f.csv"),
        ({"dialect": {"headerRows": [1, 2]}}, "dialect.headerRows of f.csv"),
        ({"dialect": {"headerRows": [0.5]}}, "dialect.headerRows of f.csv"),
        ({"dialect": [5]}, "dialect of f.csv"),
        ({"schema": {"missingValues": "-999"}}, "schema.missingValues of f.csv"),
        ({"schema": {"fields": [5]}}, "schema.fields of f.csv"),
        (
            {"schema": {"fields": [{"name": "value", "decimalChar": ","}]}},
            "schema.fields.value.decimalChar of f.csv",
        ),
        ({"compression": "gz"}, "compression of f.csv"),
        ({"layout": {"header": False}}, "layout of f.csv"),
        ({"schema": "../schema.json"}, "“../schema.json” is no path within"),
        ({"schema": "schema.json"}, "there is no file “schema.json”"),
    ],
)
def test_what_is_not_understood_is_refused_by_its_name(
    import_package: Import, resource: dict[str, Any], said: str
) -> None:
    code, err, listed = import_package(table(ROWS.strip()), **resource)
    assert (code, listed) == (4, "")
    assert said in err


def test_a_schema_may_be_a_file_of_the_package(
    import_package: Import, tmp_path: Path
) -> None:
    (tmp_path / "p").mkdir()
    schema = json.dumps(fields() | {"missingValues": ["5.5"]})
    (tmp_path / "p" / "schema.json").write_text(schema, encoding="utf-8")
    code, err, listed = import_package(table(ROWS.strip()), schema="schema.json")
    assert (code, listed) == (0, "")
    assert "marked 5.5 (1)" in err
