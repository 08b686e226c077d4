"""What a failure of the database's driver means to whoever asked."""

from __future__ import annotations

import pytest
from asyncpg import InterfaceError, InternalClientError

from server.core.errors import Busy
from server.data.db_errors import translating


def test_a_driver_out_of_step_is_a_database_that_is_away() -> None:
    """A connection that was cut while it was being set up; seen with a PostgreSQL that takes no more connections."""
    with pytest.raises(Busy), translating():
        raise InternalClientError("cannot switch to state 11; another operation (2) is in progress")


def test_what_we_ask_wrongly_stays_a_bug() -> None:
    with pytest.raises(InterfaceError), translating():
        raise InterfaceError("the server expects 2 arguments for this query, 1 was passed")
