PRAGMA application_id = 1952937075;
PRAGMA user_version = 4;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'targetcli','m0001_records_and_their_history','2026-11-26 22:34:29.474382+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'targetcli','m0002_sources_have_aliases','2026-11-26 22:34:29.474856+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'targetcli','m0003_meaning_and_who_gave_it','2026-11-26 22:34:29.482274+00:00');
INSERT INTO "_sqlite_migrations" VALUES(4,'targetcli','m0004_views_have_numbers','2026-11-27 00:01:09.666442+00:00');
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
INSERT INTO "figure" VALUES(1,1,'含云溪新区',1,'level','<','479.5','','亿元','2024-01-01','2024-12-31','','preliminary','2025-02-01','S2','','','',10,'2b08d9c7c21fb0ca');
INSERT INTO "figure" VALUES(2,1,'',2,'level','=','12.5','','万垧','','2024-12-31','','reported','2025-02',NULL,'','12.5万垧','=1+1',7,'5e3c7f6f3c0ae91f');
CREATE TABLE history (
        id INTEGER PRIMARY KEY,
        table_name TEXT NOT NULL,
        row_id INTEGER NOT NULL,
        row_revision INTEGER NOT NULL REFERENCES revision (sequence),
        replaced_by INTEGER NOT NULL REFERENCES revision (sequence),
        content TEXT NOT NULL,
        digest TEXT NOT NULL
    ) STRICT;
INSERT INTO "history" VALUES(1,'figure',1,6,10,'{"as_written":"近480亿元","basis":"level","end":"2024-12-31","metric_id":1,"published":"2025-02-01","region_id":1,"relation":"<","scope":"含云溪新区","source":"S2","start":"2024-01-01","status":"preliminary","unit":"亿元","value":"480"}','e00ffdbeed82304c');
INSERT INTO "history" VALUES(2,'figure',3,8,11,'{"as_written":"481亿元","basis":"level","end":"2024-12-31","metric_id":1,"note":"误","region_id":1,"relation":"=","scope":"不含云溪新区","start":"2024-01-01","status":"reported","unit":"亿元","value":"481"}','dcbbf01681265bd5');
INSERT INTO "history" VALUES(3,'figure',3,12,13,'{"as_written":"481亿元","basis":"level","end":"2024-12-31","metric_id":1,"note":"误","region_id":1,"relation":"=","scope":"不含云溪新区","start":"2024-01-01","status":"reported","unit":"亿元","value":"481"}','44a64bcaba804e46');
INSERT INTO "history" VALUES(4,'target',2,9,14,'{"announced":"2024-01-20","as_written":"突破480亿元","basis":"level","deadline":"2025-12-31","deadline_period":"2025","metric_id":1,"owner":"发展改革委;统计局","plan":"十四五","region_id":1,"relation":">","revises":1,"scope":"含云溪新区","source":"S3","unit":"亿元","value":"480","window_start":"2021-01-01"}','db332d844a2183fc');
INSERT INTO "history" VALUES(5,'source',1,1,15,'{"name":"S1","url":"https://example.org/plan"}','11cd5505035c9b5f');
INSERT INTO "history" VALUES(6,'metric',2,7,16,'{"better":"more","kind":"flow","name":"林地"}','8cd1e48efcc85b41');
INSERT INTO "history" VALUES(7,'region',1,1,17,'{"name":"云溪区"}','63c4d2e58f216c65');
CREATE TABLE identity (
        id INTEGER PRIMARY KEY,
        whole_region TEXT NOT NULL REFERENCES region (name),
        whole_scope TEXT NOT NULL,
        parts TEXT NOT NULL CHECK (parts <> ''),
        source TEXT REFERENCES source (name),
        revision INTEGER NOT NULL REFERENCES revision (sequence),
        digest TEXT NOT NULL
    ) STRICT;
