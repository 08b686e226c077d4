"""How many lives each law walks: a few in the suite, many each night (`GRID_TEST_WALKS`)."""

from __future__ import annotations

import os

WALKS = int(os.environ.get("GRID_TEST_WALKS", "10"))  # of lives that end by themselves
FEW = int(os.environ.get("GRID_TEST_WALKS", "4"))  # of whole districts
ROUNDS = max(1, WALKS // 10)  # of what one round shows as a rule
SAME = "GRID_TEST_WALKS" not in os.environ  # the suite walks the same ways each time, each night others
