"""The forms of commands, made of their declared fields: what each asks, how, within which bounds."""

from __future__ import annotations

from datetime import date, datetime
from enum import EnumType
from typing import Any, get_args, get_origin
from uuid import UUID

from graphql import GraphQLSchema, get_named_type

from schema.core.documents.words import label
from schema.core.input_mapping import FIRST, single
from schema.core.verbs import COMMANDS
from server.core.moments import Outside
from server.core.spoken import camel
from server.process.fields import Said, hints

SHORT = 100  # characters of a text that is asked in one line
HELD = ("photos", "files")  # fields of these names hold the SHA-256 of what goes up by itself
MOST_FILES = 2  # of one command
PLAIN = {bool: "yesno", int: "number", date: "day", datetime: "moment"}


def form(mutation: str, types: GraphQLSchema) -> dict[str, Any]:
    """A command as its form shows it."""
    command = COMMANDS[mutation]
    assert types.mutation_type is not None
    taken = get_named_type(types.mutation_type.fields[mutation].args["input"].type)
    fields = Said.of(command)
    begins = "seen" not in fields
    about = [camel(name) for name, one in fields.items() if begins and _is_about(command, name, one)]
    asked = [
        _field(command, name, one, taken.fields)
        for name, one in fields.items()
        if name not in FIRST and camel(name) not in about
    ]
    return {
        "name": taken.name.removesuffix("Input"),
        "mutation": mutation,
        "step": _constant(command.__name__),
        "begins": begins,
        "offline": command.offline,
        "words": label(command.words),
        "fields": [one for one in asked if one],
    } | ({"about": about[0]} if about else {})


def _is_about(command: Any, name: str, said: Said) -> bool:
    """Whether it names the thing on whose page such a one begins, which nobody types."""
    return name not in FIRST and said.needed and said.names is None and single(hints(command)[name]) is UUID


def _constant(name: str) -> str:
    return "".join(f"_{one}" if one.isupper() and at else one for at, one in enumerate(name)).upper()


def _field(command: Any, name: str, said: Said, input: dict[str, Any]) -> dict[str, Any] | None:
    """One field; None for what may be left out and has no form."""
    hint = hints(command)[name]
    wanted, key = single(hint), said.name or camel(name)
    kind = _kind(name, wanted, said)
    if kind is None:
        if said.least or (said.needed and name not in FIRST):
            raise TypeError(f'{command.__name__}.{name} has no form: say which it names, names="unit", or leave it out')
        return None
    if kind in HELD and not command.offline:
        raise TypeError(f"{command.__name__} has {kind}, which wait on the phone: say offline=True beside its words")
    if kind == "files" and (said.most or MOST_FILES + 1) > MOST_FILES:
        raise TypeError(
            f"{command.__name__}.{name} may hold at most {MOST_FILES}: a sealed parcel has no room for more"
        )
    many = tuple in (get_origin(hint), *map(get_origin, get_args(hint)))
    codes = {each: label(one.description) for each, one in get_named_type(input[key].type).values.items()} \
        if kind == "code" else None  # fmt: skip
    within = [said.within.past, said.within.future] if said.within and said.within.outside is Outside.REFUSED else None
    long = kind == "text" and (said.longest or SHORT + 1) > SHORT
    data = {"key": key, "words": label(said.words), "kind": kind, "least": said.least, "longest": said.longest,
            "most": said.most, "between": said.between, "within": within, "codes": codes,
            "many": many and kind == "code", "long": long}  # fmt: skip
    return {name: value for name, value in data.items() if value not in (None, False, 0)}


def _kind(name: str, wanted: Any, said: Said) -> str | None:
    if said.names is not None:
        return said.names
    if name in HELD:
        return name
    if isinstance(wanted, EnumType):
        return "code"
    if wanted is str:
        return "text"
    return None if wanted is UUID else PLAIN.get(wanted)
