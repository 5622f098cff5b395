"""Each answer is checked by the metrics as they are by then, read once for all."""

from __future__ import annotations

from pathlib import Path

from support.store_records import NOW
from targetcli.judging.reasons import Reason
from targetcli.model.records import Metric, Origin
from targetcli.session.settling import Answer, apply_answer
from targetcli.session.vocabulary import load_vocabulary
from targetcli.store.store import create_store, open_store

COUNT = 20


def test_other_metrics_are_not_read_anew_for_an_answer(tmp_path: Path) -> None:
    create_store(tmp_path / "s.db", 1)
    names = [f"指标{number}" for number in range(COUNT)]
    with open_store(tmp_path / "s.db", 1, write=True) as store:
        with store.write_transaction("import", NOW) as writing:
            writing.save_new_names(map(Metric, names))
        asked: list[str] = []
        with store.write_transaction("settle", NOW) as writing:
            known = load_vocabulary(store)
            store.connection.set_trace_callback(asked.append)
            for name in names:
                for asks, value in ((Reason.KIND, "stock"), (Reason.SIDE, "less")):
                    answer = Answer(asks, name, "", value)
                    assert apply_answer(store, writing, answer, known)
            store.connection.set_trace_callback(None)
            known_by_then = store.metrics()
        assert sum("FROM metric ORDER BY" in query for query in asked) <= 1
        assert known_by_then == store.metrics()
        assert {(metric.kind_from, metric.better_from) for metric in known_by_then} == {
            (Origin.SAID, Origin.SAID)
        }
