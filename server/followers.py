"""Who follows the log of events, named once: the server lets them run on, the demo lets them come to the end."""

from __future__ import annotations

from server.hotissue import noticing
from server.insight import actions as tallies
from server.sync import following as marks

FOLLOWERS = (tallies.FOLLOWING, noticing.FOLLOWING, marks.FOLLOWING)
