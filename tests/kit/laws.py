"""All that a noun on the kernel has to pass: `class TestComplaint(Laws)` with its `kit` is the test. A noun of which a
phone keeps commands without a network has `class TestComplaint(Laws, Offline, Carried)`."""

from tests.kit.fourfold import FourFold
from tests.kit.kit import MONDAY, Kit, Stride
from tests.kit.offline import Carried, Offline
from tests.kit.races import Races
from tests.kit.sight import Sight
from tests.kit.walks import Walks

__all__ = ["MONDAY", "Carried", "Kit", "Laws", "Offline", "Stride"]


class Laws(FourFold, Sight, Races, Walks):
    def test_what_a_phone_keeps_is_held_to_its_laws(self) -> None:
        keeps = [stride.name for stride in self.kit.kept]
        name = type(self).__name__
        assert not keeps or isinstance(self, Offline), f"a phone keeps {keeps}: class {name}(Laws, Offline, Carried)"
