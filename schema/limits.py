"""What is bounded for whoever asks, as data: for programs that would know before they are refused."""

from __future__ import annotations

from typing import Any

import strawberry

from schema.core.fields import column, field
from schema.core.reading import bounds
from schema.reach.sync.copy import MOST as MOST_PULLED
from server.core import query_limits as limits
from server.query.keyset import CAP
from server.query.row_query import Held


@strawberry.type(
    description="提问的限度；计价一即答案里的一个字段。What is bounded; a cost of 1 is a field of an answer."
)
class QueryLimits:
    cost: int = column("一问至多多少。The cost of one document.")
    introspection_cost: int = column("问结构的一问至多多少。The cost of one that asks about the schema.")
    budget: int = column("一个令牌或登录一分钟内至多多少。The cost of one token or session in a minute.")
    left: int = column("此刻还剩多少。How much of that is left now.")
    depth: int = column("至多几层。How deep a document may be.")
    aliases: int = column("至多几个别名。How many aliases it may have.")
    tokens: int = column("至多几个词。How many tokens it may have.")
    fragments: int = column("至多几个片段。How many fragments it may have.")
    bytes: int = column("一次请求至多几字节。How many bytes a request may have.")
    bytes_in_url: int = column("写在网址里至多几字节。How many bytes a query in an address may have.")
    page_rows: int = column("一页至多几条。How many rows a page may have.")
    usual_page_rows: int = column("不说 first 则一页几条。How many rows a page has when nothing is said.")
    pull_rows: int = column("手机一次取多少条。How many rows a phone may pull at once.")
    table_rows: int = column("一张表格至多几条。How many rows a table (text/csv) may have.")
    table_seconds: int = column("一张表格至多读多少秒。For how many seconds a table is read.")
    counted_rows: int = column("总数数到几条为止。How far a total is counted.")
    items: int = column("没有另说的，一个输入表至多几项。How many items a list in an input may hold.")
    characters: int = column("一段文字至多几个字符。How many characters a text may have, unless it says less.")
    streams: int = column("同时至多几个实时流。How many streams one session or token may have at a time.")
    streams_of_person: int = column("一个人的全部登录同时至多几个流。How many streams of all of a person's sessions.")
    requests_of_person: int = column("一个人同时至多几个请求。How many requests of one person at a time.")
    connections_of_address: int = column("一个网络地址同时至多几个连接。How many connections of one address at a time.")
    head_bytes: int = column("请求头至多几字节。How many bytes the head of a request may have.")
    lock_seconds: int = column("写入至多等几秒，再久答 BUSY。For how many seconds a write waits before it is BUSY.")


class Now:
    """The numbers, and what is left."""

    cost, introspection_cost, budget = limits.MAX_COST, limits.MAX_INTROSPECTION_COST, limits.BUDGET
    depth, aliases, tokens, fragments = limits.MAX_DEPTH, limits.MAX_ALIASES, limits.MAX_TOKENS, limits.MAX_FRAGMENTS
    bytes, bytes_in_url = limits.MAX_BYTES, limits.MAX_BYTES_IN_URL
    page_rows, usual_page_rows, pull_rows, counted_rows = bounds.MOST, bounds.USUAL, MOST_PULLED, CAP
    table_rows, table_seconds = limits.TABLE_ROWS, limits.TABLE_SECONDS
    streams_of_person, requests_of_person = limits.STREAMS_OF_PERSON, limits.REQUESTS_OF_PERSON
    connections_of_address, head_bytes = limits.CONNECTIONS_OF_ADDRESS, limits.HEAD_BYTES
    lock_seconds = limits.LOCK_SECONDS
    items, characters, streams = limits.MAX_ITEMS, limits.MAX_CHARACTERS, limits.MAX_STREAMS

    def __init__(self) -> None:
        left = limits.LEFT.get()
        self.left = limits.BUDGET if left is None else left()


@strawberry.type
class LimitsQuery:
    """What may be asked about asking."""

    @field("提问的限度，和此刻还剩多少。What is bounded, and what is left now.", QueryLimits)
    async def limits(self) -> Any:
        return Held(Now())
