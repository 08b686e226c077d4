"""Which modules travel in one file: those that the same pages need, and small ones with their likes.

A file for every set of pages would be two hundred files of a few hundred bytes, each a question on a slow line and
badly compressed; one file for all would make everybody wait for everything. So two groups become one as long as that
saves more than it sends needlessly: `JOINED` for each load with one file less, against what it gets and does not need.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

JOINED = 900  # characters of source: what a file costs by itself, its own dictionary first of all
OFTEN = 4  # how much oftener a page is opened than something on it
ALL = 16  # what each phone fetches beforehand, counted as so many openings of a page

Name = tuple[str, int]


@dataclass(eq=False)
class Group:
    """Modules of one file; `pages` and `parts` are the loads that need it, a bit for each."""

    modules: list[str]
    size: int
    pages: int
    parts: int

    @property
    def name(self) -> Name:
        """No other group has it, also of those that are no more: so that equal costs are taken in one order."""
        return self.modules[0], len(self.modules)


def grouped(
    sizes: Mapping[str, int], pages: Sequence[Collection[str]], parts: Sequence[Collection[str]]
) -> list[Group]:
    """The groups of all modules in `sizes`. `pages` and `parts` name what is loaded together: with a page, or later on
    one."""
    groups = _alike(sizes, pages, parts)
    waiting = [entry for pair in combinations(groups, 2) for entry in _worth(*pair)]
    heapq.heapify(waiting)
    left = dict.fromkeys(groups)
    while waiting:
        *_, one, other = heapq.heappop(waiting)
        if one in left and other in left:
            del left[one], left[other]
            new = _joined(one, other)
            for entry in (entry for group in left for entry in _worth(group, new)):
                heapq.heappush(waiting, entry)
            left[new] = None
    return list(left)


def _alike(sizes: Mapping[str, int], pages: Sequence[Collection[str]], parts: Sequence[Collection[str]]) -> list[Group]:
    """A group for each set of loads that need the same modules."""
    found: dict[tuple[int, int], Group] = {}
    for path, size in sizes.items():
        users = _bits(path, pages), _bits(path, parts)
        group = found.setdefault(users, Group([], 0, *users))
        group.modules.append(path)
        group.size += size
    return list(found.values())


def _bits(path: str, loads: Sequence[Collection[str]]) -> int:
    return sum(1 << at for at, load in enumerate(loads) if path in load)


def _joined(one: Group, other: Group) -> Group:
    modules = [*one.modules, *other.modules]
    return Group(modules, one.size + other.size, one.pages | other.pages, one.parts | other.parts)


def _worth(one: Group, other: Group) -> list[tuple[int, Name, Name, Group, Group]]:
    """The pair with what joining it costs, first what costs least; nothing when it does not pay."""
    shared = OFTEN * (ALL + (one.pages & other.pages).bit_count()) + (one.parts & other.parts).bit_count()
    needless = one.size * _needless(other, one) + other.size * _needless(one, other)
    cost = needless - JOINED * shared
    return [(cost, one.name, other.name, one, other)] if cost < 0 else []


def _needless(there: Group, new: Group) -> int:
    """How often `new` is loaded for nothing when it is in one file with `there`."""
    return OFTEN * (there.pages & ~new.pages).bit_count() + (there.parts & ~new.parts).bit_count()
