"""What was told before notices said their subject says it after the upgrade: an incident, or a whistle about one."""

from __future__ import annotations

import importlib
import sqlite3

BEFORE = """
CREATE TABLE notice (id, incident_id, whistle_id, subject_kind, subject_id);
CREATE TABLE delivery (id, event_id, notice_id, incident_id, subject_kind, subject_id);
CREATE TABLE event (id, kind, subject_id);
INSERT INTO notice VALUES ('n1', 'i1', NULL, NULL, NULL), ('n2', 'i2', 'w2', NULL, NULL);
INSERT INTO event VALUES ('e1', 'incident.filed', 'i1'), ('e2', 'whistle.blown', 'w2');
INSERT INTO delivery VALUES ('push', 'e2', 'n2', 'i2', NULL, NULL), ('incident', 'e1', NULL, 'i1', NULL, NULL),
    ('whistle', 'e2', NULL, 'i2', NULL, NULL), ('gone', 'e9', NULL, 'i9', NULL, NULL),
    ('digest', 'd1', NULL, NULL, NULL, NULL);
"""


def test_every_row_of_before_says_what_it_is_about() -> None:
    step = importlib.import_module("server.migrations.0009_subjects")
    store = sqlite3.connect(":memory:")
    store.executescript(BEFORE)
    store.execute(step.TOLD)
    store.execute(step.SENT)
    assert store.execute("SELECT id, subject_kind, subject_id FROM notice ORDER BY id").fetchall() == [
        ("n1", "incident", "i1"),
        ("n2", "whistle", "w2"),
    ]
    assert {row[0]: row[1:] for row in store.execute("SELECT id, subject_kind, subject_id FROM delivery")} == {
        "push": ("whistle", "w2"),
        "incident": ("incident", "i1"),
        "whistle": ("whistle", "w2"),
        "gone": ("incident", "i9"),
        "digest": (None, None),
    }