INSERT INTO "identity" VALUES(1,'云溪区','含云溪新区','云溪区@不含云溪新区|云溪新区','S1',4,'a2069bdc7e1e911a');
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
INSERT INTO "metric" VALUES(1,'地区生产总值','GDP','flow','more','yes','','国内生产总值|生产总值|经济总量|gross domestic product|gross regional product',1,'4084aaa18a0c1de5','known','known','known','','2026-11');
INSERT INTO "metric" VALUES(2,'林地','','stock','more','','亩','',16,'08f7c38792d7a298','said','said','','said','');
INSERT INTO "metric" VALUES(3,'失业率','unemployment rate','ratio','less','yes','','jobless rate|rate of unemployment',18,'39b1373403d8cceb','known','known','known','','2026-11');
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
INSERT INTO "milestone" VALUES(1,1,'2023-12-31','450',3,'6c8b111805d5d55e');
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
INSERT INTO "region" VALUES(1,'云溪区','',NULL,'','',17,'b766cfd0b0b21ca7','CNY','04:end');
INSERT INTO "region" VALUES(2,'云溪新区','','云溪区','','',2,'1cd0fdf3ea3e92a3','','');
CREATE TABLE revision (
        sequence INTEGER PRIMARY KEY,
        time TEXT NOT NULL,
        command TEXT NOT NULL,
        rows INTEGER NOT NULL CHECK (rows >= 0),
        digest TEXT NOT NULL CHECK (length(digest) = 64)
    ) STRICT;
