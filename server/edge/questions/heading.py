"""Headings and words of codes, taken from the contract's own descriptions ("中文。English.")."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from graphql import GraphQLEnumType, GraphQLField, get_named_type, get_nullable_type, is_enum_type, is_list_type

_PARTS = re.compile(r"^(?P<zh>.*?[。？！])\s*(?P<en>[A-Za-z0-9].*)$", re.DOTALL)
_FIRST_ZH, _FIRST_EN = re.compile(r"[。：；，（？！]"), re.compile(r"[.:;,(?]")
NAMES = frozenset({"name", "label", "path", "count"})  # what names the thing that stands above it
KINDS = {"DateTime": "moment", "Date": "day", "Int": "number", "Float": "number", "Boolean": "yes"}


@dataclass(frozen=True)
class Head:
    """A column: its heading, what stands in it, and the words of its codes."""

    zh: str
    en: str
    kind: str = "text"  # text, code, number, share, minutes, rate, moment, day, yes, json
    words: dict[str, tuple[str, str]] = field(default_factory=dict)

    def told(self) -> dict[str, Any]:
        return {"zh": self.zh, "en": self.en, "kind": self.kind, "words": self.words}


@lru_cache(4096)
def named(description: str | None, otherwise: str = "") -> tuple[str, str]:
    """What a description calls it, in Chinese and in English."""
    found = _PARTS.match((description or "").strip().replace("\n", " "))
    if found is None:
        return otherwise, otherwise
    zh, en = _FIRST_ZH.split(found["zh"], maxsplit=1)[0], _FIRST_EN.split(found["en"], maxsplit=1)[0]
    return zh.strip() or otherwise, en.strip() or otherwise


def column(path: tuple[str, ...], fields: tuple[GraphQLField | None, ...]) -> Head:
    """The head of a plain value: its own name, behind that of what it is of; a name stands for its thing."""
    own = [named(one.description if one else None, name) for name, one in zip(path, fields, strict=True)]
    if len(path) > 1 and path[-1] in NAMES:
        own.pop()
    zh, en = " · ".join(one[0] for one in own[-2:]), " · ".join(one[1] for one in own[-2:])
    return Head(zh, en, *_kind(fields[-1]))


def _kind(found: GraphQLField | None) -> tuple[str, dict[str, tuple[str, str]]]:
    if found is None:
        return "text", {}
    named_type = get_named_type(found.type)
    if is_enum_type(named_type):
        return "code", words(named_type)
    if is_list_type(get_nullable_type(found.type)):
        return "text", {}
    return ("json" if named_type.name == "JSON" else KINDS.get(named_type.name, "text")), {}


def words(kind: GraphQLEnumType) -> dict[str, tuple[str, str]]:
    """The values of an enum in words."""
    return {name: named(one.description, name) for name, one in kind.values.items()}
