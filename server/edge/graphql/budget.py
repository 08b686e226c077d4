"""How much one session or token may ask for in a minute, whatever each question costs.

Decision: a bucket that fills evenly, kept in memory: two numbers for each that asked within the minute, and the answer
to "when again" is plain. What a question is reckoned to cost is taken before it runs, so that many at once cannot go
over; what it did not cost in the end is put back.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from time import monotonic

from server.core import query_limits as limits
from server.edge.refusal import Refused
from server.ground.person.secrets import digest_of

MOST_KNOWN = 10_000  # accounts; of more the one that has asked least lately begins anew


class Budgets:
    """The accounts of this process."""

    def __init__(self) -> None:
        self._accounts = OrderedDict[str, Budget]()

    def of(self, secret: str) -> Budget:
        """The account of whoever is known by this secret."""
        name = digest_of(secret)
        if name not in self._accounts and len(self._accounts) >= MOST_KNOWN:
            self._accounts.popitem(last=False)
        account = self._accounts.setdefault(name, Budget())
        self._accounts.move_to_end(name)
        return account


class Budget:
    """What one of them has left."""

    def __init__(self) -> None:
        self._left, self._at = float(limits.BUDGET), monotonic()

    def left(self) -> int:
        now = monotonic()
        self._left = min(limits.BUDGET, self._left + (now - self._at) * limits.BUDGET / limits.BUDGET_SECONDS)
        self._at = now
        return math.floor(self._left)

    def take(self, cost: int) -> None:
        """Raises Refused 429 with the seconds until there is room for it."""
        if (left := self.left()) < cost:
            wait = math.ceil((cost - left) * limits.BUDGET_SECONDS / limits.BUDGET)
            told = f"{limits.BUDGET} a minute; this would cost {cost}, {left} are left; ask again in {wait} s"
            more = {"cost": {"requested": cost, "left": left, "budget": limits.BUDGET, "roomIn": wait}}
            raise Refused(429, "BUDGET_SPENT", told, retry_after=wait, more=more)
        self._left -= cost

    def put_back(self, cost: int) -> None:
        """What was taken too much; less than nothing where it was too little."""
        self._left = min(limits.BUDGET, self._left + cost)
