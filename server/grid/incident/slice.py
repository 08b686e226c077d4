"""What the rest of the program knows of incidents."""

from server.grid.incident import policy
from server.grid.incident.events import EVENTS
from server.grid.incident.jobs import JOBS
from server.grid.incident.keeping import keeping
from server.grid.incident.lifecycle import INITIAL
from server.grid.incident.notices import subject
from server.grid.incident.noun import INCIDENT
from server.grid.incident.tallying import TALLYING
from server.process.slice import Slice

SLICE = Slice(
    noun=INCIDENT,
    subject=subject.INCIDENT,
    jobs=JOBS,
    begins={"state": INITIAL, "version": 1},
    photos=policy.PHOTOS,
    keeping=keeping,
    tallying=TALLYING,
    events=EVENTS,
)
