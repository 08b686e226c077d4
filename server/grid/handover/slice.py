"""What the rest of the program knows of handovers."""

from server.grid.handover.actions import HANDOVER
from server.process.slice import Slice

EVENTS = {"handover.written": "交班。Handed over.", "handover.confirmed": "接班。Taken over."}
SLICE = Slice(noun=HANDOVER, told=(), events=EVENTS)
