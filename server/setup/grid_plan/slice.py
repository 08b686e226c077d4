"""What the rest of the program knows of plans of grids."""

from server.process.slice import Slice
from server.setup.grid_plan.entering import EVENTS, JOBS
from server.setup.grid_plan.telling import SUBJECT
from server.setup.grid_plan.verbs import GRID_PLAN, STEPS

SLICE = Slice(noun=GRID_PLAN, kind="grid_plan", subject=SUBJECT, jobs=JOBS, events=STEPS.events | EVENTS)
