"""What the rest of the program knows of whistles."""

from server.grid.whistle.events import EVENTS
from server.grid.whistle.jobs import JOBS
from server.grid.whistle.notices import subject
from server.grid.whistle.noun import WHISTLE
from server.process.slice import Slice

SLICE = Slice(
    noun=WHISTLE,
    subject=subject.WHISTLE,
    jobs=JOBS,
    told=(("state", ("whistle_to", "to")), ("version", ("whistle_version", "version"))),
    events=EVENTS,
)
