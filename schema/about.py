"""What an installation says of itself to anybody: which release it is, and under which number it is registered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import strawberry

from schema.core.context import Info
from schema.core.fields import column, field
from server.core.release import RELEASE
from server.query.row_query import Held

PUBLIC = frozenset({"about"})  # without a login


@strawberry.type(description="这套系统自己的说明。What an installation says of itself.")
class About:
    release: str = column("版本。The release.")
    filing_number: str = column("备案号，没填则空。Under which number it is registered, as the law asks; empty: none.")


@dataclass(frozen=True)
class Installation:
    filing_number: str
    release: str = RELEASE


@strawberry.type
class AboutQuery:
    """What may be asked about the installation."""

    @field("这套系统的版本和备案号，不用登录。Its release and filing number; asked without a login.", About)
    async def about(self, info: Info) -> Any:
        return Held(Installation(info.context.filing_number))
