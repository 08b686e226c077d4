"""Refusals in the language of whoever asked: Chinese, unless they ask for English first (Accept-Language)."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

from server.core.codes import SENTENCES
from server.core.errors import Problem
from server.core.spoken.chinese import CHINESE
from server.core.spoken.english import ENGLISH

LANGUAGE: ContextVar[str] = ContextVar("language", default="zh")  # of the request that is answered


def language_of(accepted: str) -> str:
    """ "en" where a header Accept-Language likes English better than Chinese, else "zh"."""
    liked = {"zh": 0.0, "en": 0.0}
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        primary = name.strip().partition("-")[0]
        if primary in liked:
            liked[primary] = max(liked[primary], _weight(weight))
    return "en" if liked["en"] > liked["zh"] else "zh"


def _weight(text: str) -> float:
    try:
        return float(text.partition("=")[2]) if text.strip() else 1.0
    except ValueError:
        return 0.0


def half(words: str) -> str:
    """Of words in both languages, "中文。English.", those in the one that is asked for."""
    chinese, _, english = words.partition("。")
    return english.strip() if LANGUAGE.get() == "en" else chinese


def sentence(code: str) -> str:
    """What a code says in the language of this request; the code itself where it has no sentence."""
    english = ENGLISH.get(code) or SENTENCES.get(code, code)
    return english if LANGUAGE.get() == "en" else CHINESE.get(code, english)


def message(problem: Problem) -> str:
    """What is wrong, in words: in English the domain's own where it has some, which are finer."""
    finer = problem.message if problem.message not in ("", SENTENCES.get(problem.code)) else ""
    return finer if finer and LANGUAGE.get() == "en" else sentence(problem.code)


def with_detail(problem: Problem) -> str:
    """The same, and in Chinese the English detail behind it where no hint says as much."""
    sentence = message(problem)
    return (
        sentence
        if problem.hint or sentence == problem.message or not problem.message
        else f"{sentence} ({problem.message})"
    )


def argument(field: str) -> str:
    """A path of the domain as the contract spells it: "filter.class_codes.1" → "filter.classCodes[1]"."""
    parts = [f"[{part}]" if part.isdigit() else f".{camel(part)}" for part in field.split(".")]
    return "".join(parts).removeprefix(".")


def camel(name: str) -> str:
    """A field's name as the contract spells it: lead_unit_id → leadUnitId."""
    head, *rest = name.split("_")
    return head + "".join(word.title() for word in rest)


def extensions(problem: Problem) -> dict[str, Any]:
    """What a program is told of a problem of an argument: its code, where it is, what to do, what may have been meant.
    `field` is where it is without the places in lists."""
    extensions: dict[str, Any] = {"code": problem.code}
    if problem.field:
        extensions["field"] = ".".join(camel(one) for one in problem.field.split(".") if not one.isdigit())
        extensions["argument"] = argument(problem.field)
    if problem.hint:
        extensions["hint"] = half(problem.hint)
    if problem.nearest:
        extensions["nearest"] = [{"code": one.code, "name": one.name} for one in problem.nearest]
    return extensions
