"""How much of a file is read, whatever kind of table it is."""

from __future__ import annotations

MOST_BYTES = 50 << 20  # of the file
MOST_ROWS, MOST_COLUMNS = 200_000, 60
LONGEST_CELL = 2_000  # characters; of a longer one so much is kept that its length is refused


class Refused(Exception):
    """What the file is not; the code is one of `server.core.codes`."""
