"""Which way a list is sorted."""

from __future__ import annotations

from server.core.text import Worded


class Direction(Worded):
    """Which way."""

    ASCENDING = "ASCENDING", "从早到晚、从小到大。The earliest or least first."
    DESCENDING = "DESCENDING", "从晚到早、从大到小。The latest or most first."
