PRAGMA application_id = 1952937075;
PRAGMA user_version = 2;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'targetcli','m0001_records_and_their_history','2026-11-24 23:07:23.081514+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'targetcli','m0002_sources_have_aliases','2026-11-24 23:44:40.252569+00:00');
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
INSERT INTO "figure" VALUES(1,1,'',1,'level','<','479.5','','亿元','2024-01-01','2024-12-31','','preliminary','2025-02-01','S2','','','',10,'d1edcdfcad38218d');
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
INSERT INTO "history" VALUES(1,'figure',1,6,10,'{"as_written":"近480亿元","basis":"level","end":"2024-12-31","metric_id":1,"published":"2025-02-01","region_id":1,"relation":"<","source":"S2","start":"2024-01-01","status":"preliminary","unit":"亿元","value":"480"}','7d5dae16569cf949');
INSERT INTO "history" VALUES(2,'figure',3,8,11,'{"as_written":"481亿元","basis":"level","end":"2024-12-31","metric_id":1,"note":"误","region_id":1,"relation":"=","scope":"不含云溪新区","start":"2024-01-01","status":"reported","unit":"亿元","value":"481"}','dcbbf01681265bd5');
INSERT INTO "history" VALUES(3,'figure',3,12,13,'{"as_written":"481亿元","basis":"level","end":"2024-12-31","metric_id":1,"note":"误","region_id":1,"relation":"=","scope":"不含云溪新区","start":"2024-01-01","status":"reported","unit":"亿元","value":"481"}','44a64bcaba804e46');
INSERT INTO "history" VALUES(4,'target',2,9,14,'{"announced":"2024-01-20","as_written":"突破480亿元","basis":"level","deadline":"2025-12-31","metric_id":1,"plan":"十四五","region_id":1,"relation":">","revises":1,"scope":"含云溪新区","source":"S3","unit":"亿元","value":"480","window_start":"2021-01-01"}','7887e26637650ee2');
INSERT INTO "history" VALUES(5,'source',1,1,15,'{"name":"S1","url":"https://example.org/plan"}','11cd5505035c9b5f');
CREATE TABLE identity (
        id INTEGER PRIMARY KEY,
        whole_region TEXT NOT NULL REFERENCES region (name),
        whole_scope TEXT NOT NULL,
        parts TEXT NOT NULL CHECK (parts <> ''),
        source TEXT REFERENCES source (name),
        revision INTEGER NOT NULL REFERENCES revision (sequence),
        digest TEXT NOT NULL
    ) STRICT;
INSERT INTO "identity" VALUES(1,'云溪区','含云溪新区','云溪区|云溪新区','S1',4,'29eba0f473ca8e16');
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
INSERT INTO "metric" VALUES(1,'地区生产总值','','flow','more','','亿元','',1,'3603378f5ce24051');
INSERT INTO "metric" VALUES(2,'耕地','','stock','more','','万垧','',7,'ed9190134f3fb496');
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
INSERT INTO "milestone" VALUES(1,1,'2023-12-31','380',3,'5d8ec5ccddaf5923');
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
INSERT INTO "region" VALUES(1,'云溪区','',NULL,'','',1,'63c4d2e58f216c65');
INSERT INTO "region" VALUES(2,'云溪新区','','云溪区','','',2,'1cd0fdf3ea3e92a3');
CREATE TABLE revision (
        sequence INTEGER PRIMARY KEY,
        time TEXT NOT NULL,
        command TEXT NOT NULL,
        rows INTEGER NOT NULL CHECK (rows >= 0),
        digest TEXT NOT NULL CHECK (length(digest) = 64)
    ) STRICT;
