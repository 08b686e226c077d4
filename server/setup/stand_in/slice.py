"""What the rest of the program knows of stand-ins."""

from server.process.slice import Slice
from server.setup.stand_in.handing import EVENTS, JOB
from server.setup.stand_in.telling import SUBJECT
from server.setup.stand_in.verbs import STAND_IN, STEPS

SLICE = Slice(noun=STAND_IN, subject=SUBJECT, jobs=(JOB,), events=STEPS.events | EVENTS)
