"""Who still is who they were: streams end within two seconds of the end of their session, their token or their last
post.

Decision: one loop of the process asks for all open streams together, four times a second; a question for each of a
hundred sessions would cost half a core. Posts are remembered by person.queries for 1.5 s, which makes two at most.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from server.core.query_limits import MAX_STREAMS, STREAMS_OF_PERSON
from server.core.runner import Runner
from server.core.viewer import Viewer
from server.edge.caller import Caller
from server.edge.refusal import Refused
from server.ground.person.secrets import digest_of
from server.ground.person.viewers import viewers_by_digest

EVERY = 0.25  # seconds


class Followed:
    """A caller while their stream is open: `viewer` is who they are now, `over` when they are nobody any more, or
    gone."""

    __slots__ = ("_streams", "caller", "ending", "over", "viewer")

    def __init__(self, caller: Caller, streams: set[Followed]) -> None:
        self.caller, self.viewer, self.over = caller, caller.viewer, False
        self.ending = list[Callable[[], None]]()  # called when it is over
        self._streams = streams
        streams.add(self)

    def now(self) -> Viewer:
        return self.viewer

    def end(self) -> None:
        """They are nobody any more, or the server stops: their streams end now."""
        self.over = True
        for call in tuple(self.ending):
            call()

    def leave(self) -> None:
        """The stream is closed: nobody needs to look any more."""
        self._streams.discard(self)


def _whose(streams: set[Followed]) -> UUID | None:
    """Whose the streams of one session or token are."""
    return next(iter(streams)).caller.viewer.person_id


class Watch:
    """All open streams of this process."""

    def __init__(self) -> None:
        self._followed: dict[str, set[Followed]] = {}

    def follow(self, caller: Caller) -> Followed:
        """Watch the caller until `leave()`. Raises Refused 429 when they have too many streams."""
        streams = self._followed.setdefault(digest_of(caller.secret), set())
        if len(streams) >= MAX_STREAMS:
            raise Refused(429, "TOO_MANY_STREAMS", f"at most {MAX_STREAMS} streams at a time", retry_after=10)
        person = caller.viewer.person_id
        theirs = sum(len(all) for all in self._followed.values() if all and _whose(all) == person)
        if person is not None and theirs >= STREAMS_OF_PERSON:
            message = f"at most {STREAMS_OF_PERSON} streams of one person at a time"
            raise Refused(429, "TOO_MANY_STREAMS", message, retry_after=10)
        return Followed(caller, streams)

    def close(self) -> None:
        """The server is going to stop: all streams end now. Phones connect again by themselves."""
        for streams in self._followed.values():
            for followed in streams:
                followed.end()

    def runner(self) -> Runner:
        """Beside the server; a database that does not answer ends nobody's stream."""
        return Runner("sessions", self._look, pause=EVERY)

    async def _look(self) -> None:
        self._followed = {digest: streams for digest, streams in self._followed.items() if streams}
        viewers = await viewers_by_digest(tuple(self._followed))  # who comes meanwhile is looked at next time
        for digest, viewer in viewers.items():
            for followed in tuple(self._followed.get(digest, ())):
                followed.viewer = viewer
                if not viewer.signed_in:
                    followed.end()
