"""What the rest of the program knows of incidents."""

from server.incident import policy
from server.incident.jobs import JOBS
from server.incident.lifecycle import INITIAL
from server.incident.noun import INCIDENT
from server.incident.telling import subject
from server.process.slice import Slice

SLICE = Slice(
    noun=INCIDENT,
    subject=subject.INCIDENT,
    jobs=JOBS,
    begins={"state": INITIAL, "version": 1},
    sees_photo=policy.may_see_photo,
)
