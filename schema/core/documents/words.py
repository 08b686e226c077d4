"""Words in both languages, as descriptions have them: "中文：说明。English: more."."""

from __future__ import annotations

import re
from typing import TypeAlias

Label: TypeAlias = list[str]  # [Chinese, English]

_ENDS = re.compile(r"[，；：。]|[,;:.](?=\s|$)")


def label(words: str | None) -> Label:
    """What stands before the first comma, colon or semicolon, in Chinese and in English."""
    zh, _, en = (words or "").partition("。")
    return [_ENDS.split(part.strip(), maxsplit=1)[0] for part in (zh, en)]
