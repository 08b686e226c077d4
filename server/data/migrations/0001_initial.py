"""The first migration: every table, how rows are found, and what the database keeps itself.

A list of incidents asks by one column and then by when the light turns red, so that one index gives both. What is open
is a small part of all that ever was: what lists and counts ask of it lies whole in one index of its own. The database
itself lets the log only grow, keeps the sums of the incidents as they stand and the tables of search (on SQLite every
character beyond ASCII is a word's), and begins this district's history with its first epoch.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import uuid4

from orjson import loads
from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.fields.data import JSON_DUMPS
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

ASKED = (
    "street_id, late_at, id, state, awaits, severity, level, warn_at, community_id, grid_id, incident_class_id, "
    "lead_unit_id, lat, lon, channel, closed_at"
)
INDEXES = {
    "incident_late": "incident (late_at, id, warn_at, state)",
    "incident_street": "incident (street_id, late_at, id)",
    "incident_community": "incident (community_id, late_at, id)",
    "incident_grid": "incident (grid_id, late_at, id)",
    "incident_state": "incident (state, late_at, id)",
    "incident_lead_unit": "incident (lead_unit_id, late_at, id)",
    "incident_assignee": "incident (assignee_id, awaits)",
    "incident_reporter": "incident (reporter_id, received_at, id)",
    "incident_class_place": "incident (incident_class_id, lat, lon)",
    "incident_place": "incident (lat, lon)",
    "incident_received": "incident (received_at, id)",
    "incident_changed": "incident (changed_at, id)",
    "incident_filed": "incident (filed_at, street_id)",
    "incident_ended": "incident (closed_at, id) WHERE closed_at IS NOT NULL",
    "incident_closed_late": "incident (closed_late, closed_at) WHERE closed_late IS NOT NULL",
    "incident_closure": "incident (closure_kind, closed_at) WHERE closure_kind IS NOT NULL",
    "incident_rated": "incident (rating, closed_at) WHERE rating IS NOT NULL",
    "incident_reworked": "incident (rework_count) WHERE rework_count > 0",
    "incident_reopened": "incident (reopen_count) WHERE reopen_count > 0",
    "incident_returned": "incident (return_count) WHERE return_count > 0",
    "incident_resume": "incident (resume_at) WHERE resume_at IS NOT NULL",
    "incident_merged": "incident (merged_into_id, reporter_id) WHERE merged_into_id IS NOT NULL",
    "incident_open": f"incident ({ASKED}) WHERE closed_at IS NULL",
    "incident_unlit": "incident (id) WHERE closed_at IS NULL AND late_at IS NULL",
    "incident_open_reporter": "incident (reporter_id) WHERE closed_at IS NULL",
    "incident_clock_look": "incident_clock (look_at) WHERE stopped_at IS NULL",
    "incident_clock_open": "incident_clock (incident_id) WHERE stopped_at IS NULL",
    "incident_clock_stage": "incident_clock (stage, incident_id) WHERE stopped_at IS NULL",
    "approval_state": "approval (state, id)",
    "approval_unit": "approval (unit_id, kind, asked_at)",
    "disposal_promised": "disposal (promised_on, incident_id) WHERE promised_on IS NOT NULL",
    "spot_check_pending": "spot_check (id) WHERE verdict IS NULL",
    "supervision_open": "supervision (reply_by, incident_id) WHERE answered_at IS NULL",
    "supervision_unit": "supervision (unit_id, id) WHERE unit_id IS NOT NULL",
    "whistle_late": "whistle (late_at, id)",
    "whistle_state": "whistle (state, late_at, id)",
    "whistle_area": "whistle (area, late_at, id)",
    "whistle_blown": "whistle (blown_at, street_id)",
    "whistle_ended": "whistle (ended_at, id) WHERE ended_at IS NOT NULL",
    "whistle_changed": "whistle (changed_at, id)",
    "whistle_party_unit": "whistle_party (unit_id, state)",
    "whistle_party_state": "whistle_party (state, whistle_id)",
    "whistle_party_next": "whistle_party (next_due_at)",
    "whistle_objection_due": "whistle_objection (ruling, due_at)",
    "complaint_received": "complaint (received_at)",
    "complaint_due": "complaint (due_at)",
    "complaint_closed": "complaint (closed_at) WHERE closed_at IS NOT NULL",
    "hot_issue_place": "hot_issue (class_code, lat, lon)",
    "hot_issue_grid": "hot_issue (grid_id, id)",
    "hot_issue_owner": "hot_issue (owner_unit_id)",
    "notice_person": "notice (person_id, id)",
    "notice_subject": "notice (subject_id)",
    "notice_unread": "notice (person_id, id) WHERE read_at IS NULL",
    "subject_mark_seal": "subject_mark (subject_kind, seal, subject_id)",
    "delivery_next": "delivery (next_at) WHERE next_at IS NOT NULL",
    "tally_community": "tally (community_id, day)",
    "standing_told": "standing (facet, area_id, key, count) WHERE count <> 0",
    "held_operation_after": "held_operation (after_op_id)",
    "held_operation_at": "held_operation (at)",
    "receipt_of_device": "receipt (device_id, sequence) WHERE device_id IS NOT NULL",
}
UNIQUE = {
    "incident_external": "incident (channel, external_no) WHERE external_no IS NOT NULL",
    "spot_check_incident": "spot_check (incident_id)",
    "whistle_objection_party": "whistle_objection (party_id)",
    "hot_issue_member_incident": "hot_issue_member (incident_id)",
}
LOGS = ("event", "seal")
SEARCH = {
    "sqlite": (
        "CREATE TABLE incident_text (number INTEGER PRIMARY KEY, incident_id CHAR(36) NOT NULL UNIQUE "
        "REFERENCES incident (id) ON DELETE RESTRICT, body TEXT NOT NULL)",
        "CREATE VIRTUAL TABLE incident_words USING fts5 (words, tokenize = 'ascii')",
    ),
    "postgres": (
        "CREATE TABLE incident_text (incident_id UUID PRIMARY KEY REFERENCES incident (id) ON DELETE RESTRICT, "
        "body TEXT NOT NULL, words TSVECTOR NOT NULL)",
        "CREATE INDEX incident_text_words ON incident_text USING gin (words)",
    ),
}
MOVES = "state, community_id, street_id, incident_class_id, late_at"
DAY = {"sqlite": "substr({row}.late_at, 1, 10)", "postgres": "to_char({row}.late_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')"}


def only_grows(dialect: str) -> list[str]:
    """Refuse to change or delete what was logged, in the database itself, whoever asks."""
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for table in LOGS
            for verb in ("UPDATE", "DELETE")
        ]
    return [
        "CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$",
        *(
            f"CREATE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION append_only()"
            for table in LOGS
        ),
    ]


def standing(dialect: str) -> list[str]:
    """Keep the sums in step with each incident that comes, moves or goes."""
    come, go = _counted("NEW", 1, dialect), _counted("OLD", -1, dialect)
    moved = _added(f"{go} UNION ALL {come}")
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER incident_stands_new AFTER INSERT ON incident BEGIN {_added(come)}; END",
            f"CREATE TRIGGER incident_stands_moved AFTER UPDATE OF {MOVES} ON incident BEGIN {moved}; END",
            f"CREATE TRIGGER incident_stands_gone AFTER DELETE ON incident BEGIN {_added(go)}; END",
        ]
    body = f"IF TG_OP = 'INSERT' THEN {_added(come)}; ELSIF TG_OP = 'DELETE' THEN {_added(go)}; ELSE {moved}; END IF;"
    return [
        f"CREATE FUNCTION incident_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$",
        f"CREATE TRIGGER incident_stands AFTER INSERT OR DELETE OR UPDATE OF {MOVES} ON incident "
        "FOR EACH ROW EXECUTE FUNCTION incident_stands()",
    ]


def _counted(row: str, step: int, dialect: str) -> str:
    """What a row adds, or takes away: facet, place, key, how many."""
    day = DAY[dialect].format(row=row)
    return (
        f"SELECT 'STATE' AS facet, {row}.community_id AS area_id, {row}.state AS key, {step} AS count "
        f"UNION ALL SELECT 'STREET', {row}.street_id, {row}.state, {step} "
        f"UNION ALL SELECT 'CLASS', {row}.street_id, {row}.incident_class_id, {step} "
        f"UNION ALL SELECT 'DUE', {row}.street_id, {day}, {step} "
        f"WHERE {row}.late_at IS NOT NULL AND {row}.state <> 'SUSPENDED'"
    )


def _added(rows: str) -> str:
    """Adds them up into what is there, in one order of keys."""
    return (
        "INSERT INTO standing (facet, area_id, key, count) SELECT facet, area_id, key, SUM(count) "
        f"FROM ({rows}) AS moved WHERE true GROUP BY facet, area_id, key HAVING SUM(count) <> 0 "
        "ORDER BY facet, area_id, key "
        "ON CONFLICT (facet, area_id, key) DO UPDATE SET count = standing.count + excluded.count"
    )


async def keep(_apps: Any, editor: Any) -> None:
    dialect = "sqlite" if editor.DIALECT == "sqlite" else "postgres"
    for statement in (*only_grows(dialect), *SEARCH[dialect], *standing(dialect)):
        await editor.client.execute_query(statement)


async def first_epoch(_apps: Any, editor: Any) -> None:
    """This district's history begins with an epoch of its own."""
    sqlite = editor.DIALECT == "sqlite"
    values = "(1, ?, ?)" if sqlite else "(1, $1, $2)"
    given: list[Any] = [uuid4(), datetime.now(UTC)]
    told = [str(given[0]), given[1].isoformat(" ")] if sqlite else given
    await editor.client.execute_query(f"INSERT INTO epoch (number, id, began_at) VALUES {values}", told)


