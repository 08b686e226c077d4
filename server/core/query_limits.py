"""What one question may be, and how many: refused at the edge (`server/edge/graphql`), told by the root `limits`."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

KIB = 1024
MAX_COST, MAX_DEPTH, MAX_ALIASES, MAX_TOKENS, MAX_FRAGMENTS = 10_000, 12, 15, 1_000, 30
MAX_INTROSPECTION_COST, MAX_INTROSPECTION_DEPTH = 500_000, 20
MAX_BYTES, MAX_BYTES_IN_URL = 64 * KIB, 8 * KIB
MAX_ITEMS = 100  # of a list that is sent, when it says nothing
MAX_CHARACTERS = 8_000  # of any text; the longest that the domain takes
PAGE_ROWS = 100  # of one page
TABLE_ROWS, TABLE_SECONDS = 10_000, 10  # of a table, which is read page by page
MAX_STREAMS = 12  # of one session: a browser needs one, and one more for each tab without a leader
STREAMS_OF_PERSON = 48  # of all their sessions and tokens together
REQUESTS_OF_PERSON = 100  # at a time
CONNECTIONS_OF_ADDRESS = 1_000  # a quarter of all; a street office shares one address
HEAD_BYTES = 16 * KIB
LOCK_SECONDS = 5  # for which a write waits for others', at most
LIST_SIZE, LIST_SIZE_BY, WEIGHT = "listSize", "listSizeBy", "cost"  # under which the schema's extensions say sizes
BUDGET, BUDGET_SECONDS = 300_000, 60  # cost of one session or token in any minute

LEFT: ContextVar[Callable[[], int] | None] = ContextVar("left", default=None)  # of the budget of who asks now
