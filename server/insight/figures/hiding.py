"""Few cases hide: of which groups a share is not told, pure.

A share is told of at least `LEAST` cases, and only where nobody learns of fewer by taking away what else is told: the
other groups from their total, or a question from the same one without a condition. Where a group is hidden, so is the
next smallest, until what is hidden of any total is `LEAST` again; that goes for each dimension by itself, too, since
that is a question of its own.

Decision: nothing is remembered of what somebody asked before. Two questions that differ in one condition, or in all,
unmask nobody; who puts together stretches of time of their own choice learns no more than the list of cases tells them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import sqrt

from server.process.figuring import Key

LEAST = 5  # cases of which a share is told
Z = 1.959964  # of a normal distribution: 95 % lie within


def hidden(among: Mapping[Key, int], wider: Sequence[Mapping[Key, int]]) -> set[Key]:
    """The groups of which a share is not told. `among`: of how many cases it would be, by group; `wider`: the same of
    each wider question."""
    if _is_few(sum(among.values())) or _told_apart(_all(among), map(_all, wider)):
        return set(among)
    found = {key for key, count in among.items() if _is_few(count) or _told_apart(among, wider, key)}
    width, parts = len(next(iter(among), ())), [among]
    for place in range(width if width > 1 else 0):
        values = _values(among, place)
        parts += values.values()
        for (value,) in hidden(_by(among, place), [_by(one, place) for one in wider]):
            _fill(found, values[value])
    before = -1
    while before != len(found):
        before = len(found)
        for part in parts:
            if any(part[key] for key in found.intersection(part)):
                _fill(found, part)
    return found


def _is_few(count: int) -> bool:
    return count < LEAST


def _all(among: Mapping[Key, int]) -> dict[Key, int]:
    return {(): sum(among.values())}


def _told_apart(among: Mapping[Key, int], wider: Iterable[Mapping[Key, int]], key: Key = ()) -> bool:
    """Whether a wider question has but a few cases more in this group."""
    return any(0 < one.get(key, 0) - among[key] < LEAST for one in wider)


def _by(among: Mapping[Key, int], place: int) -> dict[Key, int]:
    """The same by one dimension alone."""
    found: dict[Key, int] = {}
    for key, count in among.items():
        found[(key[place],)] = found.get((key[place],), 0) + count
    return found


def _values(among: Mapping[Key, int], place: int) -> dict[str | None, dict[Key, int]]:
    """The groups of each value of a dimension, which add up to a total that can be asked for as well."""
    found: dict[str | None, dict[Key, int]] = {}
    for key, count in among.items():
        found.setdefault(key[place], {})[key] = count
    return found


def _fill(found: set[Key], part: Mapping[Key, int]) -> None:
    """Hide more of these, the smallest first, until those that are hidden are together no few cases."""
    count = sum(part[key] for key in found.intersection(part))
    if count >= LEAST:
        return
    for key, n in sorted(part.items(), key=lambda one: (one[1], str(one[0]))):
        if count >= LEAST:
            return
        if key not in found and n:
            found.add(key)
            count += n


def interval(count: int, among: int) -> tuple[float, float]:
    """Wilson's interval in which the share lies in 95 of 100 cases."""
    share, z = count / among, Z * Z / among
    middle = (share + z / 2) / (1 + z)
    reach = Z * sqrt(share * (1 - share) / among + z / among / 4) / (1 + z)
    return max(0.0, middle - reach), min(1.0, middle + reach)
