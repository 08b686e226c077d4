"""Who may keep the list of people and posts, what a password and a post must be, and what name a stranger reads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from tortoise.expressions import Q

from server.core.errors import Forbidden, Problem
from server.core.viewer import ADMINISTRATORS, READS_ALL, Role, Seat, Viewer
from server.ground.person.models import Person, Post
from server.ground.person.secrets import LONGEST, SHORTEST

KEEPERS = frozenset({Role.SEC_ADMIN})  # 账号与任职 are theirs, within their area
DESKS = ADMINISTRATORS | {Role.COMMUNITY, Role.STREET_INTAKE, Role.STREET_DISPATCH, Role.STREET_HEAD,
                          Role.DISTRICT_DISPATCH, Role.DISTRICT_SUPERVISOR}  # fmt: skip
UNIT_ROLES = frozenset({Role.DEPT_HANDLER, Role.DEPT_DUTY, Role.ENTERPRISE_LIAISON})  # held in a unit

_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,62}")


def mask(name: str) -> str:
    """A name for those who need not know it: "王建国" → "王*". Nobody's is empty."""
    return f"{name[0]}*" if name else ""


def name_for(viewer: Viewer, person: Person) -> str:
    """The person's name for this viewer: in full for themselves and for the desks that hand out work, else masked.

    Whether they may know at all that this person has to do with an incident is not asked here: that is the incident's.
    """
    known = not viewer.roles.isdisjoint(DESKS) or viewer.person_id == person.id
    return person.name if known else mask(person.name)


def keeper_of(by: Viewer | None, area: str) -> Seat | None:
    """The post in which `by` keeps people of `area`. None as `by` is the operator at the server's own command line.

    Raises Forbidden when they are somebody without such a post.
    """
    if by is None:
        return None
    if (seat := by.seat_for(KEEPERS, area)) is None:
        raise Forbidden("only the security administrator of this area keeps its people and posts")
    return seat


def refuse_administrators(by: Viewer | None, roles: Iterable[Role]) -> None:
    """Who keeps people does not make administrators, nor gets at their accounts: they would be two of the three.
    Raises Forbidden."""
    if by is not None and not ADMINISTRATORS.isdisjoint(roles):
        raise Forbidden("administrators are kept at the server's command line", code="ADMINS_AT_SERVER")


def in_force(post: Post, day: date) -> bool:
    """Whether the post holds on `day`: from its first to its last day, both included."""
    return post.starts_on <= day and (post.ends_on is None or day <= post.ends_on)


def held_on(day: date) -> Q:
    """The posts in force on `day`, as a condition."""
    return Q(starts_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gte=day))


def login_problems(login: str) -> list[Problem]:
    """What is wrong with a login: 2–63 of a–z, 0–9, dot, dash, underscore, beginning with a letter or digit."""
    if _LOGIN.fullmatch(login):
        return []
    return [
        Problem("LOGIN_MALFORMED", "a login is 2 to 63 of a-z 0-9 . _ -, beginning with a letter or digit", "login")
    ]


def password_problems(password: str, login: str | None) -> list[Problem]:
    """What is wrong with a password: too short, too long, one character only, or the login itself."""
    if len(password) < SHORTEST:
        return [Problem("PASSWORD_SHORT", f"a password has at least {SHORTEST} characters", "password")]
    if len(password) > LONGEST:
        return [Problem("PASSWORD_LONG", f"a password has at most {LONGEST} characters", "password")]
    if len(set(password)) < 4 or (login and password.casefold() == login.casefold()):
        return [Problem("PASSWORD_WEAK", "this password is too easy to guess", "password")]
    return []


def apart(role: Role, held: Iterable[Role]) -> bool:
    """Whether a person who holds posts of `held` may hold one of `role` too: nobody is two of the three
    administrators, and who reads everything does nothing else."""
    roles = {role, *held}
    return len(roles & ADMINISTRATORS) < 2 and (roles.isdisjoint(READS_ALL) or roles <= READS_ALL)


def post_problems(role: Role, *, in_unit: bool, starts_on: date, ends_on: date | None) -> list[Problem]:
    """What is wrong with a post: a unit's role without a unit, or an end before its beginning."""
    problems = []
    if role in UNIT_ROLES and not in_unit:
        problems.append(Problem("UNIT_MISSING", f"a {role} holds their post in a unit: name it", "unit"))
    if ends_on is not None and ends_on < starts_on:
        problems.append(Problem("ENDS_BEFORE_IT_BEGINS", "the last day lies before the first", "endsOn"))
    return problems
