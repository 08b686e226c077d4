"""Who is there is read anew when it changed, by whomever, and else only asked whether it did."""

from __future__ import annotations

from datetime import timedelta

import pytest

from server.core import clock
from server.core.viewer import Role
from server.ground.person import standing_in
from server.ground.person.models import Person, Post
from tests import town

pytestmark = pytest.mark.usefixtures("town")


async def test_all_posts_are_read_only_when_one_was_added_or_ended_or_it_is_another_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read, days = standing_in._read, list[object]()

    async def counted(day: object) -> object:
        days.append(day)
        return await read(day)  # type: ignore[arg-type]

    async def there() -> tuple[int, int]:
        """How many posts are held, and how often they have been read."""
        return len((await standing_in.present()).holders), len(days)

    monkeypatch.setattr(standing_in.REMEMBERED, "seconds", -1.0)
    monkeypatch.setattr(standing_in.REMEMBERED, "read", counted)
    standing_in.forget()
    today, (held, _) = clock.today(), await there()
    assert await there() == (held, 1)
    # … as another process writes: nobody here is told to forget
    new = await Post.create(id=town.fixed(8, 900), person_id=town.FENG, role=Role.COMMUNITY, area_id=town.NEW_SIDE,
                            starts_on=town.SINCE)  # fmt: skip
    assert await there() == (held + 1, 2)
    await Post.filter(id=new.id).update(ends_on=today + timedelta(days=30))
    assert await there() == (held + 1, 3)
    await Post.filter(id=new.id).update(ends_on=today - timedelta(days=1))
    assert await there() == (held, 4)
    await Person.filter(id=town.LIN).update(ended_at=clock.now())
    assert await there() == (held - 1, 5)
    assert await there() == (held - 1, 5)
    with clock.at(clock.now() + timedelta(days=1)):
        assert await there() == (held - 1, 6)
