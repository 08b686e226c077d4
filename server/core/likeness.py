"""Which of the things that there are come nearest to a code or a name that somebody wrote."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from heapq import nlargest
from unicodedata import normalize

MOST = 3
LONGEST = 64  # characters that are compared
SHORTLIST = 40  # by common pairs of characters; only these are compared in full

Named = tuple[str, tuple[str, ...]]  # a code, and what it is called


def nearest(written: str, known: Iterable[Named], most: int = MOST) -> list[str]:
    """The codes of those whose code or name is spelled most like `written`, the nearest first."""
    asked = normalize("NFKC", written[:LONGEST]).strip().lower()
    pairs = _pairs(asked)
    spelled = ((max(_common(pairs, word) for word in (code, *names)), code, names) for code, names in known)
    shortlist = nlargest(SHORTLIST, spelled, key=lambda one: (one[0], -len(one[1])))
    found = [
        (-max(_alike(asked, word.lower()) for word in (code, *names)), len(code), code) for _, code, names in shortlist
    ]
    return [code for *_, code in sorted(found)[:most]]


def _common(pairs: frozenset[str], word: str) -> float:
    """The share of pairs of neighbouring characters that two words have in common (Dice)."""
    others = _pairs(word.lower())
    return 2 * len(pairs & others) / (len(pairs) + len(others))


def _alike(asked: str, word: str) -> float:
    """How alike two words are; one that holds the other, or begins with it, is more so."""
    held = 0.3 if asked and (asked in word or word in asked) else 0.0
    return SequenceMatcher(None, asked, word, autojunk=False).ratio() + held


@lru_cache(20_000)
def _pairs(word: str) -> frozenset[str]:
    ends = f"^{word[:LONGEST]}$"
    return frozenset(ends[place : place + 2] for place in range(len(ends) - 1))
