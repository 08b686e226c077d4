"""What the rest of the program knows of hot issues."""

from server.grid.hotissue.actions import HOTISSUE, STEPS
from server.grid.hotissue.keeping import keeping
from server.grid.hotissue.lifecycle import INITIAL
from server.grid.hotissue.noticing import FOLLOWING
from server.grid.hotissue.telling import SUBJECT
from server.process.slice import Slice

EVENTS = {"hotissue.proposed": "提出。Proposed.", "hotissue.joined": "又添一件。One more counted in."}
SLICE = Slice(
    noun=HOTISSUE,
    kind="hotissue",
    subject=SUBJECT,
    follows=(FOLLOWING,),
    begins={"state": INITIAL, "version": 1},
    keeping=keeping,
    events=EVENTS | STEPS.events,
)