INSERT INTO "revision" VALUES(1,'2026-03-31T01:00:00+00:00','add',4,'9de6f4adc42a517b107177b27f9aefb347e76e6b5bf715d14fc1e6248d9ad97d');
INSERT INTO "revision" VALUES(2,'2026-03-31T01:00:00+00:00','regions add',1,'2a932ebb14e28d1ffd61e73dbcdf534fe71a1219e830e709bc3d96a287c953ef');
INSERT INTO "revision" VALUES(3,'2026-03-31T01:00:00+00:00','milestones add',1,'b1dd628da757954d2ad87343ad0ad0ee8c2772cad1615e7d8bf358046b0badf0');
INSERT INTO "revision" VALUES(4,'2026-03-31T01:00:00+00:00','identities add',1,'e6f5219c1c1833187f9b19ea9cab245e7caf594653b61bc45426935d10d3c70b');
INSERT INTO "revision" VALUES(5,'2026-03-31T01:00:00+00:00','units add',1,'2fdfadfff0ad000ae4e58cf055234015df82d7f853538fa99d43096d426c5dfd');
INSERT INTO "revision" VALUES(6,'2026-04-02T01:00:00+00:00','record',2,'9f66fefcc1a316fb2e2bf14e9b88f9f7d1542f78053f2d7e579b5a40256bc2f7');
INSERT INTO "revision" VALUES(7,'2026-04-02T01:00:00+00:00','record',2,'1e4d93fa9bb376aee740c9527edb9a5301e3cbf3d7a4ca39ab75241f299bc16e');
INSERT INTO "revision" VALUES(8,'2026-04-02T01:00:00+00:00','record',1,'a3305b7b46eb84c2e165ae9bd6e167cf79677515b24457e03fca5e8f70612f4b');
INSERT INTO "revision" VALUES(9,'2026-04-03T01:00:00+00:00','revise',2,'77993d514267be658b60273fd690cae3b1988885188c3d3e782e57d99cde1442');
INSERT INTO "revision" VALUES(10,'2026-04-03T01:00:00+00:00','edit',1,'5b32343868c9b26578c87196109137fa2a420741a748b16849af7225ab5d274c');
INSERT INTO "revision" VALUES(11,'2026-04-03T01:00:00+00:00','remove',1,'98a80f013407d34212f1a41afd716ed1d245347dd7fb376237245497da125003');
INSERT INTO "revision" VALUES(12,'2026-03-31T16:00:00+00:00','undo 11',1,'86aed553aa892b5a46d5b3be5eb465f818914dabdc339c367823afc03f216756');
INSERT INTO "revision" VALUES(13,'2026-03-31T16:00:00+00:00','undo 12',1,'9c9eb4502ad93013aab808b497fac8bd3e9c7ee6765cc5efa7cfb6d6e4b8ae06');
INSERT INTO "revision" VALUES(14,'2026-03-31T16:00:00+00:00','withdraw',2,'42c7ad1ba59f9b44578709b2daf1c82fc17587391710734901aae6349ba9a2ac');
INSERT INTO "revision" VALUES(15,'2026-04-05T01:00:00+00:00','sources alias',1,'05e430b17ebc3b327130fe3c164b991f81c855681a7c98b7ee72245d6048ff72');
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
INSERT INTO "target" VALUES(1,1,'含云溪新区',1,'level','>','500','','亿元','2021-01-01','2025-12-31','','','','','','十四五','2021-10-03','S1','','突破500亿元','原文：突破500亿元；''第 3 页''',NULL,'',NULL,1,'4f23bfdeebf360d2');
INSERT INTO "target" VALUES(2,1,'含云溪新区',1,'level','>','480','','亿元','2021-01-01','2025-12-31','','','','','','十四五','2024-01-20','S3','','突破480亿元','',1,'2025-03','S4',14,'0b719fb134cdc5e4');
CREATE TABLE unit (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE CHECK (name <> ''),
        dimension TEXT NOT NULL CHECK (dimension <> ''),
        factor INTEGER NOT NULL CHECK (factor > 0),
        revision INTEGER NOT NULL REFERENCES revision (sequence),
        digest TEXT NOT NULL
    ) STRICT;
INSERT INTO "unit" VALUES(1,'垧','area',30000,5,'6df1009381e6e088');
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
CREATE VIEW targets_v AS
        SELECT 'T' || target.id AS id, region.name AS region, scope,
            metric.name AS metric, basis, relation, value, value_high, target.unit,
            window_start, deadline, commitment, plan, announced, source, locator,
            as_written, note
        FROM target
        JOIN region ON region.id = target.region_id
        JOIN metric ON metric.id = target.metric_id;
CREATE VIEW figures_v AS
        SELECT 'F' || figure.id AS id, region.name AS region, scope,
            metric.name AS metric, basis, relation, value, value_high, figure.unit,
            start, "end", status, published, source, locator, as_written, note
        FROM figure
        JOIN region ON region.id = figure.region_id
        JOIN metric ON metric.id = figure.metric_id;
COMMIT;
