"""Where a noun's laws begin: its kit, and a town in which one of it stands wherever a stride begins."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from operator import attrgetter
from typing import ClassVar
from uuid import UUID

import pytest

from tests.kit.kit import After, Kit
from tests.stores import Store


class Standing:
    """A class of tests of one noun."""

    kit: ClassVar[Kit]

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        """A test that asks for a stride is one for each."""
        if "stride" in metafunc.fixturenames:
            metafunc.parametrize("stride", self.kit.strides, ids=attrgetter("name"))

    @pytest.fixture
    async def stood(self, store: Store) -> AsyncIterator[Mapping[After, UUID]]:
        """One of the noun wherever a stride begins, by what led there."""
        async with self.kit.standing(store, type(self).__module__) as places:
            yield places
