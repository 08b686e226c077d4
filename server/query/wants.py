"""What of a row is wanted, as data: its columns, the row a column points to, and the rows that hang on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tortoise import Model

from server.data import orm
from server.query.needs import Needs
from server.query.projection import Hanging, Link, Want


@dataclass
class Wants:
    """All that is wanted of the rows of one model, gathered from many fields; the same thing is read only once.

    `hung` is what its rows hang on, by what and of whom. A link that leads back there costs nothing: the row is known.
    """

    model: type[Model]
    columns: dict[str, int] = field(default_factory=dict)  # with their places in a row's own values
    ones: dict[Link, Wants] = field(default_factory=dict)
    many: dict[Hanging, Wants] = field(default_factory=dict)
    backs: set[str] = field(default_factory=set)
    hung: tuple[Hanging, Wants] | None = None
    beside: Wants | None = None  # whose column points here: the values of both stand in one list
    in_json: bool = False  # whether the database tells these rows as JSON
    readers: list[Needs] = field(default_factory=list, repr=False, compare=False)  # the functions over these rows

    def column(self, name: str) -> int:
        """Want a column; its place among the columns."""
        if name not in orm.columns(self.model):
            raise LookupError(f"{self.model.__name__} has no column {name}")
        return self.columns.setdefault(name, len(self.columns))

    def one(self, link: Link) -> Wants:
        """What is wanted of the row that `link` leads to; its `there` tells whether there is one."""
        if self.hung and _leads_back(link, *self.hung):
            self.backs.add(link.name)
            return self.hung[1]
        if link not in self.ones:
            self.ones[link] = Wants(link.model, in_json=self.in_json, beside=self)
            self.ones[link].column(link.there)
        return self.ones[link]

    def hanging(self, hanging: Hanging) -> tuple[str, Wants]:
        """The attribute under which a row will have them, and what is wanted of each."""
        if hanging not in self.many:
            self.many[hanging] = Wants(hanging.model, hung=(hanging, self), in_json=True)
        return self.attribute(hanging), self.many[hanging]

    def attribute(self, hanging: Hanging) -> str:
        """The plain name for all that hangs, another one for each page of it."""
        if hanging.most is None:
            return hanging.name
        return f"{hanging.name} {list(self.many).index(hanging)}"

    def take(self, wanted: Iterable[Want]) -> None:
        """Add what a function says that it needs."""
        for want in wanted:
            if isinstance(want, str):
                self.column(want)
            elif isinstance(want[0], Link):
                self.one(want[0]).take(want[1])
            else:
                self.hanging(want[0])[1].take(want[1])

    def joined(self) -> int:
        """How many tables the widest join of its statement has."""
        return max([self._beside(), *(one.joined() for one in self._hanging())])

    def _beside(self) -> int:
        return 1 + sum(one._beside() for one in self.ones.values())

    def _hanging(self) -> Iterator[Wants]:
        yield from self.many.values()
        for one in self.ones.values():
            yield from one._hanging()

    def read_by(self, needs: Needs) -> None:
        """Add what a function over these rows says that it needs."""
        self.take(needs.wanted)
        self.readers.append(needs)


def _leads_back(link: Link, hanging: Hanging, parent: Wants) -> bool:
    return link.model is parent.model and link.pairs == ((hanging.there, hanging.here),)
