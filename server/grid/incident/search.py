"""Search in Chinese: every two neighbouring characters are a word of the index, on both databases.

SQLite keeps the words in an FTS5 table, PostgreSQL as a tsvector under a GIN index, both beside the folded text in
`incident_text`, where single characters are read with LIKE. Letters and digits of Latin are found as whole words, any
other run in one piece wherever it stands; all that is asked for must be there, in any order. What is searched: number,
class with its other words, description, and the place in words; never a name. The phone means the same by a search
(`web/core/replica/filtering.js`); `tests/tables/filters.json` holds the cases that both databases and the phone pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from uuid import UUID

from pypika_tortoise.context import SqlContext
from pypika_tortoise.terms import Criterion, Term
from tortoise.expressions import Q, ResolveContext
from tortoise.query_utils import QueryModifier

from server.core.errors import Invalid
from server.core.text import kept, runs
from server.data.database import asked, dialect, reader
from server.grid.incident.aggregate import Aggregate
from server.ground.catalogue.models import IncidentClass
from server.query.statement_cache import Bound

LONGEST, MOST_RUNS = 200, 16  # characters and words of one query: the phone's form knows both
FREQUENT = 1000  # texts with the same words
_LATIN = re.compile(r"[0-9a-z]+")
_GAP = "¦"  # no letter and no digit: nobody can ask for it
_LAST_PLACE, _MOST_PLACES = 16383, 255  # what a tsvector keeps


def text_of(incident: Aggregate, klass: IncidentClass) -> str:
    """What of an incident can be found: its number also as screens write it, without district and year."""
    number = (incident.number, incident.number[11:]) if incident.number else ()
    parts = (*number, klass.name, klass.words, incident.text, incident.address, incident.building)
    return " ".join(part for part in parts if part)


def folded(text: str) -> str:
    """The text as it is searched: its runs, apart."""
    return " ".join(runs(text))


def bigrams(run: str) -> list[str]:
    """The index's words of one run: Latin words and numbers whole, Chinese in overlapping pairs."""
    if len(run) == 1 or _LATIN.fullmatch(run):
        return [run]
    return [run[place : place + 2] for place in range(len(run) - 1)]


# --- finding


def wanted(text: str) -> list[Q]:
    """The conditions that an incident's text holds every run of a text. Text that shows nothing asks for nothing; text
    without a word (%, 😀) is found nowhere. Raises Invalid for more than a search takes."""
    if not (text := kept(text)):
        return []
    words = list(dict.fromkeys(runs(text)))
    if len(text) > LONGEST or len(words) > MOST_RUNS:
        told = f"a search takes {LONGEST} characters and {MOST_RUNS} words"
        raise Invalid(told, field="text", code="SEARCH_LONG")
    single = [run for run in words if len(run) == 1 and not _LATIN.fullmatch(run)]
    others = [run for run in words if run not in single]
    alone: list[Q] = [Matching("like", f"%{run}%") for run in single]
    return [*alone, _matching(others)] if others or not single else alone


def _matching(words: list[str]) -> Matching:
    if dialect() == "sqlite":
        return Matching("match", " ".join(map(_phrase, words)) or '""')
    return Matching("tsquery", " & ".join(map(_followed, words)))


class Matching(Bound):
    """One condition on an incident's text, to stand beside others in `filter`."""

    __slots__ = ()

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
        rows = [[one, folded(body), vector(body)] for one, body in pairs]
        await connection.execute_many(_POSTGRES, rows)
        return
    ids = [str(one) for one, _ in pairs]
    await connection.execute_many(_TEXT, [[str(one), folded(body)] for one, body in pairs])
    if not first:
        await connection.execute_many(_FORGET, [[one] for one in ids])
    words = [[indexed(body), str(one)] for one, body in pairs]
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


def indexed(body: str) -> str:
    """The text's words for FTS5. Runs are kept apart by a word that nobody can ask for."""
    return f" {_GAP} ".join(" ".join(bigrams(run)) for run in runs(body))


def vector(body: str) -> str:
    """The text's words with their places for PostgreSQL, spelled out, so that no parser of its own takes part."""
    places: dict[str, list[int]] = {}
    place = 0
    for run in runs(body):
        place += 1  # a gap between runs
        for word in bigrams(run):
            place += 1
            places.setdefault(word, []).append(min(place, _LAST_PLACE))
    return " ".join(f"'{word}':{','.join(map(str, found[:_MOST_PLACES]))}" for word, found in places.items())
