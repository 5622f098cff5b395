"""Judge an export on many machines, by Spark.

    python -m targetcli.spark IN OUT --as-of 2026-03-31 [--profile NAME]

IN is a folder with the tables of ``targets export all``, as Parquet or CSV. OUT is a
``.csv``, the very file of ``targets compare --csv``, or a ``.parquet``. Figures go to
every region that may use them, targets also to their versions (docs/scale.md).
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from functools import partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from targetcli.api import (
    VERDICT_COLUMNS,
    Judge,
    ReferenceRecords,
    RowReader,
    read_reference,
    verdict_row,
)
from targetcli.errors import TargetsError
from targetcli.importing.table_kinds import identify_table
from targetcli.model.period_reader import read_day
from targetcli.output_files import write_file
from targetcli.render.error_messages.message import build_error_message
from targetcli.render.table import Table
from targetcli.render.writers.csv import as_csv

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

_TABLES = (*ReferenceRecords._fields, "targets", "figures")
_KEY = ("to_region", "to_metric")
_SCHEMA = ", ".join(("number long", *(f"{key} string" for key in VERDICT_COLUMNS)))
_CSV_OPTIONS = {"header": True, "multiLine": True, "escape": '"'}


class SparkFailure(Exception):
    """Tables that cannot be judged, or verdicts that are not all there."""


def judge_folder(
    spark: SparkSession, folder: str, create_judge: Callable[[ReferenceRecords], Judge]
) -> DataFrame:
    """Return the verdicts of a folder; raises `SparkFailure` unless all are there."""
    tables = {name: _load(spark, folder, name) for name in _TABLES}
    targets, figures = tables.pop("targets"), tables.pop("figures")
    if targets is None or figures is None:
        raise SparkFailure(f"{folder} has no table of targets and of figures")
    found = {name: table.toLocalIterator() for name, table in tables.items() if table}
    rows = {name: [row.asDict() for row in table] for name, table in found.items()}
    judge = create_judge(read_reference(rows))
    # Rows that spell a name otherwise would not meet.
    for table, column in product((targets, figures), ("region", "metric")):
        known = {record.name for record in getattr(judge.reference, f"{column}s")}
        for (name,) in table.select(column).distinct().collect():
            if name not in known:
                raise SparkFailure(f"{column}s has no row named {name}")
    sent = _send_targets(targets)
    figures = _send_figures(spark, figures, sent, judge)
    groups = sent.groupBy(*_KEY).cogroup(figures.groupBy(*_KEY))
    reader = RowReader(judge.reference, strict=True)
    # PySpark counts the parameters, and a partial one would count as four.
    verdicts = groups.applyInArrow(
        lambda left, right: _judge_group(judge, reader, left, right), _SCHEMA
    ).persist()
    target_count, verdict_count = targets.count(), verdicts.count()
    distinct_count = verdicts.select("number").distinct().count()
    if not target_count == verdict_count == distinct_count:
        raise SparkFailure(f"{target_count} targets have {distinct_count} verdicts")
    return verdicts.where("id is not null").orderBy("number")


def _judge_group(
    judge: Judge, reader: RowReader, targets: pa.Table, figures: pa.Table
) -> pa.Table:
    """Return a row for each target asked, empty if it is not announced yet."""
    import pyarrow as pa  # noqa: PLC0415 - an extra

    rows = targets.to_pylist()
    asked = {row["id"] for row in rows if row.pop("asked")}
    versions = reader.read_targets(_merge_copies(rows))
    own = [target for target in versions if f"T{target.id}" in asked]
    known = reader.read_figures(_merge_copies(figures.to_pylist()))
    verdicts = judge.compare(own, known, versions)
    judged = {row.target.id: verdict_row(row) for row in verdicts}
    texts = [(key, pa.string()) for key in VERDICT_COLUMNS]
    return pa.Table.from_pylist(
        [{"number": one.id, **judged.get(one.id, {})} for one in own],
        pa.schema([("number", pa.int64()), *texts]),
    )


def _merge_copies(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return each record once, which may have been sent for several reasons."""
    by_id = {row["id"]: row for row in rows}
    if "" in by_id or any(by_id[row["id"]] != row for row in rows):
        raise SparkFailure("ids are missing or doubled")
    return list(by_id.values())


