"""Chance that can be repeated: which of the incidents settled on the spot are looked at again, and which results.

Decision: each closing has a seed of its own, made by the server at that moment, so that no phone can choose an id that
is never drawn; seed and share are recorded with the closing, drawn or not, and `drawn` says the same for ever. The
seed of a result is the id that the server gave the unit's last answer.
"""

from __future__ import annotations

import secrets
from hashlib import sha256
from uuid import UUID

CHECKED = 20  # percent of the results that may be closed unchecked are checked all the same
SHARE = 8  # percent of what is settled on the spot; the rule asks for five to ten


def fresh_seed() -> str:
    """A seed that nobody could foresee."""
    return secrets.token_hex(8)


def drawn(seed: str, incident_id: UUID, share: int = SHARE) -> bool:
    """Whether chance takes this incident: `share` percent of them, by nothing but seed and id."""
    number = int.from_bytes(sha256(f"{seed}:{incident_id}".encode()).digest()[:8])
    return number * 100 < share << 64
