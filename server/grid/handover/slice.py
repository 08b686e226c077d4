"""What the rest of the program knows of handovers."""

from server.grid.handover.actions import HANDOVER
from server.process.slice import Slice

SLICE = Slice(noun=HANDOVER, told=())