def _load(spark: SparkSession, folder: str, name: str) -> DataFrame | None:
    """Load a table with all cells as text, from Parquet if it is there; else None."""
    from pyspark.errors import AnalysisException  # noqa: PLC0415 - an extra

    for suffix, options in (("parquet", {}), ("csv", _CSV_OPTIONS)):
        try:
            table = spark.read.load(f"{folder}/{name}.{suffix}", suffix, **options)
        except AnalysisException as failure:
            if failure.getCondition() != "PATH_NOT_FOUND":
                raise
            continue
        identify_table(f"{name}.{suffix}", tuple(table.columns))
        cells = [f"nvl(cast(`{key}` as string), '') `{key}`" for key in table.columns]
        if name == "targets":
            absent = {"id", "scope", "revises"}.difference(table.columns)
            cells += [f"'' {key}" for key in absent]
        return table.selectExpr(*cells)
    return None


def _send_targets(targets: DataFrame) -> DataFrame:
    """Send each target to its own region and metric, and to those of its versions."""
    own = targets.selectExpr("*", "region to_region", "metric to_metric", "'yes' asked")
    later = targets.where("revises <> ''")
    pairs = later.selectExpr("id later", "revises id", "region lr", "metric lm").join(
        targets.selectExpr("id", "region er", "metric em"), "id"
    )
    to_later = pairs.selectExpr("id", "lr to_region", "lm to_metric")
    to_earlier = pairs.selectExpr("later id", "er to_region", "em to_metric")
    versions = targets.join(to_later.union(to_earlier), "id")
    return own.unionByName(versions.selectExpr("*", "'' asked"))


def _send_figures(
    spark: SparkSession, figures: DataFrame, sent: DataFrame, judge: Judge
) -> DataFrame:
    """Send each figure to every region and metric whose targets may use it."""
    places = sent.select("region", "scope", "metric", *_KEY).distinct()
    ways = {
        (region, place.metric, place.to_region, place.to_metric)
        for place in places.toLocalIterator()
        for region in judge.list_evidence_regions(place.region, place.scope)
    }
    schema = "region string, metric string, to_region string, to_metric string"
    return figures.join(spark.createDataFrame(list(ways), schema), ["region", "metric"])


def _write(verdicts: DataFrame, out: Path) -> None:
    if out.suffix == ".parquet":
        verdicts.drop("number").write.parquet(str(out))
        return
    cells = (tuple(row[1:]) for row in verdicts.toLocalIterator())
    write_file(out, as_csv(Table(VERDICT_COLUMNS, (), cells)), force=False)


def main(arguments: Sequence[str] | None = None) -> int:
    """Judge a folder and write the verdicts; return the exit code."""
    parser = ArgumentParser("python -m targetcli.spark", description=__doc__)
    parser.add_argument("folder", metavar="IN")
    parser.add_argument("out", metavar="OUT", type=Path)
    parser.add_argument("--as-of", metavar="DATE", required=True)
    parser.add_argument("--profile", metavar="NAME", default="plain")
    options = parser.parse_args(arguments)
    if options.out.suffix not in {".csv", ".parquet"}:
        parser.error("OUT must end in .csv or .parquet")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra

        as_of = read_day(options.as_of).end
        quiet = SparkSession.builder.config("spark.ui.showConsoleProgress", "false")
        spark = quiet.appName("targets").getOrCreate()
        spark.sparkContext.setLogLevel("OFF")
        create_judge = partial(Judge, as_of, options.profile)
        _write(judge_folder(spark, options.folder, create_judge), options.out)
    except Exception as failure:
        sys.stderr.write(f"targets: {_explain(failure)}\n")
        return 1
    return 0


def _explain(failure: Exception) -> str:
    """Return the reason of a failure: of a worker's traceback its last line."""
    if isinstance(failure, TargetsError):
        return build_error_message(failure).message
    return (str(failure).strip() or repr(failure)).splitlines()[-1]


if __name__ == "__main__":
    sys.exit(main())
