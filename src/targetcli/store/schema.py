"""Define the schema, migration by migration; a released one is never edited.

A step may add a column only where its empty value is '' or NULL: digests leave empty
columns out, and so still hold for the rows that were there before. Whoever adds a step
keeps a store of the new version in `tests/goldens/stores`, with rows in every table.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x74677473  # "tgts"
MIGRATION_SET = "targetcli"
# The step behind which rows say who gave the meaning of a metric.
MEANING_STEP = "m0003_meaning_and_who_gave_it"
RECORD_TABLES = (
    *("region", "metric", "source", "unit", "identity"),
    *("target", "milestone", "figure"),
)

# Two of their rows that say the same are one; other rows have a name or a day.
TABLES_OF_DISTINCT_ROWS = ("target", "figure", "identity")
# What every record table has beside the columns of its records.
BOOKKEEPING_COLUMNS = ("id", "revision", "digest")

_RECORDS = """
    CREATE TABLE region (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE CHECK (name <> ''),
        name_en TEXT NOT NULL,
        parent TEXT REFERENCES region (name),
        code TEXT NOT NULL,
        aliases TEXT NOT NULL,
        revision INTEGER NOT NULL REFERENCES revision (sequence),
        digest TEXT NOT NULL
    ) STRICT;

    CREATE TABLE metric (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE CHECK (name <> ''),
        name_en TEXT NOT NULL,
        kind TEXT NOT NULL
            CHECK (kind IN ('stock', 'flow', 'ratio', 'rank', 'event')),
        better TEXT NOT NULL CHECK (better IN ('more', 'less', 'none')),
        non_negative TEXT NOT NULL CHECK (non_negative IN ('', 'yes')),
        unit TEXT NOT NULL,
        aliases TEXT NOT NULL,
        revision INTEGER NOT NULL REFERENCES revision (sequence),
        digest TEXT NOT NULL
    ) STRICT;

    CREATE TABLE source (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE CHECK (name <> ''),
        title TEXT NOT NULL,
        publisher TEXT NOT NULL,
        published TEXT NOT NULL,
        url TEXT NOT NULL,
        archived_url TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        revision INTEGER NOT NULL REFERENCES revision (sequence),
        digest TEXT NOT NULL
    ) STRICT;

    CREATE TABLE unit (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE CHECK (name <> ''),
        dimension TEXT NOT NULL CHECK (dimension <> ''),
        factor INTEGER NOT NULL CHECK (factor > 0),
        revision INTEGER NOT NULL REFERENCES revision (sequence),
        digest TEXT NOT NULL
    ) STRICT;

    CREATE TABLE identity (
        id INTEGER PRIMARY KEY,
        whole_region TEXT NOT NULL REFERENCES region (name),
        whole_scope TEXT NOT NULL,
        parts TEXT NOT NULL CHECK (parts <> ''),
        source TEXT REFERENCES source (name),
        revision INTEGER NOT NULL REFERENCES revision (sequence),
        digest TEXT NOT NULL
    ) STRICT;

    CREATE TABLE target (
        id INTEGER PRIMARY KEY,
        region_id INTEGER NOT NULL REFERENCES region (id),
        scope TEXT NOT NULL,
        metric_id INTEGER NOT NULL REFERENCES metric (id),
        basis TEXT NOT NULL
            CHECK (basis IN ('level', 'total', 'change', 'growth')),
        relation TEXT NOT NULL
            CHECK (relation IN ('', '>', '>=', '<=', '<', '=', '~', 'range')),
        value TEXT NOT NULL,
        value_high TEXT NOT NULL CHECK (value_high NOT GLOB '*[^-0-9.]*'),
        unit TEXT NOT NULL,
        window_start TEXT NOT NULL,
        deadline TEXT NOT NULL,
        base_period TEXT NOT NULL,
        commitment TEXT NOT NULL
            CHECK (commitment IN ('', 'binding', 'aim', 'plan', 'expect')),
        baseline_value TEXT NOT NULL
            CHECK (baseline_value NOT GLOB '*[^-0-9.]*'),
        baseline_unit TEXT NOT NULL,
        baseline_period TEXT NOT NULL,
        plan TEXT NOT NULL,
        announced TEXT NOT NULL,
        source TEXT REFERENCES source (name),
        locator TEXT NOT NULL,
        as_written TEXT NOT NULL,
        note TEXT NOT NULL,
        revises INTEGER REFERENCES target (id) CHECK (revises <> id),
        withdrawn TEXT NOT NULL,
        withdrawn_source TEXT REFERENCES source (name),
        revision INTEGER NOT NULL REFERENCES revision (sequence),
        digest TEXT NOT NULL,
        CHECK (value IN ('', 'yes', 'no') OR value NOT GLOB '*[^-0-9.]*'),
        CHECK (
            window_start = ''
            OR window_start GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
        ),
        CHECK (
            deadline = ''
            OR deadline GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
        ),
        CHECK (window_start = '' OR deadline = '' OR window_start <= deadline)
    ) STRICT;

    CREATE INDEX target_by_place
        ON target (region_id, metric_id, scope, deadline);
    CREATE INDEX target_by_metric ON target (metric_id, region_id);
    CREATE INDEX target_by_deadline ON target (deadline);
    -- Taking a target out asks which others revise it.
    CREATE INDEX target_by_revised ON target (revises) WHERE revises IS NOT NULL;

    -- What an announcement says a target should have come to on its way.
    CREATE TABLE milestone (
        id INTEGER PRIMARY KEY,
        target_id INTEGER NOT NULL REFERENCES target (id),
        day TEXT NOT NULL
            CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        value TEXT NOT NULL CHECK (value <> '' AND value NOT GLOB '*[^-0-9.]*'),
        revision INTEGER NOT NULL REFERENCES revision (sequence),
        digest TEXT NOT NULL,
        UNIQUE (target_id, day)
    ) STRICT;

    CREATE TABLE figure (
        id INTEGER PRIMARY KEY,
        region_id INTEGER NOT NULL REFERENCES region (id),
        scope TEXT NOT NULL,
        metric_id INTEGER NOT NULL REFERENCES metric (id),
        basis TEXT NOT NULL
            CHECK (basis IN ('level', 'total', 'change', 'growth')),
        relation TEXT NOT NULL
            CHECK (relation IN ('', '>', '>=', '<=', '<', '=', '~', 'range')),
        value TEXT NOT NULL,
        value_high TEXT NOT NULL CHECK (value_high NOT GLOB '*[^-0-9.]*'),
        unit TEXT NOT NULL,
        start TEXT NOT NULL,
        "end" TEXT NOT NULL
            CHECK ("end" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        base_period TEXT NOT NULL,
        status TEXT NOT NULL CHECK (
            status IN ('expected', 'preliminary', 'reported', 'final', 'revised')
        ),
        published TEXT NOT NULL,
        source TEXT REFERENCES source (name),
        locator TEXT NOT NULL,
        as_written TEXT NOT NULL,
        note TEXT NOT NULL,
        revision INTEGER NOT NULL REFERENCES revision (sequence),
        digest TEXT NOT NULL,
        CHECK (value IN ('yes', 'no') OR (value <> '' AND value NOT GLOB '*[^-0-9.]*')),
        CHECK (start = '' OR start GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        CHECK (start <= "end")
    ) STRICT;

    -- The value is in the index so that looking a target up never leaves it.
    CREATE INDEX figure_by_place
        ON figure (region_id, metric_id, scope, "end", value);
"""

_HISTORY = """
    CREATE TABLE revision (
        sequence INTEGER PRIMARY KEY,
        time TEXT NOT NULL,
        command TEXT NOT NULL,
        rows INTEGER NOT NULL CHECK (rows >= 0),
        digest TEXT NOT NULL CHECK (length(digest) = 64)
    ) STRICT;

    -- What a changed or removed row held before; `content` as its digest reads it.
    CREATE TABLE history (
        id INTEGER PRIMARY KEY,
        table_name TEXT NOT NULL,
        row_id INTEGER NOT NULL,
        row_revision INTEGER NOT NULL REFERENCES revision (sequence),
        replaced_by INTEGER NOT NULL REFERENCES revision (sequence),
        content TEXT NOT NULL,
        digest TEXT NOT NULL
    ) STRICT;

    CREATE INDEX history_by_row ON history (table_name, row_id);
"""

_FIRST_TARGETS_VIEW = """
    CREATE VIEW targets_v AS
        SELECT 'T' || target.id AS id, region.name AS region, scope,
            metric.name AS metric, basis, relation, value, value_high, target.unit,
            window_start, deadline, commitment, plan, announced, source, locator,
            as_written, note
        FROM target
        JOIN region ON region.id = target.region_id
        JOIN metric ON metric.id = target.metric_id;
"""
_SECOND_TARGETS_VIEW = """
    CREATE VIEW targets_v AS
        SELECT 'T' || target.id AS id, region.name AS region, scope,
            metric.name AS metric, basis, relation, value, value_high, target.unit,
            window_start, deadline, commitment, plan, announced, source, locator,
            as_written, note, side, deadline_period, "when", owner
        FROM target
        JOIN region ON region.id = target.region_id
        JOIN metric ON metric.id = target.metric_id;
"""
_FIRST_FIGURES_VIEW = """
    CREATE VIEW figures_v AS
        SELECT 'F' || figure.id AS id, region.name AS region, scope,
            metric.name AS metric, basis, relation, value, value_high, figure.unit,
            start, "end", status, published, source, locator, as_written, note
        FROM figure
        JOIN region ON region.id = figure.region_id
        JOIN metric ON metric.id = figure.metric_id;
"""

# Digits are text, so that none is lost; a number beside them compares and sums. It is
# in the unit of its row, and NULL where there is none.
_TARGETS_VIEW = """
    CREATE VIEW targets_v AS
        SELECT 'T' || target.id AS id, region.name AS region, scope,
            metric.name AS metric, basis, relation, value,
            iif(value GLOB '*[0-9]*', CAST(value AS REAL), NULL) AS number,
            value_high,
            iif(value_high <> '', CAST(value_high AS REAL), NULL) AS number_high,
            target.unit, window_start, deadline, base_period, commitment,
            baseline_value,
            iif(baseline_value <> '', CAST(baseline_value AS REAL), NULL)
                AS baseline_number,
            baseline_unit, baseline_period, side, deadline_period, "when", owner,
            plan, announced, source, locator, as_written, note,
            'T' || revises AS revises, withdrawn, withdrawn_source, basis_from
        FROM target
        JOIN region ON region.id = target.region_id
        JOIN metric ON metric.id = target.metric_id;
"""
_FIGURES_VIEW = """
    CREATE VIEW figures_v AS
        SELECT 'F' || figure.id AS id, region.name AS region, scope,
            metric.name AS metric, basis, relation, value,
            iif(value GLOB '*[0-9]*', CAST(value AS REAL), NULL) AS number,
            value_high,
            iif(value_high <> '', CAST(value_high AS REAL), NULL) AS number_high,
            figure.unit, start, "end", base_period, status, published, source,
            locator, as_written, note
        FROM figure
        JOIN region ON region.id = figure.region_id
        JOIN metric ON metric.id = figure.metric_id;
"""

# What nobody said is empty here, and a placeholder in the table.
_METRICS_VIEW = """
    CREATE VIEW metrics_v AS
        SELECT name, name_en, iif(kind_from = '', '', kind) AS kind,
            iif(better_from = '', '', better) AS better,
            iif(non_negative_from <> '' AND non_negative = '', 'no', non_negative)
                AS non_negative,
            unit, kind_from, better_from, non_negative_from, unit_from, aliases
        FROM metric;
"""

# Digests leave out empty columns, so that the rows there were keep theirs.
_MEANING_COLUMNS = {
    "region": ("currency", "fiscal_year"),
    "metric": (
        *("kind_from", "better_from", "non_negative_from", "unit_from"),
        "lexicon",
    ),
    "target": ("side", "deadline_period", '"when"', "owner", "basis_from"),
}
_ALIASES_COLUMN = "aliases TEXT NOT NULL DEFAULT ''"
_SET_APPLICATION_ID = f"PRAGMA application_id = {APPLICATION_ID}"


def _create_records_and_history(database: Database) -> None:
    views = (_FIRST_TARGETS_VIEW, _FIRST_FIGURES_VIEW)
    for statement in _statements(_HISTORY, _RECORDS, *views):
        database.execute(statement)
    database.execute(_SET_APPLICATION_ID)


def _add_source_aliases(database: Database) -> None:
    database.execute(f"ALTER TABLE source ADD COLUMN {_ALIASES_COLUMN}")


def _add_meaning(database: Database) -> None:
    for table, columns in _MEANING_COLUMNS.items():
        for column in columns:
            added = f"{column} TEXT NOT NULL DEFAULT ''"
            database.execute(f"ALTER TABLE {table} ADD COLUMN {added}")
    database.execute("DROP VIEW targets_v")
    for statement in _statements(_SECOND_TARGETS_VIEW, _METRICS_VIEW):
        database.execute(statement)


def _add_numbers_to_views(database: Database) -> None:
    database.execute("DROP VIEW targets_v")
    database.execute("DROP VIEW figures_v")
    for statement in _statements(_TARGETS_VIEW, _FIGURES_VIEW):
        database.execute(statement)


class Step(NamedTuple):
    """Migration of the schema, under the name that stores remember."""

    name: str
    apply: Callable[[Database], None]


STEPS: tuple[Step, ...] = (
    Step("m0001_records_and_their_history", _create_records_and_history),
    Step("m0002_sources_have_aliases", _add_source_aliases),
    Step(MEANING_STEP, _add_meaning),
    Step("m0004_views_have_numbers", _add_numbers_to_views),
)


def expected_schema() -> dict[str, str]:
    """Return the SQL of each table, index and view of the current schema."""
    statements = {}
    views = (_TARGETS_VIEW, _FIGURES_VIEW, _METRICS_VIEW)
    for statement in _statements(_HISTORY, _RECORDS, *views):
        body = statement[statement.index("CREATE") :]
        statements[body.split()[2]] = body
    for table, columns in {"source": ("aliases",), **_MEANING_COLUMNS}.items():
        statements[table] = _add_columns(statements[table], columns)
    return statements


def _add_columns(statement: str, columns: tuple[str, ...]) -> str:
    """Return a table's statement as SQLite rewrites it when columns are added."""
    added = "".join(f", {column} TEXT NOT NULL DEFAULT ''" for column in columns)
    # They stand behind the last column, before the conditions of the table if any.
    last, end = "digest TEXT NOT NULL", ","
    if f"{last}{end}" in statement:
        return statement.replace(f"{last}{end}", f"{last}{added}{end}")
    return statement.replace(") STRICT", f"{added}) STRICT")


def step_names() -> tuple[str, ...]:
    """Return the names of the known migrations, in order."""
    return tuple(step.name for step in STEPS)


def apply_pending(connection: sqlite3.Connection) -> None:
    """Apply the missing migrations inside the open transaction."""
    from sqlite_utils import Database, Migrations  # noqa: PLC0415 - dear to import

    steps = Migrations(MIGRATION_SET)
    for step in STEPS:
        steps(name=step.name)(step.apply)
    steps.apply(Database(connection, execute_plugins=False))
    connection.execute(f"PRAGMA user_version = {len(STEPS)}")


def _statements(*scripts: str) -> list[str]:
    # executescript would commit the transaction that migrations run in.
    return [
        part.strip()
        for script in scripts
        for part in script.split(";\n")
        if part.strip()
    ]
