"""Text is what it looks like: what is kept of anything typed, the same here and on the phone (`web/core/text.js`).

Nothing that cannot be seen stays: halves of characters, controls, characters without width, marks that turn the line.
What looks the same is the same: a letter and its accent are one character, every blank is a plain one. Full width stays
full width in words, for that can be seen; in what is compared (a number, a login, a search) it makes no difference.
`tests/tables/text.json` holds the cases that both sides pass.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Self
from unicodedata import normalize


class Worded(StrEnum):
    """An enum of the contract whose members say their words, "中文。English.", behind their values."""

    _value_: str
    words: str

    def __new__(cls, value: str, words: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_, member.words = value, words
        return member


def both(words: str, whose: str) -> str:
    """The words, if they are in Chinese and then in English. Raises TypeError, which says what to type, otherwise."""
    if not _BOTH.search(words):
        raise TypeError(f'{whose} has no words in both languages: say "中文。English.", not "{words}"')
    return words


def plural(noun: str) -> str:
    """Several of what is called so: care_visits, stories, boxes."""
    if re.search(r"[^aeiou]y$", noun):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if re.search(r"(s|x|z|ch|sh)$", noun) else f"{noun}s"


_BOTH = re.compile("[\u4e00-\u9fff].*[。？！].*[A-Za-z]", re.DOTALL)
_PICTURES = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u27bf\u2900-\u297f\u2b00-\u2bff"
    "\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_LINES = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_BLANKS = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffc\ud800-\udfff\ufdd0-\ufdef"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
# joiners and selectors hold pictures together, and letters of scripts that join; between others they are unseen
_JOINED = f"{_PICTURES}\ufe0f\u0600-\u18af"
_JOINERS = re.compile(f"(?<![{_JOINED}])[\u200c\u200d]|[\u200c\u200d](?![{_JOINED}])")
_SELECTORS = re.compile(f"(?<![0-9#*{_PICTURES}])[\ufe0e\ufe0f]")
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_STACKED = re.compile(f"([{_MARKS}]{{3}})[{_MARKS}]+")  # what climbs over the lines around it
_RUN = re.compile(r"[0-9a-z]+|[^\W0-9a-z_]+")


def kept(text: str) -> str:
    """What is kept of words of several lines."""
    plain = _BLANKS.sub(" ", _LINES.sub("\n", text))
    composed = normalize("NFC", _UNSEEN.sub("", plain))
    seen = normalize("NFC", _SELECTORS.sub("", _JOINERS.sub("", composed)))
    return _STACKED.sub(r"\1", seen).strip(" \n")


def storable(text: str) -> str:
    """The text without what no database keeps: NUL, and halves of characters that phones may leave."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode()


def line(text: str) -> str:
    """What is kept of words of one line: a name, an address."""
    return re.sub("[ \n]+", " ", kept(text))


def code(text: str) -> str:
    """What is kept of a number or a login that others gave: typed in full width it is the same one."""
    return line(normalize("NFKC", line(text)))


def runs(text: str) -> list[str]:
    """The text as searches compare it, in runs of Latin letters and digits or of others: neither width nor case nor
    what stands between the runs matters."""
    return _RUN.findall(normalize("NFKC", kept(text)).lower())
