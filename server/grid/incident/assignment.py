"""Why this unit: what the duty lists said when an incident was dispatched, kept with it and in its event.

Decision: the facts are kept as they were at that moment, not reckoned again. Duty lists change, and the question is
what the dispatcher had before them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from server.core.text import Worded
from server.ground.area.coordinates import distance_m
from server.ground.catalogue.duty import Candidate
from server.ground.catalogue.models import Matter, Unit
from server.ground.catalogue.snapshot import Catalogue


class Rule(Worded):
    """By which rule a unit was chosen."""

    RECOMMENDED = "RECOMMENDED", "清单首选。First on the duty lists."
    LISTED = "LISTED", "清单内。On the duty lists."
    OUTSIDE_LIST = "OUTSIDE_LIST", "清单外，写明了原因。Outside the lists, with a reason given."
    ASSIGNED = "ASSIGNED", "社区交办。Assigned by its community to a firm that works there."


MOST = 10  # other candidates kept

Recorded = dict[str, Any]


@dataclass(frozen=True)
class Considered:
    """A unit that the duty lists named as well."""

    unit: Unit
    matter: Matter | None
    recommended: bool
    reasons: list[str]
    distance_m: int | None


@dataclass(frozen=True)
class Assignment:
    """By which rule the unit was chosen: the lists' first, another of the lists, none of them with a reason, or by its
    community."""

    rule: Rule
    matter: Matter | None
    reasons: list[str]
    distance_m: int | None
    others: list[Considered]


def recorded(lead: Unit, candidates: Sequence[Candidate], point: tuple[int, int]) -> Recorded:
    """What is kept of a choice: codes, ids and metres. `point` is the incident's (lat, lon in 1e-7 degree)."""
    mine = next((one for one in candidates if one.unit.id == lead.id), None)
    listed = mine is not None and mine.leads
    return {
        "unit": str(lead.id),
        "rule": Rule.RECOMMENDED if mine and mine.recommended else Rule.LISTED if listed else Rule.OUTSIDE_LIST,
        "matter": mine.matter.code if mine else None,
        "reasons": list(mine.reasons) if mine else [],
        "distance_m": _far(lead, point),
        "others": [
            {
                "unit": str(one.unit.id),
                "matter": one.matter.code,
                "recommended": one.recommended,
                "reasons": list(one.reasons),
                "distance_m": one.distance_m,
            }
            for one in candidates
            if one.unit.id != lead.id
        ][:MOST],
    }


def _far(lead: Unit, point: tuple[int, int]) -> int | None:
    return None if lead.lat is None or lead.lon is None else round(distance_m(*point, lead.lat, lead.lon))


def told(kept: Recorded | None, lead: UUID | None, known: Catalogue) -> Assignment | None:
    """What was kept, if it is about the unit that leads now; units and matters as the catalogue has them."""
    if kept is None or lead is None or kept["unit"] != str(lead):
        return None
    return Assignment(
        rule=Rule(kept["rule"]),
        matter=_matter(kept, known),
        reasons=kept["reasons"],
        distance_m=kept["distance_m"],
        others=[
            Considered(
                unit=unit,
                matter=_matter(one, known),
                recommended=one["recommended"],
                reasons=one["reasons"],
                distance_m=one["distance_m"],
            )
            for one in kept["others"]
            if (unit := known.unit(UUID(one["unit"])))
        ],
    )


def _matter(kept: Recorded, known: Catalogue) -> Matter | None:
    return known.matter(kept["matter"]) if kept["matter"] else None
