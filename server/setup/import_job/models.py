"""Imports, the rows of their files until they are done, and which rows of which source went in before."""

from __future__ import annotations

from uuid import UUID

from tortoise import Model, fields

from server.core.ids import new_salt
from server.process import Worded
from server.setup.import_job.lifecycle import State


class Kind(Worded):
    """导入什么。What is imported."""

    PEOPLE = "PEOPLE", "人员与任职。People and their posts."
    AREAS = "AREAS", "区划。Areas."
    GRIDS = "GRIDS", "网格。Grids."
    HOLIDAYS = "HOLIDAYS", "放假安排。Holidays."
    HOTLINE = "HOTLINE", "12345 工单。Orders of 12345."


class ImportJob(Model):
    id = fields.UUIDField(primary_key=True)
    version = fields.IntField(default=1)  # optimistic lock: `seen` of every verb
    state = fields.CharEnumField(State, max_length=8, default=State.UPLOADED)
    kind = fields.CharEnumField(Kind, max_length=8)
    area = fields.CharField(15)  # within which it may write: that of its administrator's post
    source = fields.CharField(64)  # who the file comes from: its columns are remembered by it
    name = fields.CharField(120)  # of the file
    file = fields.CharField(64)  # SHA-256 of the file
    rows = fields.IntField()  # below the headings
    heading = fields.IntField()  # the number of the row that has the headings
    headings = fields.TextField()  # a list, as JSON
    preview = fields.TextField()  # the first rows, [number, [cells]], as JSON; "" once it is over
    mapping = fields.TextField(default="[]")  # the field of each column, "" for none, as JSON
    since = fields.DateField(null=True)  # from when changes hold: the day of the check
    faults = fields.TextField(default="")  # the first of them, as JSON; "" once it is over
    fault_count = fields.IntField(default=0)
    missing = fields.TextField(default="")  # rows of the last file of this source that this one lacks, as JSON
    missing_count = fields.IntField(default=0)
    to_do = fields.IntField(default=0)  # rows that change something
    same = fields.IntField(default=0)  # rows that say what is there
    done = fields.IntField(default=0)  # of `to_do`
    only_good = fields.BooleanField(default=False)  # rows with faults are left out
    stopped_row = fields.IntField(null=True)  # the row at which it stopped by itself
    stopped_code = fields.CharField(32, default="")  # and why
    made_by_id = fields.UUIDField()
    made_at = fields.DatetimeField()
    run_by_id: UUID | None = fields.UUIDField(null=True)
    run_at = fields.DatetimeField(null=True)
    ended_at = fields.DatetimeField(null=True)
    salt = fields.CharField(32, default=new_salt)

    class Meta:
        table = "import_job"
        indexes = (("area", "id"), ("state", "id"), ("kind", "source", "id"), ("file",))


class ImportFile(Model):
    """A file as it was read; it goes when no import waits for it any more."""

    sha256 = fields.CharField(64, primary_key=True)
    said = fields.TextField()  # what it says of itself, as JSON: its form, the datum of a map
    rows = fields.IntField()
    sent_by = fields.UUIDField()
    sent_at = fields.DatetimeField(db_index=True)

    class Meta:
        table = "import_file"


class ImportPart(Model):
    """Some hundred rows of a file, packed."""

    number = fields.BigIntField(primary_key=True, generated=True)
    sha256 = fields.CharField(64)
    place = fields.IntField()
    content = fields.TextField()

    class Meta:
        table = "import_part"
        unique_together = (("sha256", "place"),)


class ImportedRow(Model):
    """A row that stood in the last file of a source: by it one that is missing in the next one is noticed."""

    number = fields.BigIntField(primary_key=True, generated=True)
    kind = fields.CharEnumField(Kind, max_length=8)
    source = fields.CharField(64)
    key = fields.CharField(32)  # a digest of what tells rows apart
    label = fields.CharField(80)  # what it is about, without a person's name
    row = fields.IntField()
    job_id = fields.UUIDField()

    class Meta:
        table = "imported_row"
        unique_together = (("kind", "source", "key"),)


class PersonPhone(Model):
    """By which a person who comes again in a sheet without a login is known: a digest under the district's own key."""

    digest = fields.CharField(64, primary_key=True)
    person_id = fields.UUIDField(db_index=True)

    class Meta:
        table = "person_phone"
