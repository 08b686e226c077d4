"""What the rest of the program knows of drafts of rules."""

from server.process.slice import Slice
from server.setup.rule_draft.coming import Coming
from server.setup.rule_draft.telling import KIND, SUBJECT
from server.setup.rule_draft.verbs import RULE_DRAFT, STEPS

SLICE = Slice(noun=RULE_DRAFT, kind=KIND, subject=SUBJECT, jobs=(Coming(),), events=STEPS.events)
