PRAGMA application_id = 1952937075;
PRAGMA user_version = 2;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'targetcli','m0001_records_and_their_history','2026-11-26 22:42:33.688257+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'targetcli','m0002_sources_have_aliases','2026-11-26 22:42:33.688685+00:00');
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
INSERT INTO "figure" VALUES(1,1,'',1,'level','=','5.1','','%','2024-01-01','2024-12-31','','reported','',NULL,'','5.1%','',2,'b9eecae73d080b14');
INSERT INTO "figure" VALUES(2,1,'',2,'level','=','1200','','个','','2025-03-31','','reported','',NULL,'','1200个','',4,'96b311a8774bc195');
INSERT INTO "figure" VALUES(3,1,'',2,'level','=','2200','','个','','2025-06-30','','reported','',NULL,'','2200个','',5,'3dec5a0f38aaf30b');
INSERT INTO "figure" VALUES(4,1,'',2,'level','=','3200','','个','','2025-09-30','','reported','',NULL,'','3200个','',6,'abdd7a0f943e0dd0');
INSERT INTO "figure" VALUES(5,1,'',2,'level','=','4200','','个','','2025-12-31','','reported','',NULL,'','4200个','',7,'c36ec45bd2606bec');
INSERT INTO "figure" VALUES(6,1,'',3,'level','=','520','','亿元','2024-12-31','2024-12-31','','reported','',NULL,'','520亿元','',9,'9cf094c31738398a');
INSERT INTO "figure" VALUES(7,1,'',4,'level','=','280000','','homes','','2024-12-31','','reported','',NULL,'','280000homes','',11,'8f9b36fdce377042');
INSERT INTO "figure" VALUES(8,2,'',5,'level','=','41','','wards','','2024-12-31','','reported','',NULL,'','41 wards','',13,'1d6f6132eaa29d97');
INSERT INTO "figure" VALUES(9,1,'',7,'level','','yes','','','2023-01-01','2023-12-31','','reported','',NULL,'','','',17,'aca81082a508d5f6');
INSERT INTO "figure" VALUES(10,1,'',8,'level','=','650','','名','','2024-12-31','','reported','',NULL,'','650名','',19,'61d40dbcbf884cff');
INSERT INTO "figure" VALUES(11,1,'',10,'level','=','27','','起','','2024-12-31','','reported','',NULL,'','27起','',22,'380016982cd95c53');
INSERT INTO "figure" VALUES(12,1,'',11,'level','=','6','','亿元','2024-01-01','2024-12-31','','reported','',NULL,'','6亿元','',24,'20ac36147067d9db');
CREATE TABLE history (
        id INTEGER PRIMARY KEY,
        table_name TEXT NOT NULL,
        row_id INTEGER NOT NULL,
        row_revision INTEGER NOT NULL REFERENCES revision (sequence),
        replaced_by INTEGER NOT NULL REFERENCES revision (sequence),
        content TEXT NOT NULL,
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
INSERT INTO "metric" VALUES(1,'失业率','','ratio','more','','%','',1,'6ef8186f8b16a4a6');
INSERT INTO "metric" VALUES(2,'停车位','','stock','more','','个','',3,'e03a2a6371dda3e2');
INSERT INTO "metric" VALUES(3,'贷款余额','','flow','more','','亿元','',8,'f99c224a0411aa4c');
INSERT INTO "metric" VALUES(4,'homes','','stock','more','','homes','',10,'8ab933dc39d823dd');
INSERT INTO "metric" VALUES(5,'hospitals','','stock','more','','hospitals','',12,'c08203e7a6c44a48');
INSERT INTO "metric" VALUES(6,'债务率','','ratio','less','','%','',14,'8f15be8e1ce283b7');
INSERT INTO "metric" VALUES(7,'云溪大桥','','event','more','','','',16,'37f6e6547b0ee41f');
INSERT INTO "metric" VALUES(8,'受训教师','','rank','less','','名','',18,'71a647e1ae4c33bb');
INSERT INTO "metric" VALUES(9,'能耗强度','','flow','more','','','',20,'c671d2cebbfdbb8a');
INSERT INTO "metric" VALUES(10,'事故','','stock','more','','起','',21,'d08dd6210d2f7594');
INSERT INTO "metric" VALUES(11,'产值','','flow','more','','亿元','',23,'e6e262d9cc6fe896');
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
    ) STRICT;
