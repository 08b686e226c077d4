"""Which pictures a hot issue keeps: those of its incidents, as long as it is open."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from server.data.database import reader
from server.grid.hotissue.lifecycle import OPEN
from server.grid.hotissue.models import HotIssueMember

NAMED = "incident__photos__sha256"


async def keeping(names: Collection[str], now: datetime) -> set[str]:
    """Those of these pictures that an incident of an open one names."""
    of_open = HotIssueMember.filter(issue__state__in=list(OPEN), incident__photos__sha256__in=list(names))
    return {str(one) for one in await of_open.using_db(reader()).values_list(NAMED, flat=True)}