INSERT INTO "revision" VALUES(1,'2026-03-31T01:00:00+00:00','add',4,'df53d690e2e7b1df50abfe0911bce589c23b394e3593e847fba1eecc11d608fa');
INSERT INTO "revision" VALUES(2,'2026-03-31T01:00:00+00:00','regions add',1,'759f2e47d407e7b980a1d7ce00425662cdbc161e3b6d468ff91e55ef5ec342d0');
INSERT INTO "revision" VALUES(3,'2026-03-31T01:00:00+00:00','milestones add',1,'861da5ad2d45fe3e122dadbb7ab730846011cec2bf3844c638f6d2bc4e6d3f52');
INSERT INTO "revision" VALUES(4,'2026-03-31T01:00:00+00:00','identities add',1,'1946016c7a0d14039de3461bcf4085b3105f1f4bc8901bcbaeabfb741ea84486');
INSERT INTO "revision" VALUES(5,'2026-03-31T01:00:00+00:00','units add',1,'976618b8a1db44ff5e3e6d757b800ea62064c2ee97d4ef68566cd593d08328c4');
INSERT INTO "revision" VALUES(6,'2026-04-02T01:00:00+00:00','record',2,'ba078ab028ba605d8450207b1b0698abc044c8c141c2fbfe54dd12c9458663ad');
INSERT INTO "revision" VALUES(7,'2026-04-02T01:00:00+00:00','record',2,'eccda0dac631206547cfbe1b2a7e14dc164d9c8d694b9a97a6ac7bdabb70ce13');
INSERT INTO "revision" VALUES(8,'2026-04-02T01:00:00+00:00','record',1,'e0df9af4a3a44a9cc35efa97f1d808416702485f433b8388f54f75c5b9460633');
INSERT INTO "revision" VALUES(9,'2026-04-03T01:00:00+00:00','revise',2,'190c8c7f218662b2452051bf21e3cf0558e70e804453ccd89d0dfb6a69fd1fc4');
INSERT INTO "revision" VALUES(10,'2026-04-03T01:00:00+00:00','edit',1,'494a92cbc783806c0edda2af5775fd6dcaf8a97fcafed40cc7d086ea4f15ab34');
INSERT INTO "revision" VALUES(11,'2026-04-03T01:00:00+00:00','remove',1,'aabd0c78f930d77901367f498ee686652e1416457b192661d9700a4cfef3997b');
INSERT INTO "revision" VALUES(12,'2026-03-31T01:00:00+00:00','undo 11',1,'e6dd663be7edb5f17a3df826dfa0747e7b37c07878af1a1c13a5c2a07264b8f1');
INSERT INTO "revision" VALUES(13,'2026-03-31T01:00:00+00:00','undo 12',1,'9fee36b8081a886840e4e72a698bef89570edb4c87338024621c66d149ad737a');
INSERT INTO "revision" VALUES(14,'2026-04-03T01:00:00+00:00','withdraw',2,'c75a29c4808122b5c77d1882a889c8117502db42316d310a1cf3b786afdd8a15');
INSERT INTO "revision" VALUES(15,'2026-04-05T01:00:00+00:00','sources alias',1,'1970cc9527ac433832a7543ff4ca1b53bef049cdb7dd23e7d7fe50e7222b1112');
INSERT INTO "revision" VALUES(16,'2026-04-06T01:00:00+00:00','metrics edit',1,'5d3cc2f46be85a663dfa3ba4001a0a2bf3baff2fcc70e4a0cb83596c8999a1d4');
INSERT INTO "revision" VALUES(17,'2026-04-06T01:00:00+00:00','regions edit',1,'487ab9340f4e45d6cf38ac1f310f9120eaa4d1876de9f72e18d74a37877687e9');
INSERT INTO "revision" VALUES(18,'2026-04-06T01:00:00+00:00','add',2,'5ffa7c7687dfccdf036b77db2440c11d8f394e55996beeba9e35fe38e3ae6320');
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
INSERT INTO "source" VALUES(1,'S1','','','','https://example.org/plan','','',15,'1208cf59bf7b88ab','云溪规划');
INSERT INTO "source" VALUES(2,'S2','','','','https://example.org/2024','','',6,'377e63741907fcd6','');
INSERT INTO "source" VALUES(3,'S3','2024 年政府工作报告','','','','','',9,'7ff22a47fc6b5d52','');
INSERT INTO "source" VALUES(4,'S4','','','','https://example.org/2025','','',14,'f9c4d9e6c0e627ca','');
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
INSERT INTO "target" VALUES(1,1,'含云溪新区',1,'level','>','500','','亿元','2021-01-01','2025-12-31','','','','','','十四五','2021-10-03','S1','','突破500亿元','原文：突破500亿元；''第 3 页''',NULL,'',NULL,1,'a8c887a691f3ec4f','','2025','','发展改革委;统计局','');
INSERT INTO "target" VALUES(2,1,'含云溪新区',1,'level','>','480','','亿元','2021-01-01','2025-12-31','','','','','','十四五','2024-01-20','S3','','突破480亿元','',1,'2025-03','S4',14,'b0c0a557d1cb54d7','','2025','','发展改革委;统计局','');
INSERT INTO "target" VALUES(3,2,'',3,'growth','~','-5','','%','','2024-03-31','','','','','','','',NULL,'','降低5%左右','',NULL,'',NULL,18,'afeb1ab27b532896','less','2024-03','by','','');
CREATE TABLE unit (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE CHECK (name <> ''),
        dimension TEXT NOT NULL CHECK (dimension <> ''),
        factor INTEGER NOT NULL CHECK (factor > 0),
        revision INTEGER NOT NULL REFERENCES revision (sequence),
        digest TEXT NOT NULL
    ) STRICT;
INSERT INTO "unit" VALUES(1,'垧','area',90000,5,'2d1002cd27902c34');
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX history_by_row ON history (table_name, row_id);
CREATE INDEX target_by_place
        ON target (region_id, metric_id, scope, deadline);
CREATE INDEX target_by_metric ON target (metric_id, region_id);
CREATE INDEX target_by_deadline ON target (deadline);
CREATE INDEX target_by_revised ON target (revises) WHERE revises IS NOT NULL;
CREATE INDEX figure_by_place
        ON figure (region_id, metric_id, scope, "end", value);
CREATE VIEW metrics_v AS
        SELECT name, name_en, iif(kind_from = '', '', kind) AS kind,
            iif(better_from = '', '', better) AS better,
            iif(non_negative_from <> '' AND non_negative = '', 'no', non_negative)
                AS non_negative,
            unit, kind_from, better_from, non_negative_from, unit_from, aliases
        FROM metric;
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
COMMIT;
