"""Search in Chinese: every two neighbouring characters are a word of the index, on both databases.

SQLite keeps the words in an FTS5 table, PostgreSQL as a tsvector under a GIN index, both beside the plain text in
`incident_text`, which one-character queries read with LIKE. A run of several pairs must be found in one piece. What is
searched: number, class with its other words, description, and the place in words; never a name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from uuid import UUID

from pypika_tortoise.context import SqlContext
from pypika_tortoise.terms import Criterion, Term
from tortoise.expressions import Q, ResolveContext
from tortoise.query_utils import QueryModifier

from server.catalogue.models import IncidentClass
from server.database import asked, dialect, reader
from server.incident.snapshot import Snapshot
from server.reading.remembered import Bound

MOST_RUNS = 8  # of one query
FREQUENT = 1000  # texts with the same words
_RUN = re.compile(r"[0-9a-z]+|[^\W0-9a-z_]+")
_LATIN = re.compile(r"[0-9a-z]+")
_GAP = "0gap0"
_LAST_PLACE, _MOST_PLACES = 16383, 255  # what a tsvector keeps


def text_of(incident: Snapshot, klass: IncidentClass) -> str:
    """What of an incident can be found: its number also as screens write it, without district and year."""
    number = (incident.number, incident.number[11:]) if incident.number else ()
    parts = (*number, klass.name, klass.words, incident.text, incident.address, incident.building)
    return " ".join(part for part in parts if part)


def runs(text: str) -> list[str]:
    """The text in runs of Latin letters and digits or of others, folded: full width and case do not matter."""
    return _RUN.findall(unicodedata.normalize("NFKC", text).lower())


def bigrams(run: str) -> list[str]:
    """The index's words of one run: Latin words and numbers whole, Chinese in overlapping pairs."""
    if len(run) == 1 or _LATIN.fullmatch(run):
        return [run]
    return [run[place : place + 2] for place in range(len(run) - 1)]


# --- finding


class Matching(Bound):
    """The condition that an incident's text holds every run of a text, to stand beside others in `filter`."""

    __slots__ = ()

    @classmethod
    def text(cls, text: str) -> Matching:
        wanted = runs(text)[:MOST_RUNS]
        if len(wanted) == 1 and len(wanted[0]) == 1 and not _LATIN.fullmatch(wanted[0]):
            return cls("like", f"%{wanted[0]}%")
        if dialect() == "sqlite":
            return cls("match", " ".join(_phrase(run) for run in wanted) or '""')
        return cls("tsquery", " & ".join(_followed(run) for run in wanted))

    def resolve(self, resolve_context: ResolveContext) -> QueryModifier:
        return QueryModifier(where_criterion=_Written(_WRITTEN[str(self.form)], self.term))


def walked(conditions: Sequence[Q]) -> tuple[Q, ...]:
    """The same conditions for walking through rows that something else finds: each is asked whether it matches."""
    return tuple(Matching("walked", one.value) if isinstance(one, Matching) else one for one in conditions)


async def leads(conditions: Sequence[Q]) -> bool | None:
    """Whether words among the conditions are the way to the rows; None: there are none, or the database itself knows.

    Decision: SQLite cannot know how often words occur. What is seldom is gathered and sorted; among what is frequent
    (`FREQUENT`) the order is walked until the page is full, which takes 1 ms where gathering takes 10. So the words are
    counted first, no further than it takes to tell: less than 0.1 ms.
    """
    found = next((one for one in conditions if isinstance(one, Matching) and one.form == "match"), None)
    if found is None:
        return None
    ((count,),) = await asked(_COUNTED, [found.value, FREQUENT])
    return int(count) < FREQUENT


class _Written(Criterion):
    """SQL over one value."""

    def __init__(self, text: str, value: Term) -> None:
        super().__init__()
        self.text, self.value = text, value

    def get_sql(self, ctx: SqlContext) -> str:
        return self.text.format(self.value.get_sql(ctx))


_MATCHED = "SELECT rowid FROM incident_words WHERE incident_words MATCH {0}"
_COUNTED = f"SELECT count(*) FROM ({_MATCHED.format('?')} LIMIT ?)"
_WRITTEN = {
    "like": '"incident"."id" IN (SELECT incident_id FROM incident_text WHERE body LIKE {0})',
    "match": f'"incident"."id" IN (SELECT incident_id FROM incident_text WHERE number IN ({_MATCHED}))',
    "walked": f'(SELECT number FROM incident_text WHERE incident_id = "incident"."id") IN ({_MATCHED})',
    "tsquery": '"incident"."id" IN (SELECT incident_id FROM incident_text WHERE words @@ CAST({0} AS tsquery))',
}


def _phrase(run: str) -> str:
    """A run for FTS5: its words one after another."""
    return '"' + " ".join(bigrams(run)) + '"'


def _followed(run: str) -> str:
    """A run for PostgreSQL: its words one after another."""
    return "(" + " <-> ".join(f"'{word}'" for word in bigrams(run)) + ")"


# --- keeping


async def keep(texts: Iterable[tuple[UUID, str]], *, first: bool = False) -> None:
    """Write what can be found of incidents (id, text), in place of what was there (`first`: nothing). Within their
    transaction."""
    connection = reader()  # within a transaction: its own
    pairs = list(texts)
    if connection.capabilities.dialect == "postgres":
        rows = [[one, body, _vector(body)] for one, body in pairs]
        await connection.execute_many(_POSTGRES, rows)
        return
    ids = [str(one) for one, _ in pairs]
    await connection.execute_many(_TEXT, [[str(one), body] for one, body in pairs])
    if not first:
        await connection.execute_many(_FORGET, [[one] for one in ids])
    words = [[_line(body), str(one)] for one, body in pairs]
    await connection.execute_many(_WORDS, words)


_POSTGRES = (
    "INSERT INTO incident_text (incident_id, body, words) VALUES ($1, $2, CAST($3::text AS tsvector)) "
    "ON CONFLICT (incident_id) DO UPDATE SET body = excluded.body, words = excluded.words"
)
_TEXT = (
    "INSERT INTO incident_text (incident_id, body) VALUES (?, ?) "
    "ON CONFLICT (incident_id) DO UPDATE SET body = excluded.body"
)
_FORGET = "DELETE FROM incident_words WHERE rowid = (SELECT number FROM incident_text WHERE incident_id = ?)"
_WORDS = "INSERT INTO incident_words (rowid, words) SELECT number, ? FROM incident_text WHERE incident_id = ?"


def _line(body: str) -> str:
    """The text's words for FTS5. Runs are kept apart by a word that nobody can ask for."""
    return f" {_GAP} ".join(" ".join(bigrams(run)) for run in runs(body))


def _vector(body: str) -> str:
    """The text's words with their places for PostgreSQL, spelled out, so that no parser of its own takes part."""
    places: dict[str, list[int]] = {}
    place = 0
    for run in runs(body):
        place += 1  # a gap between runs
        for word in bigrams(run):
            place += 1
            places.setdefault(word, []).append(min(place, _LAST_PLACE))
    return " ".join(f"'{word}':{','.join(map(str, found[:_MOST_PLACES]))}" for word, found in places.items())
