"""Where a noun's laws begin: its kit, and a town in which one of it stands wherever a stride begins."""

from __future__ import annotations

from collections.abc import AsyncIterator
from operator import attrgetter
from typing import ClassVar

import pytest

from tests.kit.kit import Kit, Stood
from tests.stores import Store


class Standing:
    """A class of tests of one noun."""

    kit: ClassVar[Kit]

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        """A test that asks for a stride is one for each, and so is one that asks for what a phone keeps."""
        for name, strides in (("stride", self.kit.strides), ("kept", self.kit.kept)):
            if name in metafunc.fixturenames:
                metafunc.parametrize(name, strides, ids=attrgetter("name"))

    @pytest.fixture
    async def stood(self, store: Store) -> AsyncIterator[Stood]:
        async with self.kit.standing(store, type(self).__module__) as stood:
            yield stood
