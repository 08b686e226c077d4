"""What the rest of the program knows of whistles."""

from server.process.slice import Slice
from server.whistle.jobs import JOBS
from server.whistle.noun import WHISTLE
from server.whistle.telling import subject

SLICE = Slice(
    noun=WHISTLE,
    subject=subject.WHISTLE,
    jobs=JOBS,
    told=(("state", ("whistle_to", "to")), ("version", ("whistle_version", "version"))),
)