def to(model: str, name: str, *, key: str = "id", on_delete: OnDelete = OnDelete.RESTRICT, **words: Any) -> Any:
    """A reference to a row of another table, which knows those that refer to it by `name`."""
    known = {"on_delete": on_delete, "to_field": key, "db_constraint": True}
    return partial(fields.ForeignKeyField, f"grid.{model}", related_name=name, **known, **words)


def table(
    name: str, table: str, *, key: str = "id", once: tuple[str, ...] = (), indexes: tuple[tuple[str, ...], ...] = ()
) -> Callable[..., ops.CreateModel]:
    """A table, to be called with its columns in order; `once` are columns of which no two rows have the same."""
    options: dict[str, Any] = {"table": table, "app": "grid", "pk_attr": key}
    options |= {"unique_together": (once,)} if once else {}
    options |= {"indexes": [Index(fields=list(one)) for one in indexes]} if indexes else {}

    def made(**columns: Any) -> ops.CreateModel:
        found = [(one, of(source_field=f"{one}_id") if isinstance(of, partial) else of) for one, of in columns.items()]
        return ops.CreateModel(name=name, fields=found, options=options, bases=["Model"])

    return made


TABLES = [
    table("Area", "area", key="code")(
        code=fields.CharField(primary_key=True, max_length=15),
        name=fields.CharField(max_length=64),
        level=fields.CharField(max_length=12),
        parent=to("Area", "children", key="code", null=True, db_index=True),
        kind=fields.CharField(null=True, max_length=12),
        households=fields.IntField(null=True),
        lat=fields.IntField(),
        lon=fields.IntField(),
        valid_from=fields.DateField(),
        valid_to=fields.DateField(null=True),
        predecessor=fields.CharField(null=True, max_length=15),
    ),
    table("AreaShape", "area_shape", once=("area", "version"))(
        id=fields.UUIDField(primary_key=True),
        area=to("Area", "shapes", key="code", db_index=True),
        version=fields.IntField(),
        ring=fields.JSONField(encoder=JSON_DUMPS, decoder=loads),
        synthetic=fields.BooleanField(default=False),
        source=fields.CharField(max_length=120),
        valid_from=fields.DateField(),
        valid_to=fields.DateField(null=True),
    ),
    table("ClockMark", "clock_mark", once=("clock_id", "threshold"))(
        id=fields.UUIDField(primary_key=True),
        clock_id=fields.UUIDField(),
        threshold=fields.IntField(),
        at=fields.DatetimeField(),
        told=fields.BooleanField(),
    ),
    table("Complaint", "complaint", indexes=(("area", "id"), ("writer_id", "id"), ("look_at",)))(
        id=fields.UUIDField(primary_key=True),
        version=fields.IntField(default=1),
        state=fields.CharField(default="RECEIVED", max_length=10),
        kind=fields.CharField(max_length=10),
        about=fields.CharField(max_length=9),
        about_unit_id=fields.UUIDField(null=True),
        area=fields.CharField(max_length=12),
        level=fields.IntField(),
        writer_id=fields.UUIDField(),
        text=fields.TextField(),
        contact=fields.CharField(default="", max_length=64),
        photos=fields.TextField(default=""),
        received_at=fields.DatetimeField(),
        due_at=fields.DatetimeField(),
        look_at=fields.DatetimeField(null=True),
        answer=fields.TextField(default=""),
        answered_at=fields.DatetimeField(null=True),
        answered_by_id=fields.UUIDField(null=True),
        again=fields.TextField(default=""),
        second_answer=fields.TextField(default=""),
        late=fields.BooleanField(default=False),
        closed_at=fields.DatetimeField(null=True),
        salt=fields.CharField(max_length=32),
    ),
    table("DayOverride", "day_override", key="day")(
        day=fields.DateField(primary_key=True),
        kind=fields.CharField(max_length=8),
        source=fields.CharField(max_length=120),
        provisional=fields.BooleanField(default=False),
    ),
    table("Epoch", "epoch", key="number")(
        number=fields.IntField(primary_key=True, generated=False),
        id=fields.UUIDField(unique=True),
        began_at=fields.DatetimeField(),
    ),
    table("Event", "event", key="number", once=("subject_id", "place_in_chain"))(
        number=fields.BigIntField(generated=True, primary_key=True),
        id=fields.UUIDField(unique=True),
        kind=fields.CharField(max_length=48),
        subject_id=fields.UUIDField(),
        place_in_chain=fields.IntField(),
        area=fields.CharField(max_length=15),
        by_id=fields.UUIDField(null=True),
        post_id=fields.UUIDField(null=True),
        unit_id=fields.UUIDField(null=True),
        at=fields.DatetimeField(),
        payload=fields.JSONField(encoder=JSON_DUMPS, decoder=loads),
        digest=fields.TextField(null=True),
        previous=fields.CharField(max_length=64),
        hash=fields.CharField(max_length=64),
    ),
    table("Followed", "followed", key="name")(
        name=fields.CharField(primary_key=True, max_length=16),
        place=fields.IntField(default=0),
        day=fields.DateField(),
        cause=fields.JSONField(null=True, encoder=JSON_DUMPS, decoder=loads),
        target=fields.IntField(default=0),
        after=fields.UUIDField(null=True),
    ),
    table("Follower", "follower", key="name")(
        name=fields.CharField(primary_key=True, max_length=32),
        seal=fields.BigIntField(),
    ),
    table("Handover", "handover", indexes=(("area", "id"),))(
        id=fields.UUIDField(primary_key=True),
        area=fields.CharField(max_length=15),
        note=fields.TextField(),
        open_count=fields.IntField(),
        late_count=fields.IntField(),
        promised_count=fields.IntField(),
        written_by_id=fields.UUIDField(),
        written_at=fields.DatetimeField(),
        confirmed_by_id=fields.UUIDField(null=True),
        confirmed_at=fields.DatetimeField(null=True),
        salt=fields.CharField(max_length=32),
    ),
    table("HeldOperation", "held_operation", key="op_id")(
        op_id=fields.UUIDField(primary_key=True),
        person_id=fields.UUIDField(),
        after_op_id=fields.UUIDField(),
        verb=fields.CharField(max_length=48),
        digest=fields.CharField(max_length=64),
        subject_id=fields.UUIDField(),
        told=fields.JSONField(encoder=JSON_DUMPS, decoder=loads),
        at=fields.DatetimeField(),
    ),
    table("HotIssue", "hot_issue")(
        id=fields.UUIDField(primary_key=True),
        version=fields.IntField(default=1),
        state=fields.CharField(max_length=10),
        class_code=fields.CharField(max_length=8),
        lat=fields.IntField(),
        lon=fields.IntField(),
        grid_id=fields.CharField(max_length=15),
        count=fields.IntField(),
        proposed_at=fields.DatetimeField(),
        last_at=fields.DatetimeField(),
        owner_unit_id=fields.UUIDField(null=True),
        owner_role=fields.CharField(null=True, max_length=24),
        plan=fields.TextField(default=""),
        due_on=fields.DateField(null=True),
        decided_by_id=fields.UUIDField(null=True),
        decided_at=fields.DatetimeField(null=True),
        solved_at=fields.DatetimeField(null=True),
        words=fields.TextField(default=""),
        salt=fields.CharField(max_length=32),
    ),
    table("Lease", "lease", key="name")(
        name=fields.CharField(primary_key=True, max_length=16),
        holder=fields.UUIDField(),
        until=fields.DatetimeField(),
    ),
    table("Major", "major", key="code")(
        code=fields.CharField(primary_key=True, max_length=4),
        kind=fields.CharField(max_length=12),
        name=fields.CharField(max_length=40),
        name_en=fields.CharField(max_length=80),
    ),
    table("IncidentClass", "incident_class", key="code")(
        code=fields.CharField(primary_key=True, max_length=8),
        major=to("Major", "classes", key="code", db_index=True),
        name=fields.CharField(max_length=40),
        name_en=fields.CharField(max_length=80),
        words=fields.CharField(default="", max_length=200),
        self_resolve=fields.BooleanField(default=False),
        verify=fields.BooleanField(default=True),
        evidence=fields.CharField(default="NONE", max_length=8),
        check_policy=fields.CharField(default="ALWAYS", max_length=8),
        min_level=fields.IntField(default=0),
        severity=fields.IntField(default=1),
        position=fields.IntField(default=100),
        valid_from=fields.DateField(),
        valid_to=fields.DateField(null=True),
    ),
    table("FilingCondition", "filing_condition")(
        id=fields.UUIDField(primary_key=True),
        incident_class=to("IncidentClass", "conditions", key="code", db_index=True),
        number=fields.CharField(max_length=4),
        text=fields.CharField(max_length=120),
        text_en=fields.CharField(max_length=200),
        area=fields.CharField(max_length=15),
        severity=fields.IntField(default=1),
        limit_kind=fields.CharField(max_length=4),
        limit_amount=fields.IntField(),
        evidence=fields.CharField(null=True, max_length=8),
        check_policy=fields.CharField(null=True, max_length=8),
        valid_from=fields.DateField(),
        valid_to=fields.DateField(null=True),
    ),
    table("Matter", "matter", key="code")(
        code=fields.CharField(primary_key=True, max_length=8),
        list_kind=fields.CharField(max_length=8),
        number=fields.IntField(),
        title=fields.CharField(max_length=120),
        title_en=fields.CharField(max_length=200),
        basis=fields.CharField(default="", max_length=200),
        valid_from=fields.DateField(),
        valid_to=fields.DateField(null=True),
    ),
    table("DutyRule", "duty_rule")(
        id=fields.UUIDField(primary_key=True),
        incident_class=to("IncidentClass", "duties", key="code", db_index=True),
        matter=to("Matter", "rules", key="code", db_index=True),
        trade=fields.CharField(max_length=32),
        leads=fields.BooleanField(default=True),
        position=fields.IntField(default=0),
        valid_from=fields.DateField(),
        valid_to=fields.DateField(null=True),
    ),
    table("Media", "media", key="sha256")(
        sha256=fields.CharField(primary_key=True, max_length=64),
        width=fields.IntField(),
        height=fields.IntField(),
        size=fields.IntField(),
        sent_by=fields.UUIDField(),
        received_at=fields.DatetimeField(),
    ),
    table("Person", "person")(
        id=fields.UUIDField(primary_key=True),
        name=fields.CharField(max_length=64),
        login=fields.CharField(null=True, unique=True, max_length=64),
        password_hash=fields.CharField(null=True, max_length=160),
        created_at=fields.DatetimeField(),
        ended_at=fields.DatetimeField(null=True),
    ),
    table("Device", "device", once=("device_id", "person"))(
        id=fields.UUIDField(primary_key=True),
        device_id=fields.UUIDField(),
        person=to("Person", "devices", db_index=True),
        public_key=fields.CharField(null=True, max_length=100),
        registered_at=fields.DatetimeField(),
        contact_at=fields.DatetimeField(),
        pending=fields.IntField(default=0),
        needs_you=fields.IntField(default=0),
        oldest_recorded_at=fields.DatetimeField(null=True),
        app_version=fields.CharField(default="", max_length=40),
        persisted=fields.BooleanField(null=True),
        usage_mb=fields.IntField(null=True),
        quota_mb=fields.IntField(null=True),
        unsent_kb=fields.IntField(default=0, db_default=0),
        clock_off=fields.BigIntField(null=True),
        missing=fields.IntField(default=0, db_default=0),
        erased=fields.IntField(default=0, db_default=0),
        conflicts=fields.IntField(default=0, db_default=0),
        reminded_at=fields.DatetimeField(null=True),
    ),
    table("Digest", "digest", once=("person", "at"))(
        id=fields.UUIDField(primary_key=True),
        person=to("Person", "digests", on_delete=OnDelete.CASCADE),
        at=fields.DatetimeField(db_index=True),
        read_at=fields.DatetimeField(null=True),
        pushed_at=fields.DatetimeField(null=True),
    ),
    table("NoticeWindow", "notice_window", once=("person", "weekday", "starts"))(
        id=fields.UUIDField(primary_key=True),
        person=to("Person", "notice_windows", on_delete=OnDelete.CASCADE, db_index=True),
        weekday=fields.IntField(),
        starts=fields.IntField(),
        ends=fields.IntField(),
    ),
    table("Pin", "pin", once=("device_id", "person"))(
        id=fields.UUIDField(primary_key=True),
        device_id=fields.UUIDField(),
        person=to("Person", "pins", on_delete=OnDelete.CASCADE, db_index=True),
        proof_hash=fields.CharField(max_length=160),
        errors=fields.IntField(default=0),
        set_at=fields.DatetimeField(),
    ),
    table("PushSubscription", "push_subscription")(
        id=fields.UUIDField(primary_key=True),
        person=to("Person", "push_subscriptions", on_delete=OnDelete.CASCADE, db_index=True),
        digest=fields.CharField(unique=True, max_length=64),
        endpoint=fields.TextField(),
        p256dh=fields.CharField(max_length=100),
        auth=fields.CharField(max_length=40),
        made_at=fields.DatetimeField(),
        sent_at=fields.DatetimeField(null=True),
    ),
    table("Receipt", "receipt", key="op_id")(
        op_id=fields.UUIDField(primary_key=True),
        person_id=fields.UUIDField(),
        verb=fields.CharField(max_length=48),
        digest=fields.CharField(max_length=64),
        subject_id=fields.UUIDField(),
        at=fields.DatetimeField(db_index=True),
        device_id=fields.UUIDField(null=True),
        sequence=fields.IntField(null=True),
        recorded_at=fields.DatetimeField(null=True),
        queued_at=fields.DatetimeField(null=True),
        clock_off=fields.BigIntField(null=True),
        app_version=fields.CharField(null=True, max_length=40),
        format=fields.IntField(null=True),
    ),
    table("Seal", "seal", key="number")(
        number=fields.BigIntField(primary_key=True, generated=False),
        event_number=fields.BigIntField(unique=True),
        seal=fields.CharField(max_length=64),
        sealed_at=fields.DatetimeField(),
    ),
    table("Session", "session", key="digest")(
        digest=fields.CharField(primary_key=True, max_length=64),
        person=to("Person", "sessions", on_delete=OnDelete.CASCADE, db_index=True),
        created_at=fields.DatetimeField(),
        seen_at=fields.DatetimeField(),
        expires_at=fields.DatetimeField(),
        agent=fields.CharField(default="", max_length=120),
    ),
    table("StageLimit", "stage_limit")(
        id=fields.UUIDField(primary_key=True),
        stage=fields.CharField(max_length=10),
        urgent=fields.BooleanField(),
        limit_kind=fields.CharField(max_length=4),
        limit_amount=fields.IntField(),
        valid_from=fields.DateField(),
        valid_to=fields.DateField(null=True),
    ),
    table("Standing", "standing", once=("facet", "area_id", "key"))(
        id=fields.BigIntField(generated=True, primary_key=True),
        facet=fields.CharField(max_length=8),
        area_id=fields.CharField(max_length=12),
        key=fields.CharField(max_length=16),
        count=fields.IntField(),
    ),
    table("StuckOperation", "stuck_operation", key="op_id")(
        op_id=fields.UUIDField(primary_key=True),
        person=to("Person", "stuck", on_delete=OnDelete.CASCADE, db_index=True),
        device_id=fields.UUIDField(),
        subject_kind=fields.CharField(max_length=24),
        subject_id=fields.UUIDField(),
        operation=fields.CharField(max_length=48),
        code=fields.CharField(max_length=48),
        wrote=fields.JSONField(encoder=JSON_DUMPS, decoder=loads),
        recorded_at=fields.DatetimeField(null=True),
        told_at=fields.DatetimeField(),
        advice=fields.CharField(null=True, max_length=8),
        advised_by_id=fields.UUIDField(null=True),
        advised_at=fields.DatetimeField(null=True),
    ),
    table("SubjectMark", "subject_mark", key="number")(
        number=fields.BigIntField(generated=True, primary_key=True),
        subject_kind=fields.CharField(max_length=24),
        subject_id=fields.UUIDField(unique=True),
        seal=fields.BigIntField(),
    ),
    table("Tally", "tally", once=("day", "community_id", "class_code", "channel"))(
        id=fields.BigIntField(generated=True, primary_key=True),
        day=fields.DateField(),
        community_id=fields.CharField(max_length=12),
        street_id=fields.CharField(max_length=9),
        class_code=fields.CharField(max_length=8),
        channel=fields.CharField(max_length=12),
        reported=fields.IntField(default=0),
        filed=fields.IntField(default=0),
        closed=fields.IntField(default=0),
        closed_late=fields.IntField(default=0),
        self_resolved=fields.IntField(default=0),
        self_invalid=fields.IntField(default=0),
        rejected=fields.IntField(default=0),
        merged=fields.IntField(default=0),
        transferred=fields.IntField(default=0),
        voided=fields.IntField(default=0),
        given_back=fields.IntField(default=0),
        reworked=fields.IntField(default=0),
        reopened=fields.IntField(default=0),
    ),
    table("Token", "token")(
        id=fields.UUIDField(primary_key=True),
        person=to("Person", "tokens", on_delete=OnDelete.CASCADE, db_index=True),
        name=fields.CharField(max_length=64),
        digest=fields.CharField(unique=True, max_length=64),
        created_at=fields.DatetimeField(),
        ended_at=fields.DatetimeField(null=True),
    ),
    table("Unit", "unit")(
        id=fields.UUIDField(primary_key=True),
        name=fields.CharField(max_length=64),
        kind=fields.CharField(max_length=16),
        trade=fields.CharField(max_length=32),
        area=to("Area", "units", key="code", db_index=True),
        phone=fields.CharField(default="", max_length=32),
        hours=fields.CharField(default="", max_length=64),
        approach=fields.CharField(null=True, max_length=12),
        lat=fields.IntField(null=True),
        lon=fields.IntField(null=True),
        valid_from=fields.DateField(),
        valid_to=fields.DateField(null=True),
    ),
    table("Incident", "incident")(
        id=fields.UUIDField(primary_key=True),
        version=fields.IntField(default=1),
        number=fields.CharField(null=True, unique=True, max_length=24),
        state=fields.CharField(max_length=16),
        awaits=fields.CharField(max_length=12),
        level=fields.IntField(default=1),
        severity=fields.IntField(default=1),
        channel=fields.CharField(max_length=12),
        external_no=fields.CharField(null=True, max_length=64),
        incident_class=to("IncidentClass", "incidents", key="code"),
        condition=to("FilingCondition", "incidents", null=True),
        matter=to("Matter", "incidents", key="code", null=True),
        text=fields.TextField(default=""),
        lat=fields.IntField(),
        lon=fields.IntField(),
        accuracy_m=fields.IntField(null=True),
        place_source=fields.CharField(max_length=8),
        address=fields.CharField(default="", max_length=200),
        building=fields.CharField(default="", max_length=40),
        unit_door=fields.CharField(default="", max_length=40),
        floor=fields.CharField(default="", max_length=40),
        confirmed_at=fields.DatetimeField(null=True),
        grid=to("Area", "grid_incidents", key="code"),
        grid_version=fields.IntField(),
        community=to("Area", "community_incidents", key="code"),
        street=to("Area", "street_incidents", key="code"),
        reporter=to("Person", "reported", null=True),
        assignee=to("Person", "assigned", null=True),
        lead_unit=to("Unit", "led", null=True),
        assignment=fields.JSONField(null=True, encoder=JSON_DUMPS, decoder=loads),
        duplicate_of_id=fields.UUIDField(null=True),
        occurred_at=fields.DatetimeField(),
        reported_at=fields.DatetimeField(),
        received_at=fields.DatetimeField(),
        filed_at=fields.DatetimeField(null=True),
        closed_at=fields.DatetimeField(null=True),
        changed_at=fields.DatetimeField(),
        warn_at=fields.DatetimeField(null=True),
        late_at=fields.DatetimeField(null=True),
        closure_kind=fields.CharField(null=True, max_length=8),
        closed_late=fields.BooleanField(null=True),
        rating=fields.CharField(null=True, max_length=12),
        rework_count=fields.IntField(default=0),
        reopen_count=fields.IntField(default=0),
        return_count=fields.IntField(default=0),
        asks=fields.CharField(null=True, max_length=12),
        pending_id=fields.UUIDField(null=True),
        whistling=fields.IntField(default=0, db_default=0),
        merged_into_id=fields.UUIDField(null=True),
        resume_at=fields.DatetimeField(null=True),
        appealed_at=fields.DatetimeField(null=True),
        salt=fields.CharField(max_length=32),
    ),
    table("Approval", "approval")(
        id=fields.UUIDField(primary_key=True),
        incident=to("Incident", "approvals", db_index=True),
        kind=fields.CharField(max_length=12),
        state=fields.CharField(default="ASKED", max_length=12),
        decider=fields.CharField(max_length=12),
        round=fields.IntField(default=1),
        unit_id=fields.UUIDField(null=True),
        asked_by_id=fields.UUIDField(),
        asked_at=fields.DatetimeField(),
        reason_code=fields.CharField(null=True, max_length=16),
        reason=fields.TextField(default=""),
        plan=fields.TextField(default=""),
        until=fields.DatetimeField(null=True),
        limit_amount=fields.IntField(null=True),
        proposed_unit_id=fields.UUIDField(null=True),
        decided_by_id=fields.UUIDField(null=True),
        decided_at=fields.DatetimeField(null=True),
        answer=fields.TextField(default=""),
    ),
    table("Disposal", "disposal")(
        id=fields.UUIDField(primary_key=True),
        incident=to("Incident", "disposals", db_index=True),
        round=fields.IntField(default=1),
        unit_id=fields.UUIDField(null=True),
        by_id=fields.UUIDField(),
        at=fields.DatetimeField(),
        accepted_at=fields.DatetimeField(),
        contact=fields.CharField(max_length=200),
        measures=fields.TextField(),
        finished=fields.BooleanField(),
        promised_on=fields.DateField(null=True),
        outcome=fields.CharField(max_length=10),
    ),
    table("Finding", "finding")(
        id=fields.UUIDField(primary_key=True),
        incident=to("Incident", "findings", db_index=True),
        kind=fields.CharField(max_length=8),
        round=fields.IntField(default=1),
        verdict=fields.CharField(max_length=8),
        text=fields.TextField(default=""),
        outside_reason=fields.CharField(default="", max_length=200),
        by_id=fields.UUIDField(),
        at=fields.DatetimeField(),
    ),
    table("HotIssueMember", "hot_issue_member", key="number")(
        number=fields.BigIntField(generated=True, primary_key=True),
        issue=to("HotIssue", "members", db_index=True),
        incident=to("Incident", "hot_issues"),
        at=fields.DatetimeField(),
    ),
    table("IncidentClock", "incident_clock")(
        id=fields.UUIDField(primary_key=True),
        incident=to("Incident", "clocks", db_index=True),
        kind=fields.CharField(max_length=8),
        stage=fields.CharField(null=True, max_length=10),
        round=fields.IntField(default=1),
        limit_kind=fields.CharField(max_length=4),
        limit_amount=fields.IntField(),
        source=fields.CharField(max_length=80),
        started_at=fields.DatetimeField(),
        warn_at=fields.DatetimeField(),
        due_at=fields.DatetimeField(),
        stopped_at=fields.DatetimeField(null=True),
        look_at=fields.DatetimeField(null=True),
        pauses=fields.JSONField(encoder=JSON_DUMPS, decoder=loads),
    ),
    table("IncidentFollower", "incident_follower", once=("person", "incident"))(
        id=fields.BigIntField(generated=True, primary_key=True),
        incident=to("Incident", "followers", db_index=True),
        person=to("Person", "follows"),
    ),
    table("IncidentPhoto", "incident_photo", once=("incident", "sha256"))(
        id=fields.UUIDField(primary_key=True),
        incident=to("Incident", "photos", db_index=True),
        sha256=fields.CharField(db_index=True, max_length=64),
        kind=fields.CharField(max_length=8),
        by_id=fields.UUIDField(),
        at=fields.DatetimeField(),
    ),
    table("IncidentUnit", "incident_unit", once=("incident", "unit"))(
        id=fields.UUIDField(primary_key=True),
        incident=to("Incident", "parties", db_index=True),
        unit=to("Unit", "assisted", db_index=True),
        since=fields.DatetimeField(),
        until=fields.DatetimeField(null=True),
    ),
    table("Notice", "notice", once=("event_id", "person"))(
        id=fields.UUIDField(primary_key=True),
        event_id=fields.UUIDField(),
        person=to("Person", "notices", on_delete=OnDelete.CASCADE),
        subject_kind=fields.CharField(max_length=24),
        subject_id=fields.UUIDField(),
        incident=to("Incident", "notices", on_delete=OnDelete.CASCADE, null=True),
        kind=fields.CharField(max_length=24),
        severity=fields.IntField(),
        state=fields.CharField(max_length=16),
        facts=fields.JSONField(encoder=JSON_DUMPS, decoder=loads),
        at=fields.DatetimeField(db_index=True),
        due_at=fields.DatetimeField(null=True),
        read_at=fields.DatetimeField(null=True),
        digest=to("Digest", "notices", on_delete=OnDelete.CASCADE, null=True, db_index=True),
    ),
    table("Delivery", "delivery", once=("event_id", "target_id"))(
        id=fields.UUIDField(primary_key=True),
        event_id=fields.UUIDField(),
        target_id=fields.UUIDField(),
        means=fields.CharField(max_length=8),
        notice=to("Notice", "deliveries", on_delete=OnDelete.CASCADE, null=True, db_index=True),
        digest=to("Digest", "deliveries", on_delete=OnDelete.CASCADE, null=True, db_index=True),
        subject_kind=fields.CharField(null=True, max_length=24),
        subject_id=fields.UUIDField(null=True),
        incident_id=fields.UUIDField(null=True),
        kind=fields.CharField(max_length=24),
        severity=fields.IntField(),
        state=fields.CharField(null=True, max_length=16),
        due_at=fields.DatetimeField(null=True),
        made_at=fields.DatetimeField(db_index=True),
        next_at=fields.DatetimeField(null=True),
        leased_until=fields.DatetimeField(null=True),
        attempts=fields.IntField(default=0),
        fate=fields.CharField(default="WAITING", max_length=8),
        why=fields.CharField(default="", max_length=80),
    ),
    table("Post", "post")(
        id=fields.UUIDField(primary_key=True),
        person=to("Person", "posts", db_index=True),
        role=fields.CharField(max_length=24),
        area=to("Area", "posts", key="code", db_index=True),
        unit=to("Unit", "posts", null=True, db_index=True),
        starts_on=fields.DateField(),
        ends_on=fields.DateField(null=True),
    ),
    table("Roster", "roster")(
        id=fields.UUIDField(primary_key=True),
        post=to("Post", "rosters", on_delete=OnDelete.CASCADE, db_index=True),
        starts_at=fields.DatetimeField(),
        ends_at=fields.DatetimeField(db_index=True),
    ),
    table("SpotCheck", "spot_check")(
        id=fields.UUIDField(primary_key=True),
        incident=to("Incident", "spot_checks"),
        seed=fields.CharField(max_length=32),
        share=fields.IntField(),
        drawn_at=fields.DatetimeField(),
        resolved_by_id=fields.UUIDField(null=True),
        verdict=fields.CharField(null=True, max_length=8),
        text=fields.TextField(default=""),
        by_id=fields.UUIDField(null=True),
        at=fields.DatetimeField(null=True),
    ),
    table("Supervision", "supervision")(
        id=fields.UUIDField(primary_key=True),
        incident=to("Incident", "supervisions", db_index=True),
        whistle_id=fields.UUIDField(null=True),
        unit_id=fields.UUIDField(null=True),
        by_id=fields.UUIDField(null=True),
        at=fields.DatetimeField(),
        opinion=fields.TextField(),
        reply_by=fields.DatetimeField(),
        answer=fields.TextField(default=""),
        answered_by_id=fields.UUIDField(null=True),
        answered_at=fields.DatetimeField(null=True),
    ),
    table("UnitChannel", "unit_channel", once=("unit", "name"))(
        id=fields.UUIDField(primary_key=True),
        unit=to("Unit", "channels", on_delete=OnDelete.CASCADE, db_index=True),
        name=fields.CharField(max_length=40),
        url=fields.TextField(),
        english=fields.BooleanField(default=False),
        made_at=fields.DatetimeField(),
        sent_at=fields.DatetimeField(null=True),
    ),
    table("Unsealed", "unsealed", key="event_number")(
        event_number=fields.BigIntField(primary_key=True, generated=False),
    ),
    table("Whistle", "whistle")(
        id=fields.UUIDField(primary_key=True),
        version=fields.IntField(default=1),
        revision=fields.IntField(default=1),
        number=fields.CharField(null=True, unique=True, max_length=24),
        incident=to("Incident", "whistles", db_index=True),
        area=fields.CharField(max_length=15),
        street_id=fields.CharField(max_length=9),
        state=fields.CharField(max_length=10),
        kind=fields.CharField(max_length=18),
        reason=fields.TextField(),
        matter=to("Matter", "whistles", key="code"),
        meeting_point=fields.CharField(default="", max_length=200),
        meet_at=fields.DatetimeField(null=True),
        done_by=fields.DatetimeField(null=True),
        conclusion=fields.TextField(default=""),
        cost_note=fields.TextField(default=""),
        drafted_by_id=fields.UUIDField(),
        drafted_at=fields.DatetimeField(),
        submitted_at=fields.DatetimeField(null=True),
        approved_by_id=fields.UUIDField(null=True),
        blown_at=fields.DatetimeField(null=True),
        review_due_at=fields.DatetimeField(null=True),
        reviewed_at=fields.DatetimeField(null=True),
        reviewed_by_id=fields.UUIDField(null=True),
        justified=fields.BooleanField(null=True),
        joint_at=fields.DatetimeField(null=True),
        concluded_at=fields.DatetimeField(null=True),
        ended_at=fields.DatetimeField(null=True),
        changed_at=fields.DatetimeField(),
        warn_at=fields.DatetimeField(null=True),
        late_at=fields.DatetimeField(null=True),
        salt=fields.CharField(max_length=32),
    ),
    table("WhistleLimit", "whistle_limit")(
        id=fields.UUIDField(primary_key=True),
        whistle=fields.CharField(max_length=18),
        step=fields.CharField(max_length=6),
        limit_kind=fields.CharField(max_length=4),
        limit_amount=fields.IntField(),
        valid_from=fields.DateField(),
        valid_to=fields.DateField(null=True),
    ),
    table("WhistleParty", "whistle_party", once=("whistle", "unit"))(
        id=fields.UUIDField(primary_key=True),
        whistle=to("Whistle", "parties", db_index=True),
        version=fields.IntField(default=1),
        unit=to("Unit", "called"),
        part=fields.CharField(max_length=6),
        task=fields.TextField(default=""),
        state=fields.CharField(max_length=10),
        called_at=fields.DatetimeField(null=True),
        ack_warn_at=fields.DatetimeField(null=True),
        ack_due_at=fields.DatetimeField(null=True),
        acked_at=fields.DatetimeField(null=True),
        acked_by_id=fields.UUIDField(null=True),
        eta=fields.DatetimeField(null=True),
        arrive_warn_at=fields.DatetimeField(null=True),
        arrive_due_at=fields.DatetimeField(null=True),
        arrived_at=fields.DatetimeField(null=True),
        arrived_by_id=fields.UUIDField(null=True),
        arrival=fields.CharField(null=True, max_length=8),
        arrival_m=fields.IntField(null=True),
        arrival_reason=fields.CharField(default="", max_length=200),
        done_from=fields.DatetimeField(null=True),
        done_warn_at=fields.DatetimeField(null=True),
        done_due_at=fields.DatetimeField(null=True),
        done_at=fields.DatetimeField(null=True),
        sent_back=fields.IntField(default=0),
        ended_at=fields.DatetimeField(null=True),
        ended_by_id=fields.UUIDField(null=True),
        next_due_at=fields.DatetimeField(null=True),
        silence=fields.IntField(default=0),
        urged_at=fields.DatetimeField(null=True),
        prompt_mark=fields.CharField(null=True, max_length=6),
        quality_mark=fields.CharField(null=True, max_length=6),
        content_mark=fields.CharField(null=True, max_length=6),
        initiative_mark=fields.CharField(null=True, max_length=6),
        mark_text=fields.TextField(default=""),
        call_needed=fields.BooleanField(null=True),
        call_fitted=fields.BooleanField(null=True),
        call_text=fields.TextField(default=""),
        call_said_at=fields.DatetimeField(null=True),
    ),
    table("Objection", "whistle_objection")(
        id=fields.UUIDField(primary_key=True),
        party=to("WhistleParty", "objections", unique=True),
        matter=to("Matter", "objections", key="code"),
        text=fields.TextField(),
        by_id=fields.UUIDField(),
        at=fields.DatetimeField(),
        due_at=fields.DatetimeField(),
        ruling=fields.CharField(null=True, max_length=8),
        ruling_text=fields.TextField(default=""),
        ruled_at=fields.DatetimeField(null=True),
        ruled_by_id=fields.UUIDField(null=True),
    ),
    table("Result", "whistle_result")(
        id=fields.UUIDField(primary_key=True),
        party=to("WhistleParty", "results", db_index=True),
        round=fields.IntField(),
        by_id=fields.UUIDField(),
        at=fields.DatetimeField(),
        accepted_at=fields.DatetimeField(),
        contact=fields.CharField(max_length=200),
        measures=fields.TextField(),
        finished=fields.BooleanField(),
        promised_on=fields.DateField(null=True),
        outcome=fields.CharField(max_length=10),
    ),
    table("WorkSegment", "work_segment")(
        id=fields.UUIDField(primary_key=True),
        starts=fields.IntField(),
        ends=fields.IntField(),
        month_from=fields.IntField(default=1),
        month_to=fields.IntField(default=12),
    ),
]


class Migration(migrations.Migration):
    initial = True

    operations = [
        *TABLES,
        *(ops.RunSQL(f"CREATE INDEX {name} ON {columns}") for name, columns in INDEXES.items()),
        *(ops.RunSQL(f"CREATE UNIQUE INDEX {name} ON {columns}") for name, columns in UNIQUE.items()),
        *(
            ops.RunSQL(
                f"CREATE TABLE {table} (district CHAR(6) NOT NULL, day CHAR(8) NOT NULL, last INTEGER NOT NULL, "
                "PRIMARY KEY (district, day))"
            )
            for table in ("case_number", "whistle_number")
        ),
        ops.RunPython(keep),
        ops.RunPython(first_epoch),
    ]
