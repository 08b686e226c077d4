"""The web's files as a phone gets them: which module imports which, and each without the comments that are for us."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

_STATIC = re.compile(r"""\b(?:from|import)\s*["'](\.{1,2}/[^"']+)["']""")
_LATER = re.compile(r"""\bimport\(\s*["'](\.{1,2}/[^"']+)["']\s*\)""")
_CAST = re.compile(r"/\*\* @type \{[^\n]*?\} \*/ ?")  # a JSDoc cast within a line of code
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_ROOM = re.compile(r"\s*([{};,])\s*|(?<=[\w-]:) +")  # not before a colon: `a :hover` is not `a:hover`


def without_comments(text: str) -> str:
    """The module without its comments, every statement still on its own line number.

    Only whole lines that are comments go, and JSDoc casts: what stands after code, or within a template, stays.
    """
    kept: list[str] = []
    in_comment = in_template = False
    for line in text.split("\n"):
        bare = line.strip()
        if in_comment or (not in_template and bare.startswith("/*") and _is_whole(bare)):
            in_comment = "*/" not in bare
            kept.append("")
        elif not in_template and bare.startswith("//"):
            kept.append("")
        else:
            kept.append(line if in_template else _CAST.sub("", line))
            in_template ^= line.replace("\\`", "").count("`") % 2 == 1
    return "\n".join(kept)


def flush_left(text: str) -> str:
    """The module without indentation and empty lines; within templates only of markup, where it says nothing."""
    kept: list[str] = []
    in_template = in_markup = False
    for line in text.split("\n"):
        kept.append(line if in_template and not in_markup else line.lstrip())
        ticks = line.replace("\\`", "")
        if ticks.count("`") % 2 == 1:
            in_template = not in_template
            in_markup = in_template and ticks[: ticks.rindex("`")].endswith("html")
    return "\n".join(line for line in kept if line.strip())


def _is_whole(bare: str) -> bool:
    """Whether a line that opens a comment holds nothing but the comment."""
    return "*/" not in bare or (bare.endswith("*/") and bare.count("*/") == 1)


def plain_css(text: str) -> str:
    """A stylesheet without comments, and without the room that only people need."""
    return _CSS_ROOM.sub(r"\1", _CSS_COMMENT.sub("", text)).strip()


@lru_cache(maxsize=2000)  # a graph is walked once for each page
def imports(path: str, text: str) -> tuple[list[str], list[str]]:
    """What a module imports at once and what only later (`import()`), as paths from the web's root."""
    code = without_comments(text)
    return _resolved(path, _STATIC.findall(code)), _resolved(path, _LATER.findall(code))


def _resolved(path: str, names: Iterable[str]) -> list[str]:
    folder = posixpath.dirname(path)
    return [posixpath.normpath(posixpath.join(folder, name)) for name in names]


def closure(start: Iterable[str], texts: Mapping[str, str], *, later: bool) -> list[str]:
    """All that is loaded when `start` is, in the order it is found; with `later` also what may be loaded afterwards.

    Raises KeyError naming a module that is imported and is not there.
    """
    found: dict[str, None] = {}
    waiting = list(start)
    while waiting:
        path = waiting.pop(0)
        if path in found:
            continue
        found[path] = None
        at_once, afterwards = imports(path, texts[path])
        waiting += at_once + (afterwards if later else [])
    return list(found)
