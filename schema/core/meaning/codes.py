"""Codes and ids: what is none, or names nothing that there is, is refused with the three that come nearest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from schema.core.meaning.wrong import Known, Path, refusal
from schema.core.problems import identity
from server.core.errors import Near
from server.core.likeness import nearest
from server.grid.incident import numbers
from server.grid.whistle import numbers as whistles
from server.ground.area.queries import is_code

ASK = "换成下面最接近的一个，或从{0}里选。Take one of the nearest, or choose from {1}."


def empty(path: Path, value: str) -> None:
    """Raises Invalid for a text that says nothing."""
    if not value.strip():
        raise refusal(
            path, "TEXT_EMPTY", "要么写上，要么整个不填：不填就是不限。Say it, or leave it out to ask for all."
        )


def code_of(
    find: Callable[[Known], Mapping[Any, Any]], names: Callable[[Any], tuple[str, ...]], where: tuple[str, str]
) -> Callable[[Any, Known, Path], None]:
    """The check that a code is one of those that there are."""

    def check(value: Any, at: Known, path: Path) -> None:
        empty(path, value)
        known = find(at)
        if value not in known:
            raise _unknown(value, ((code, names(one)) for code, one in known.items()), path, where)

    return check


def _unknown(value: str, known: Iterable[tuple[str, tuple[str, ...]]], path: Path, where: tuple[str, str]) -> Any:
    named = dict(known)
    found = tuple(Near(code, named[code][0]) for code in nearest(value, named.items()))
    return refusal(path, "CODE_UNKNOWN", ASK.format(*where), found)


AREAS = ("区域 areas", "areas")
area = code_of(lambda at: at.territory.areas, lambda one: (one.name,), AREAS)
class_code = code_of(
    lambda at: at.catalogue.classes,
    lambda one: (one.name, one.name_en, *one.words.split()),
    ("目录 catalogue.classes", "catalogue.classes"),
)
major_code = code_of(
    lambda at: {one.code: one for one in at.catalogue.majors},
    lambda one: (one.name, one.name_en),
    ("目录 catalogue.majors", "catalogue.majors"),
)
_unit = code_of(
    lambda at: {str(key): one for key, one in at.catalogue.units.items()},
    lambda one: (one.name,),
    ("目录 catalogue.units", "catalogue.units"),
)


def unit(value: str, at: Known, path: Path) -> None:
    """A unit's id; in capitals and without its dashes it is the same."""
    key = identity(value)
    if key is None or at.catalogue.unit(key) is None:
        _unit(value if key is None else str(key), at, path)


def row(value: str, at: Known, path: Path) -> None:
    """The id of something: whether it is there is its own door's to say."""
    if identity(value) is None:
        raise refusal(path, "ID_MALFORMED", "编号是 36 位的 UUID，从答复里原样抄来。An id is a UUID: copy it whole.")


def node(value: str, at: Known, path: Path) -> None:
    """The id of anything: of an area its code."""
    (area if is_code(value) else row)(value, at, path)


def any_number(value: str, at: Known, path: Path) -> None:
    """A case's or a whistle's."""
    if not whistles.is_number(value):
        case_number(value, at, path)


def case_number(value: str, at: Known, path: Path) -> None:
    empty(path, value)
    if not numbers.is_number(value):
        words = "案号是 6 位区划-8 位日期-5 位序号。A case number is 123456-20260302-00042: district, day, count."
        raise refusal(path, "NUMBER_MALFORMED", words)
