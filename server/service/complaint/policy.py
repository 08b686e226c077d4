"""Who sees a complaint and who may answer: who wrote it, and the desks of its place from its level up.

Never a desk or a unit that it is about: its level begins above the desk, and a unit's people do not see it.
"""

from __future__ import annotations

from server.core.viewer import Viewer
from server.process.answering import Answering
from server.process.desks import COMMUNITY, DISTRICT, STREET
from server.service.complaint.lifecycle import Step
from server.service.complaint.models import About, Complaint

ANSWERING = Answering(
    answers={Step.ANSWER},
    of_desk={COMMUNITY: About.COMMUNITY, STREET: About.STREET},
    of_unit=About.UNIT,
    begins={About.UNIT: STREET, About.PROGRAM: DISTRICT},
)


def why(step: Step, viewer: Viewer, row: Complaint) -> str | None:
    """One asks again once."""
    return "ASKED_AGAIN" if step is Step.ASK_AGAIN and row.again else None
