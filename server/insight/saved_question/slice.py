"""What the rest of the program knows of saved questions."""

from server.insight.saved_question.lifecycle import Step
from server.insight.saved_question.sending import EVENTS
from server.insight.saved_question.telling import SUBJECT
from server.insight.saved_question.verbs import SAVED_QUESTION, STEPS
from server.process.forgetting import forgetting
from server.process.slice import Slice

FORGETS = forgetting(STEPS, Step.DROP, "name", "document", "given", effects=lambda before: (), by="made_by_id")

SLICE = Slice(
    noun=SAVED_QUESTION, kind="saved_question", subject=SUBJECT, events=STEPS.events | EVENTS, forgets=FORGETS
)
