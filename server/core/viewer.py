"""Who asks: a person and the posts they hold today. All rights come from posts; a post reaches one subtree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from server.core.text import Worded


class Role(Worded):
    """What a post lets a person do, within the area of the post (domain: posts, not persons, hold rights)."""

    GRID_WORKER = "GRID_WORKER", "网格员。Works a grid: reports, verifies, checks."
    COMMUNITY = "COMMUNITY", "社区书记。Runs a community's desk."
    STREET_INTAKE = "STREET_INTAKE", "街道受理。Takes in what is reported to the street."
    STREET_DISPATCH = "STREET_DISPATCH", "街道派遣。Files and dispatches for the street."
    STREET_HEAD = "STREET_HEAD", "街道书记或主任。Heads the street."
    DEPT_HANDLER = "DEPT_HANDLER", "部门处置人员。Handles incidents for a unit."
    DEPT_DUTY = "DEPT_DUTY", "部门值班。On duty for a unit."
    ENTERPRISE_LIAISON = "ENTERPRISE_LIAISON", "企业联络员。Speaks for an enterprise."
    VOLUNTEER = "VOLUNTEER", "党员或志愿者。A party member or volunteer."
    DISTRICT_DISPATCH = "DISTRICT_DISPATCH", "区派遣。Dispatches and settles duty for what rose to the district."
    DISTRICT_SUPERVISOR = "DISTRICT_SUPERVISOR", "区监督员。Supervises the whole district."
    ORG_STAFF = "ORG_STAFF", "组织员。Organisation staff."
    SYS_ADMIN = "SYS_ADMIN", "系统管理员。Runs the system."
    SEC_ADMIN = "SEC_ADMIN", "安全管理员。Looks after security."
    AUDITOR = "AUDITOR", "审计员。Reads everything and changes nothing."


EXPLORERS = frozenset(
    {Role.DISTRICT_SUPERVISOR, Role.STREET_HEAD}
)  # may send any priced query: the playground's people
READS_ALL = frozenset({Role.AUDITOR})  # see every noun in their area, and take no step of any
ADMINISTRATORS = frozenset({Role.SYS_ADMIN, Role.SEC_ADMIN, Role.AUDITOR})  # 三员: never two of them in one person


@dataclass(frozen=True)
class Seat:
    """One post as held now: the role, the subtree (an area code), the unit if it is one of a unit, and its days.

    `stands_in`: the role is an empty desk's, which falls to the holder of this post. `stands_for`: the post of a
    colleague on leave, which is held for some days beside them.
    """

    post_id: UUID
    role: Role
    area: str
    unit_id: UUID | None = None
    starts_on: date | None = field(default=None, compare=False)  # None: made without a post, as in tests
    ends_on: date | None = field(default=None, compare=False)
    stands_in: bool = False
    stands_for: UUID | None = None

    def covers(self, code: str) -> bool:
        """Whether the area `code` lies in this post's subtree."""
        return code.startswith(self.area)

    def in_force(self, day: date) -> bool:
        """Whether the post is held on this day."""
        begun = self.starts_on is None or self.starts_on <= day
        return begun and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True)
class Viewer:
    """The person of one request. Nobody at all is `Viewer.nobody()`: they hold no post and see nothing."""

    person_id: UUID | None
    name: str
    seats: tuple[Seat, ...] = field(default=())
    holder_id: UUID | None = None  # who writes without a login, by a code of theirs

    @classmethod
    def nobody(cls) -> Viewer:
        return cls(person_id=None, name="")

    @property
    def signed_in(self) -> bool:
        return self.person_id is not None

    @property
    def actor_id(self) -> UUID | None:
        """Whose operations these are: a person's, or a holder's of a code; None: nobody's."""
        return self.person_id or self.holder_id

    @property
    def explores(self) -> bool:
        """Whether they may send queries of their own making instead of the phones' trusted documents."""
        return any(seat.role in EXPLORERS and not seat.stands_in for seat in self.seats)

    @cached_property
    def roles(self) -> frozenset[Role]:
        return frozenset(seat.role for seat in self.seats)

    @cached_property
    def unit_ids(self) -> frozenset[UUID]:
        return frozenset(seat.unit_id for seat in self.seats if seat.unit_id is not None)

    def seat_for(self, roles: Iterable[Role], area: str) -> Seat | None:
        """The first of their posts that has one of `roles` and covers `area`, or None."""
        wanted = frozenset(roles)
        return next((seat for seat in self.seats if seat.role in wanted and seat.covers(area)), None)

    def seat_in_unit(self, unit_id: UUID | None) -> Seat | None:
        """Their post in this unit, or None."""
        return next((seat for seat in self.seats if unit_id is not None and seat.unit_id == unit_id), None)


class Overheard(Viewer):
    """A viewer who notes whether anything was asked of them: an answer for which nothing was is anybody's."""

    asked = False

    def __getattribute__(self, name: str) -> Any:
        if not name.startswith("_") and name != "asked":
            object.__setattr__(self, "asked", True)
        return object.__getattribute__(self, name)
