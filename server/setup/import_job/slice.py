"""What the rest of the program knows of imports."""

from server.process.slice import Slice
from server.setup.import_job.files import Emptied
from server.setup.import_job.running import Running
from server.setup.import_job.verbs import IMPORT_JOB, STEPS

SLICE = Slice(
    noun=IMPORT_JOB,
    kind="import_job",
    jobs=(Running(),),
    seldom=(Emptied(),),
    events=STEPS.events,
)
