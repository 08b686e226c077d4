"""What may be asked about whistles: a list with filters, and how often streets whistle."""

from __future__ import annotations

import strawberry

from schema.core.fields import column, looked_up
from schema.core.paging import Connection
from schema.grid.whistle.whistle import Whistle
from schema.ground.area import Area, area_at
from schema.process.lookups import one_of, page_of, sums_of
from server.grid.whistle import lookups, rates
from server.grid.whistle.filters import Filter
from server.grid.whistle.rates import Tail


@strawberry.type(description="一页哨。One page of whistles.")
class WhistleConnection(Connection[Whistle]):
    pass


@strawberry.type(description="一个街道的吹哨率。How often one street whistles.")
class WhistleRate:
    area: Area = looked_up("哪个街道。Which street.", "area", area_at)
    filed: int | None = column("立案几件；不足 5 件则不显示。Cases filed; hidden under 5.")
    blown: int | None = column("吹哨几次。Whistles blown.")
    per_hundred: float | None = column("每百件案件几哨。Whistles for each hundred cases.")
    tail: Tail | None = column("在区间的哪里；没有区间则为空。Where in the band; null where there is none.")


@strawberry.type(description="吹哨率，看区间，不是指标。Whistle rates: a band, never a target.")
class WhistleRates:
    rates: list[WhistleRate] = column("各街道，按代码。The streets, by code.", most=40)
    low: float | None = column("区间下沿：一成街道低于它。The band's lower end: a tenth of the streets lies below.")
    high: float | None = column("区间上沿：一成街道高于它。Its upper end: a tenth lies above.")
    ruled: int = column("裁定了几件异议；不足 5 件记 0。Objections ruled upon; 0 under 5.")
    upheld_share: float | None = column("其中成立的占比。The share of them that was upheld.")


@strawberry.type
class WhistleQuery:
    """What may be asked about whistles."""

    whistles = page_of(
        "哨的列表，先到期的在前。Whistles, what is due first in front.",
        WhistleConnection,
        lookups.page,
        filter=Filter,
        name="WhistleFilter",
    )

    whistle = one_of(Whistle, lookups.one)
    whistle_rates = sums_of(
        "各街道的吹哨率，高低两头都标出。Whistle rates by street, both tails marked.", WhistleRates, rates.rates,
        asked=rates.Asked,
    )  # fmt: skip
