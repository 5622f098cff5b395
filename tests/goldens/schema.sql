CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);

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

CREATE INDEX figure_by_place
        ON figure (region_id, metric_id, scope, "end", value);

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

CREATE TABLE identity (
        id INTEGER PRIMARY KEY,
        whole_region TEXT NOT NULL REFERENCES region (name),
        whole_scope TEXT NOT NULL,
        parts TEXT NOT NULL CHECK (parts <> ''),
        source TEXT REFERENCES source (name),
        revision INTEGER NOT NULL REFERENCES revision (sequence),
        digest TEXT NOT NULL
    ) STRICT;

CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");

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
    , kind_from TEXT NOT NULL DEFAULT '', better_from TEXT NOT NULL DEFAULT '', non_negative_from TEXT NOT NULL DEFAULT '', unit_from TEXT NOT NULL DEFAULT '', lexicon TEXT NOT NULL DEFAULT '') STRICT;

CREATE VIEW metrics_v AS
        SELECT name, name_en, iif(kind_from = '', '', kind) AS kind,
            iif(better_from = '', '', better) AS better,
            iif(non_negative_from <> '' AND non_negative = '', 'no', non_negative)
                AS non_negative,
            unit, kind_from, better_from, non_negative_from, unit_from, aliases
        FROM metric;

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

CREATE TABLE region (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE CHECK (name <> ''),
        name_en TEXT NOT NULL,
        parent TEXT REFERENCES region (name),
        code TEXT NOT NULL,
        aliases TEXT NOT NULL,
        revision INTEGER NOT NULL REFERENCES revision (sequence),
        digest TEXT NOT NULL
    , currency TEXT NOT NULL DEFAULT '', fiscal_year TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE revision (
        sequence INTEGER PRIMARY KEY,
        time TEXT NOT NULL,
        command TEXT NOT NULL,
        rows INTEGER NOT NULL CHECK (rows >= 0),
        digest TEXT NOT NULL CHECK (length(digest) = 64)
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
    , aliases TEXT NOT NULL DEFAULT '') STRICT;

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
        digest TEXT NOT NULL, side TEXT NOT NULL DEFAULT '', deadline_period TEXT NOT NULL DEFAULT '', "when" TEXT NOT NULL DEFAULT '', owner TEXT NOT NULL DEFAULT '', basis_from TEXT NOT NULL DEFAULT '',
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

CREATE INDEX target_by_deadline ON target (deadline);

CREATE INDEX target_by_metric ON target (metric_id, region_id);

CREATE INDEX target_by_place
        ON target (region_id, metric_id, scope, deadline);

CREATE INDEX target_by_revised ON target (revises) WHERE revises IS NOT NULL;

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

CREATE TABLE unit (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE CHECK (name <> ''),
        dimension TEXT NOT NULL CHECK (dimension <> ''),
        factor INTEGER NOT NULL CHECK (factor > 0),
        revision INTEGER NOT NULL REFERENCES revision (sequence),
        digest TEXT NOT NULL
    ) STRICT;
