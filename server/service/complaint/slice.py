"""What the rest of the program knows of complaints."""

from server.process.slice import Slice
from server.service.complaint import lookups
from server.service.complaint.jobs import Answered
from server.service.complaint.verbs import COMPLAINT

SLICE = Slice(noun=COMPLAINT, jobs=(Answered(),), sees_photo=lookups.may_see_photo, holds=lookups.known)
