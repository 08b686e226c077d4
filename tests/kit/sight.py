"""The sight matrix: each role at each place, and each of the cast, against each of the noun by every door.

What the noun declares is its `visible_to`. The lookup, the page and its total, the door of its verbs, the node, the
history, and as far as the noun is told of, streamed and copied, notices, streams and copies, show exactly that, and who
does not see it learns nothing by trying. Whom of the cast that is to be, the kit says by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import cycle, product
from typing import Any
from uuid import UUID

from graphql import GraphQLObjectType
from tortoise.expressions import Q

from schema import schema
from server.core.errors import Missing, Refusal
from server.core.ids import new_id
from server.core.viewer import Role, Seat, Viewer
from server.data.database import reader
from server.ground.area.queries import LENGTHS
from server.process.subject.kinds import NoticeKind
from server.query.door import Door
from server.reach.notice.models import Notice
from server.setup.pack.people import LEVEL
from tests import town
from tests.kit.kit import MONDAY, Kit, Stood
from tests.kit.standing import Standing
from tests.people import answered

PLACES = (town.DISTRICT, town.KOUQUAN, town.STREET_SIDE, town.FIRST, town.XINSHENG, town.NEW_SIDE, town.FIFTH)
OF_UNITS = {Role.DEPT_HANDLER: town.TEAM, Role.DEPT_DUTY: town.TEAM, Role.ENTERPRISE_LIAISON: town.DRAINAGE}
WITHIN = {"node", "past", "streams", "copy"}  # doors that may show less


def everybody() -> Iterator[tuple[str, Viewer]]:
    """Nobody, and somebody with each role at each place where it may be held."""
    yield "nobody", Viewer.nobody()
    for role, place in product(Role, PLACES):
        if role not in LEVEL or LENGTHS[len(place)] is LEVEL[role]:
            seat = Seat(new_id(), role, place, OF_UNITS.get(role))
            yield f"{role} of {place}", Viewer(new_id(), "", (seat,))


class Doors:
    """What of a noun a viewer is shown by each of its doors, as ids."""

    def __init__(self, kit: Kit, rows: Mapping[UUID, Any]) -> None:
        self.kit, self.rows, self.kind = kit, rows, kit.noun.model.__name__

    @cached_property
    def door(self) -> Door[Any]:
        found = getattr(self.kit.of.load, "__self__", None)
        assert isinstance(found, Door), f"say {self.kit.noun.called}'s door: VERBS = Verbs(…, DOOR.load)"
        return found

    @cached_property
    def document(self) -> str:
        """Each of them by its own name and by `node`, what happened to each, and all of them."""
        roots: Any = schema._schema.query_type
        asks = []
        for name, field in roots.fields.items():
            kind = getattr(field.type, "of_type", field.type)
            if not isinstance(kind, GraphQLObjectType):
                continue
            if kind.name == self.kind and "id" in field.args:
                asks += [f'one{n}: {name}(id: "{key}") {{ id }}' for n, key in enumerate(self.rows)]
            if kind.name == f"{self.kind}Connection":
                asks.append(f"{name}(first: 100) {{ totalCount nodes {{ id }} }}")
        for n, key in enumerate(self.rows):
            asks.append(f'node{n}: node(id: "{key}") {{ id }}')
            asks.append(f'past{n}: events(subject: "{key}") {{ nodes {{ id }} }}')
        return f"{{ {' '.join(asks)} }}"

    async def told(self, viewer: Viewer) -> dict[str, set[str]]:
        """By the contract: the ids by each door; `past`: those of whose history anything is told."""
        answer = await answered(viewer, self.document)
        assert answer.errors == []
        found: dict[str, set[str]] = {}
        for name, value in answer.data.items():
            if isinstance(value, dict) and "totalCount" in value:
                found[name] = {row["id"] for row in value["nodes"]}
                assert value["totalCount"] == len(found[name])
            elif name.startswith("past"):
                found.setdefault("past", set()).update([str(list(self.rows)[int(name[4:])])] if value["nodes"] else [])
            else:
                found.setdefault(name.rstrip("0123456789"), set()).update([value["id"]] if value else [])
        return found

    async def chosen(self, viewer: Viewer) -> set[str]:
        """What the noun declares: `visible_to` itself."""
        return await self._ids(self.door.visible_to(viewer))

    async def subject(self, viewer: Viewer) -> dict[str, set[str]]:
        """By what is told of, streamed and copied, of a noun that is."""
        noun = self.kit.slice.subject
        if noun is None:
            return {}
        audiences = {key: await noun.topic.audience(key) for key in self.rows}
        shown = Notice.filter(noun.sight(viewer, "notice"), subject_id__in=list(self.rows)).using_db(reader())
        found = {
            "streams": {str(key) for key, one in audiences.items() if one and one.standing(viewer)},
            "notices": {str(key) for key in await shown.values_list("subject_id", flat=True)},
        }
        if noun.copied is not None:
            found["copy"] = await self._ids(*noun.copied.held(viewer, MONDAY))
            found["reached"] = await self._ids(noun.copied.reached(viewer))
        return found

    async def _ids(self, *wanted: Q) -> set[str]:
        chosen = self.kit.noun.model.filter(*wanted).using_db(reader())
        return {str(key) for key in await chosen.values_list("id", flat=True)}


class Sight(Standing):
    """The matrix."""

    async def test_each_sees_by_every_door_what_the_noun_declares_and_learns_nothing_else(self, stood: Stood) -> None:
        kit = self.kit
        rows = {row.id: row for row in await kit.rows()}
        await self._told_of(rows)
        doors, before, tried = Doors(kit, rows), await kit.everything(), cycle(kit.later)
        for who, viewer in [*everybody(), *[(who, await kit.viewer(who)) for who in kit.cast]]:
            sees = await doors.chosen(viewer)
            if who in kit.cast:
                meant = {str(key) for key, row in rows.items() if who in kit.seers(row)}
                assert sees == meant, f"the kit says that {who} sees {len(meant)} of {len(rows)}"
            for door, told in ((await doors.told(viewer)) | (await doors.subject(viewer))).items():
                right = told >= sees if door == "reached" else told <= sees if door in WITHIN else told == sees
                assert right, f"{who} sees by {door} {told}, not {sees}"
            for row in (row for key, row in rows.items() if str(key) not in sees):
                assert not (kit.steps and kit.steps.allowed(viewer, row)), f"{who} may take a step of what is hidden"
                await self._learns_nothing(who, viewer, row, next(tried))
        assert await kit.everything() == before

    async def _told_of(self, rows: Mapping[UUID, Any]) -> None:
        """A notice of each of them, whoever may read it."""
        about = {"subject_kind": self.kit.slice.kinds[:-1], "person_id": town.WANG, "kind": NoticeKind.ENDED}
        await Notice.bulk_create(
            Notice(id=new_id(), event_id=new_id(), subject_id=key, severity=1, state="", at=MONDAY, **about)
            for key in rows
        )

    async def _learns_nothing(self, who: str, viewer: Viewer, row: Any, stride: Any) -> None:
        command = self.kit.command(stride, row)
        there = await self.kit.refusal(stride, viewer, command)
        nowhere = await self.kit.refusal(stride, viewer, replace(command, op_id=new_id(), id=new_id()))
        assert isinstance(there, Missing if viewer.actor_id else Refusal), f"{who} by {stride.name}: {there!r}"
        assert (str(there), there.problems) == (str(nowhere), nowhere and nowhere.problems), f"{who} by {stride.name}"
