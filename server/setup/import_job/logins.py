"""Logins made of names: 王建国 becomes wangjianguo, the second one wangjianguo2."""

from __future__ import annotations

import os
import re
from collections.abc import Collection

# surnames that are read otherwise than the same character elsewhere
SURNAMES = {"单": "shan", "曾": "zeng", "解": "xie", "仇": "qiu", "查": "zha", "区": "ou", "朴": "piao", "盖": "ge",
            "翟": "zhai", "乐": "yue", "尉": "yu", "缪": "miao", "燕": "yan", "任": "ren", "覃": "qin", "召": "shao",
            "种": "chong"}  # fmt: skip
LONGEST = 40


def spelled(name: str) -> str:
    """A name in letters; "" where none of it has any."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # names are no phrases, and their table takes 30 MB
    from pypinyin import lazy_pinyin  # by who needs it

    said = lazy_pinyin(name[1:] if name[:1] in SURNAMES else name, errors="default")
    whole = SURNAMES.get(name[:1], "") + "".join(said)
    return re.sub(r"[^a-z0-9]", "", whole.lower())[:LONGEST]


def free(name: str, taken: Collection[str]) -> str:
    """A login of this name that nobody has; "" where the name gives none."""
    first = spelled(name)
    if len(first) < 2:
        return ""
    found, number = first, 1
    while found in taken:
        number += 1
        found = f"{first}{number}"
    return found
