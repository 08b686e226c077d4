"""How rows are found: the indexes, partial and unique ones among them, that a model cannot declare.

A list of incidents asks by one column and then by when the light turns red, so that one index gives both. What is open
is a small part of all that ever was: what lists and counts ask of it lies whole in one index of its own.
"""

from tortoise import migrations
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
    "incident_resume": "incident (resume_at) WHERE resume_at IS NOT NULL",
    "incident_merged": "incident (merged_into_id, reporter_id) WHERE merged_into_id IS NOT NULL",
    "incident_follows": "incident (reporter_id, merged_into_id) WHERE merged_into_id IS NOT NULL",
    "incident_open": f"incident ({ASKED}) WHERE closed_at IS NULL",
    "incident_unlit": "incident (id) WHERE closed_at IS NULL AND late_at IS NULL",
    "incident_open_reporter": "incident (reporter_id) WHERE closed_at IS NULL",
    "incident_clock_look": "incident_clock (look_at) WHERE stopped_at IS NULL",
    "incident_clock_open": "incident_clock (incident_id) WHERE stopped_at IS NULL",
    "incident_mark_seal": "incident_mark (seal, incident_id)",
    "approval_state": "approval (state, id)",
    "approval_unit": "approval (unit_id, kind, asked_at)",
    "disposal_promised": "disposal (promised_on, incident_id) WHERE promised_on IS NOT NULL",
    "spot_check_pending": "spot_check (id) WHERE verdict IS NULL",
    "supervision_open": "supervision (reply_by, incident_id) WHERE answered_at IS NULL",
    "whistle_late": "whistle (late_at, id)",
    "whistle_state": "whistle (state, late_at, id)",
    "whistle_area": "whistle (area, late_at, id)",
    "whistle_blown": "whistle (blown_at, street_id)",
    "whistle_party_unit": "whistle_party (unit_id, state)",
    "whistle_party_state": "whistle_party (state, whistle_id)",
    "whistle_party_next": "whistle_party (next_due_at)",
    "whistle_objection_due": "whistle_objection (ruling, due_at)",
    "hot_issue_place": "hot_issue (class_code, lat, lon)",
    "hot_issue_grid": "hot_issue (grid_id, id)",
    "hot_issue_owner": "hot_issue (owner_unit_id)",
    "notice_person": "notice (person_id, id)",
    "notice_unread": "notice (person_id, id) WHERE read_at IS NULL",
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


class Migration(migrations.Migration):
    dependencies = [("grid", "0001_initial")]

    initial = False

    operations = [
        *(ops.RunSQL(f"CREATE INDEX {name} ON {columns}") for name, columns in INDEXES.items()),
        *(ops.RunSQL(f"CREATE UNIQUE INDEX {name} ON {columns}") for name, columns in UNIQUE.items()),
    ]
