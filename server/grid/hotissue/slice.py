"""What the rest of the program knows of hot issues."""

from server.hotissue.actions import HOTISSUE
from server.hotissue.lifecycle import INITIAL
from server.hotissue.noticing import FOLLOWING
from server.hotissue.telling import SUBJECT
from server.process.slice import Slice

SLICE = Slice(
    noun=HOTISSUE, kind="hotissue", subject=SUBJECT, follows=(FOLLOWING,), begins={"state": INITIAL, "version": 1}
)
