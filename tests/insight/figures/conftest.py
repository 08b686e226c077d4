"""The town after a busy week, for figures."""

from tests.query.conftest import remembered, world

__all__ = ["remembered", "world"]
