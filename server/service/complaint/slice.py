"""What the rest of the program knows of complaints."""

from server.process.shown import Shown
from server.process.slice import Slice
from server.service.complaint import lookups
from server.service.complaint.jobs import LOOKING
from server.service.complaint.lifecycle import LIFE, State
from server.service.complaint.policy import DESKS
from server.service.complaint.telling import SUBJECT
from server.service.complaint.verbs import COMPLAINT

SHOWN = Shown(
    words="投诉建议。Complaints.",
    empty="居民和网格员提的投诉、建议到这里答复。What residents and workers complain of or suggest comes here.",
    life=LIFE,
    to=frozenset(DESKS),
    due="due_at",
    waits=(State.RECEIVED,),
    heading=("kind", "about"),
    codes={"level": {1: "社区。The community.", 2: "街道。The street.", 3: "区。The district."}},
)
SLICE = Slice(
    noun=COMPLAINT,
    subject=SUBJECT,
    jobs=(LOOKING,),
    sees_photo=lookups.may_see_photo,
    holds=lookups.known,
    shown=SHOWN,
)
