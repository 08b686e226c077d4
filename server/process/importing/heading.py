"""Which line has the headings, and which column of the file is which of the sheet's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from server.process.importing.cells import plain
from server.process.importing.files import Line
from server.process.importing.kind import ImportKind
from server.process.importing.sheet import Field

LOOKED_AT = 12  # lines: titles and notes stand above the headings of many sheets
_NOISE = re.compile(r"[\s*＊:：（）()\[\]【】]|必填|选填|可选")


def names_of(kind: ImportKind) -> dict[str, str]:
    """The fields by every heading under which they are known."""
    fields = kind.sheet.fields
    known = {_bare(one.zh): one.name for one in fields} | {_bare(one.name): one.name for one in fields}
    return {_bare(other): name for other, name in kind.also.items()} | known


def heading_of(kind: ImportKind, lines: Sequence[Line]) -> int:
    """The place of the line that has the most headings of the kind; the first one where none has any."""
    names = names_of(kind)
    found = [len({names[_bare(cell)] for cell in cells if _bare(cell) in names}) for _, cells in lines[:LOOKED_AT]]
    return found.index(max(found)) if found else 0


def suggested(kind: ImportKind, headings: Sequence[str], remembered: Mapping[str, str]) -> list[str]:
    """The field of each column, "" for none: as the last file of this source had it, else by its heading."""
    names, used, found = names_of(kind), set[str](), list[str]()
    fields = {one.name for one in kind.sheet.fields}
    for heading in headings:
        name = remembered.get(heading, names.get(_bare(heading), ""))
        name = name if name in fields and name not in used else ""
        used.add(name)
        found.append(name)
    return found


def mapped(lines: Sequence[Line], heading: int, mapping: Sequence[str]) -> list[Line]:
    """The lines from the headings on, which are the fields' names now."""
    (number, _), *rows = [one for one in lines if one[0] >= heading]
    return [(number, list(mapping)), *rows]


def lacking(kind: ImportKind, mapping: Sequence[str]) -> list[Field]:
    """The columns that may not be left out, and are."""
    return [one for one in kind.sheet.fields if not one.optional and one.name not in mapping]


def _bare(heading: str) -> str:
    return _NOISE.sub("", plain(heading)).lower()
