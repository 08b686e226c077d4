"""The contract of a small noun, in one declaration: what may be asked of it and done with it."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import strawberry
from strawberry.utils.str_converters import to_snake_case as snake

from schema.core.enums import publish_all
from schema.core.fields import column, computed, field, looked_up
from schema.core.node import Node
from schema.core.paging import connection
from schema.core.payload import payload
from schema.core.reading.request_scope import Ground
from schema.core.steps import allowed_steps
from schema.core.verbs import Deliver, at_once, verbs
from schema.ground.area import Area, area_at
from schema.ground.catalogue import Unit
from schema.journal.event import happened
from schema.process.lookups import figures_of, one_of, page_of
from server.core.text import plural
from server.ground.catalogue.queries import catalogue
from server.process.contact.revealing import Contacts, Purpose
from server.process.execute import Beginning, Verb
from server.process.listing import Wanted
from server.process.steps import Steps
from server.query.door import Door
from server.query.projection import Want
from server.query.row_query import Held

__all__ = [
    "Area", "Noun", "column", "contact_open", "contact_revealed", "contract", "figures_of", "listed", "mine", "place",
    "publish_all", "steps", "unit", "units",
]  # fmt: skip
publish_all("Contact", Purpose)


@strawberry.type
class Noun(Node):
    """What every noun with states tells of itself."""

    id: strawberry.ID = column("编号。Its id.")
    version: int = column("版本，每步加一。Its version: one more with each step.")
    events = happened()


def place(words: str) -> Any:
    """The area whose code the column `area` holds."""
    return looked_up(words, "area", area_at)


def unit(words: str, key: str) -> Any:
    """The unit that the column `key` names; null where it names none."""
    return looked_up(words, key, lambda at, known: at.catalogue.unit(known), Unit | None)


def units(words: str, *, most: int = 200) -> Any:
    """The field that lists the units in force."""

    async def resolve(self: Any) -> Any:
        return Held((await catalogue()).units_in_force())

    return field(words, list[Unit], most=most)(resolve)


def listed(words: str, key: str) -> Any:
    """The photos or files whose names stand in one column."""

    def names(row: Any, at: Ground) -> list[str]:
        held: str = getattr(row, key)
        return held.split()

    return computed(words, needs=(key,), most=9)(names)


def mine(words: str, key: str) -> Any:
    """Whether the column `key` names the viewer, or the code that they hold."""

    def is_mine(row: Any, at: Ground) -> bool:
        return bool(at.viewer.actor_id == getattr(row, key))

    return computed(words, needs=(key,))(is_mine)


def contact_open(column: str, of: Contacts, *, needs: tuple[Want, ...]) -> Any:
    """Whether the viewer may ask to see the contact that stands masked in a column."""

    def may_see(row: Any, at: Ground) -> bool:
        return of.can(at.viewer, row)

    words = "可以申请查看联系方式。Contact open: the viewer may ask to see it."
    return computed(words, needs=(column, *needs))(may_see)


def contact_revealed(column: str, of: Contacts, *, needs: tuple[Want, ...]) -> Any:
    """The contact, for who asked to see it within the last minute and still may."""

    async def revealed(row: Any, at: Ground) -> str | None:
        return await of.read(at.viewer, row) if of.can(at.viewer, row) else None

    words = "联系方式：本人申请查看后一分钟内可读，否则为空。Contact revealed: for a minute, to who asked to see it."
    return computed(words, needs=("id", column, *needs), waits=True)(revealed)


def steps(noun: str, step: Any, of: Steps[Any, Any], *, needs: tuple[Want, ...]) -> Any:
    """The steps that are a viewer's now; to say whose they are takes `needs` of the row."""

    def allowed(row: Any, at: Ground) -> Any:
        return of.allowed(at.viewer, row)

    return allowed_steps(noun, step, allowed, needs=needs)


def contract(
    kind: type[Noun],
    door: Door[Any],
    wanted: type[Wanted],
    actions: ModuleType,
    commands: ModuleType,
    *,
    many: str,
    page: str,
    deliver: Deliver = at_once,
    **more: Any,
) -> tuple[type, type]:
    """Its queries (one, many by the input `{Noun}Filter`, and `more`) and its mutations, one for each command."""
    name = kind.__name__
    kind.source, kind.sight = door.model, door.visible_to
    _whole(actions, commands)
    asked = page_of(many, connection(kind, page), door.listed, filter=wanted, name=f"{name}Filter")
    queries = {plural(snake(name)): asked, snake(name): one_of(kind, door.one), **more}
    query = strawberry.type(type(f"{name}Query", (), queries))
    return query, verbs(name, payload(name, kind, door.one), actions, commands, deliver=deliver)


def _whole(actions: ModuleType, commands: ModuleType) -> None:
    """Raises TypeError for a step that no verb takes, and for a verb without a command."""
    for one in list(vars(actions).values()):
        if isinstance(one, Steps):
            for step in {step for _, step in one.life.transitions} - {*one.life.system}:
                _has(actions, step.lower(), f"@STEPS.step(Step.{step}) def {step.lower()}(before, command, at)")
        if isinstance(one, Verb | Beginning):
            command = one.name.title().replace("_", "")
            _has(commands, command, f'class {command}(On, words="中文。English.")')


def _has(module: ModuleType, name: str, write: str) -> None:
    if not hasattr(module, name):
        raise TypeError(f"{module.__name__} has no {name}: write {write}")
