"""All that a noun on the kernel has to pass; `class TestComplaint(Laws)` with its `kit` is the test."""

from tests.kit.fourfold import FourFold
from tests.kit.kit import MONDAY, Kit, Stride
from tests.kit.races import Races
from tests.kit.sight import Sight
from tests.kit.walks import Walks

__all__ = ["MONDAY", "Kit", "Laws", "Stride"]


class Laws(FourFold, Sight, Races, Walks):
    pass
