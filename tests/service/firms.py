"""Three fictional firms with somebody who speaks for each: two in 口泉, one in 新胜."""

from __future__ import annotations

from server.core.viewer import Role, Viewer
from server.ground.catalogue import queries as catalogue
from server.ground.catalogue.models import Unit, UnitKind
from server.ground.person import viewers
from server.ground.person.models import Person, Post
from tests import town as place

FIRMS = {"chen": place.fixed(2, 51), "gao": place.fixed(2, 52), "tang": place.fixed(2, 53)}  # whose liaison each is
PEOPLE = {name: place.fixed(1, 51 + at) for at, name in enumerate(FIRMS)}
WHERE = {"chen": place.KOUQUAN, "gao": place.KOUQUAN, "tang": place.XINSHENG}


async def firms() -> None:
    """Put them into the town."""
    for at, (name, unit) in enumerate(FIRMS.items()):
        named = {"chen": "晋阳机电", "gao": "云中建材", "tang": "新胜食品"}[name]
        await Unit.create(id=unit, name=named, kind=UnitKind.ENTERPRISE, trade="FIRM", area_id=WHERE[name],
                          valid_from=place.SINCE)  # fmt: skip
        await Person.create(id=PEOPLE[name], name=name, login=name, created_at=place.MIDNIGHT,
                            password_hash=place.PASSWORD_HASH)  # fmt: skip
        await Post.create(id=place.fixed(8, 51 + at), person_id=PEOPLE[name], role=Role.ENTERPRISE_LIAISON,
                          area_id=WHERE[name], unit_id=unit, starts_on=place.SINCE)  # fmt: skip
    catalogue.forget()


async def viewer(who: str) -> Viewer:
    """Somebody of the cast, or who speaks for a firm."""
    return await viewers.viewer_of(PEOPLE[who]) if who in PEOPLE else await place.viewer(who)
