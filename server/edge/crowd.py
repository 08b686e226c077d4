"""How many requests of one address, and of one person, are at work at a time, streams and sockets among them.

Decision: behind a proxy all connections are the proxy's, so what is counted is requests, by the address that the proxy
tells. The most is what an office of some hundred people never comes to; it is there for the one who opens thousands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.types import Scope

from server.core.query_limits import CONNECTIONS_OF_ADDRESS, REQUESTS_OF_PERSON
from server.edge.proxies import is_trusted, neighbourhood
from server.edge.refusal import Refused


class Crowd:
    """The requests of this process that are at work. `trusted` lists proxies, which are nobody's address."""

    def __init__(self, trusted: str = "") -> None:
        self._at_work, self.trusted = Counter[str](), trusted

    @contextmanager
    def request(self, scope: Scope) -> Iterator[None]:
        """One of them, until it is answered. Raises Refused 429."""
        client = scope.get("client")
        held = scope["crowd"] = Held(self._at_work)
        try:
            if client and not is_trusted(client[0], self.trusted):
                held.take(f"address {neighbourhood(client[0])}", CONNECTIONS_OF_ADDRESS, "address")
            yield
        finally:
            held.let_go()


class Held:
    """What one request counts for."""

    def __init__(self, at_work: Counter[str]) -> None:
        self._at_work, self._keys = at_work, list[str]()

    def person(self, person: object) -> None:
        """It is this person's. Raises Refused 429."""
        if not any(one.startswith("person") for one in self._keys):
            self.take(f"person {person}", REQUESTS_OF_PERSON, "person")

    def take(self, key: str, most: int, whose: str) -> None:
        if self._at_work[key] >= most:
            raise Refused(429, "RATE_LIMITED", f"at most {most} at a time of one {whose}", retry_after=2)
        self._at_work[key] += 1
        self._keys.append(key)

    def let_go(self) -> None:
        for key in self._keys:
            self._at_work[key] -= 1
            if not self._at_work[key]:
                del self._at_work[key]