INSERT INTO "region" VALUES(1,'云溪区','',NULL,'','',1,'63c4d2e58f216c65');
INSERT INTO "region" VALUES(2,'Ruvia','',NULL,'','',12,'854d9442e30b7e51');
CREATE TABLE revision (
        sequence INTEGER PRIMARY KEY,
        time TEXT NOT NULL,
        command TEXT NOT NULL,
        rows INTEGER NOT NULL CHECK (rows >= 0),
        digest TEXT NOT NULL CHECK (length(digest) = 64)
    ) STRICT;
INSERT INTO "revision" VALUES(1,'2026-03-31T01:00:00+00:00','add',3,'08a8f122806948e579dd7c7193c4766391ee2b03db9ea2a798d0cd26d7110661');
INSERT INTO "revision" VALUES(2,'2026-03-31T01:00:00+00:00','record',1,'fbb1e0bea325c73bb2c6a97a6cdda7719404c3cc9f1f2e81bd61ce81090e23d7');
INSERT INTO "revision" VALUES(3,'2026-03-31T01:00:00+00:00','add',2,'ffbfae5aa0829eb6b6f0b37f323305a065742653ad28f60dd5277cc028dab97b');
INSERT INTO "revision" VALUES(4,'2026-03-31T01:00:00+00:00','record',1,'599b34de9f906e4e2f307696224e4e911cfc3cc70e56d49a17555827a49df443');
INSERT INTO "revision" VALUES(5,'2026-03-31T01:00:00+00:00','record',1,'d8d7adf04374d6e7059bb2b369a786f9029d2328e39c33b2e765a12ec62c769d');
INSERT INTO "revision" VALUES(6,'2026-03-31T01:00:00+00:00','record',1,'a96d6708ad290a1c03f3cc949cc9224ecbb0c744aa37729844ce9195f855cd50');
INSERT INTO "revision" VALUES(7,'2026-03-31T01:00:00+00:00','record',1,'47076b442c3cff1022dbdf2e89f52e688e1877ff4b851ea06b5acc660dc97a7b');
INSERT INTO "revision" VALUES(8,'2026-03-31T01:00:00+00:00','add',2,'1ae545b7cc97ad686ed71a4b8d3c5063c89b65d4c4f91e090beaa6bdd9e5e2c8');
INSERT INTO "revision" VALUES(9,'2026-03-31T01:00:00+00:00','record',1,'21c6d3a5db46a0ab3ab9fbeb27fedbcf4583b11ea5b17b13d16878603edb7877');
INSERT INTO "revision" VALUES(10,'2026-03-31T01:00:00+00:00','add',2,'0aff8d3a4c6b88321c0bbc6a31bd3528ef1b541a128720e96e1e7621e3a5a772');
INSERT INTO "revision" VALUES(11,'2026-03-31T01:00:00+00:00','record',1,'a95535c40a271e560665041f84e387e63855195d03a1d3dec604ffc032124a2b');
INSERT INTO "revision" VALUES(12,'2026-03-31T01:00:00+00:00','add',4,'b7639b9a63daa4ba8b42e3b640621122782ef1c9bf552173fcf03099484dffb0');
INSERT INTO "revision" VALUES(13,'2026-03-31T01:00:00+00:00','record',2,'5e97f39518baaa21aeb9f14703277518e8412cc2f65c3b1c8238fadd976e10f4');
INSERT INTO "revision" VALUES(14,'2026-03-31T01:00:00+00:00','metrics add',1,'6cfb1178ca3d79024433d9c22db428c0255cc23cbca0329208cacddc5c08c40c');
INSERT INTO "revision" VALUES(15,'2026-03-31T01:00:00+00:00','add',1,'0ddd048c9681c60047a6723bd03676f293f5b7fbd650ce65540dfe84979ec1b2');
INSERT INTO "revision" VALUES(16,'2026-03-31T01:00:00+00:00','add',2,'9a5f257350f1ec2d13ed07a7d4d5bf4cba0612534ae2c83dcbc269490d6d7998');
INSERT INTO "revision" VALUES(17,'2026-03-31T01:00:00+00:00','record',1,'9adcab477712643fa2836d021a84eee03d6aea6472e4276dcc94571492ba42ef');
INSERT INTO "revision" VALUES(18,'2026-03-31T01:00:00+00:00','add',2,'34a3419e8af7f6b0394992cdeacdc7351f08f16d82bfbdd2a5676c64a1e7138d');
INSERT INTO "revision" VALUES(19,'2026-03-31T01:00:00+00:00','record',1,'a4dd571cf1266ed17189bc5149989612995d120c0fc56e3008d5b9857dc6074b');
INSERT INTO "revision" VALUES(20,'2026-03-31T01:00:00+00:00','add',2,'c6d42d7744007520c3a3d28487fdfa3e95e9aaecce4035a873819a797067c9eb');
INSERT INTO "revision" VALUES(21,'2026-03-31T01:00:00+00:00','add',2,'20530917840d4b459ae3d32f2095c817e4c1ec0a7481728f83d42e94f8ad90eb');
INSERT INTO "revision" VALUES(22,'2026-03-31T01:00:00+00:00','record',1,'d30ab9b758f4c80a19dadc67856b00d48a1302a71d9ad3f4489f84a187046e91');
INSERT INTO "revision" VALUES(23,'2026-03-31T01:00:00+00:00','add',2,'394506512a88e2fb5a8e451b7df06ea255db927223328db34b4ea340f0749d0d');
INSERT INTO "revision" VALUES(24,'2026-03-31T01:00:00+00:00','record',1,'cd09a2087d4f73d80caad0f638380cae0bec177cd9777af68ce71038001804af');
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
INSERT INTO "target" VALUES(1,1,'',1,'level','>=','4','','%','','2024-12-31','','','','','','','',NULL,'','4%','',NULL,'',NULL,1,'539da9b6e3f23d64');
INSERT INTO "target" VALUES(2,1,'',2,'level','>=','5000','','个','','2025-12-31','','','','','','','',NULL,'','5000个','',NULL,'',NULL,3,'268f06af990c2ab8');
INSERT INTO "target" VALUES(3,1,'',3,'level','>=','500','','亿元','','2024-12-31','','','','','','','',NULL,'','500亿元','',NULL,'',NULL,8,'e780225a6e93159c');
INSERT INTO "target" VALUES(4,1,'',4,'level','>=','1500000','','homes','','2024-12-31','','','','','','','',NULL,'','1500000homes','',NULL,'',NULL,10,'803ee5c34cea03c0');
INSERT INTO "target" VALUES(5,2,'',5,'level','>=','40','','hospitals','','2024-12-31','','','','','','','',NULL,'','40 hospitals','',NULL,'',NULL,12,'d2646ccff2316ceb');
INSERT INTO "target" VALUES(6,1,'',6,'level','<=','60','','%','','2024-12-31','','','','','','','',NULL,'','60%','',NULL,'',NULL,15,'f140c642c99d001c');
INSERT INTO "target" VALUES(7,1,'',7,'level','','','','','','2023-12-31','','','','','','','',NULL,'','','',NULL,'',NULL,16,'f61040a35f5ee58b');
INSERT INTO "target" VALUES(8,1,'',8,'level','<=','600','','名','','2024-12-31','','','','','','','',NULL,'','600名','',NULL,'',NULL,18,'836679ba37825060');
INSERT INTO "target" VALUES(9,1,'',9,'growth','~','-2.5','','%','','2024-12-31','','','','','','','',NULL,'','降低2.5%左右','',NULL,'',NULL,20,'1284387c8ea253e3');
INSERT INTO "target" VALUES(10,1,'',10,'level','>=','0','','起','','2024-12-31','','','','','','','',NULL,'','0起','',NULL,'',NULL,21,'cf6c06c1e4c52f7b');
INSERT INTO "target" VALUES(11,1,'',11,'level','>=','5','','亿元','','2024-12-31','','','','','','','',NULL,'','不低于5亿元','',NULL,'',NULL,23,'aa0dec8ea2e9e861');
CREATE TABLE unit (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE CHECK (name <> ''),
        dimension TEXT NOT NULL CHECK (dimension <> ''),
        factor INTEGER NOT NULL CHECK (factor > 0),
        revision INTEGER NOT NULL REFERENCES revision (sequence),
        digest TEXT NOT NULL
    ) STRICT;
INSERT INTO "unit" VALUES(1,'hospitals','count',1,12,'c8f604a9ca2ae134');
INSERT INTO "unit" VALUES(2,'wards','count',1,13,'a7dc439679409bdc');
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
