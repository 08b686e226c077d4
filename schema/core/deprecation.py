"""How the contract says that something is going to go: what to ask for in its place, and since which day."""

from __future__ import annotations

import re
from datetime import date

VOCABULARY = date(2026, 11, 30)  # since when one thing has one word in the contract
SINCE = re.compile(r"since (\d{4}-\d\d-\d\d)")


def instead(other: str, since: date) -> str:
    """The reason of `@deprecated`, in both languages."""
    return f"{since} 起弃用，请用 {other}。Deprecated since {since}: use {other}."


def since(reason: str) -> date | None:
    """The day that a reason names; None where it names none."""
    found = SINCE.search(reason)
    return date.fromisoformat(found[1]) if found else None
