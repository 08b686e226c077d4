"""What the rest of the program knows of invites."""

from server.process.looking import looking
from server.process.slice import Slice
from server.setup.invite.lifecycle import State, Step
from server.setup.invite.verbs import INVITE, STEPS

SLICE = Slice(noun=INVITE, jobs=(looking(STEPS, {State.SENT: Step.END}),), events=STEPS.events)
