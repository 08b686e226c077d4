"""A district's folder, read whole: its sheets, its grids and its borders, and every fault in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from server.process.importing.cells import code, day, one_of, text, whole, yes
from server.process.importing.faults import Faults, Said, echo
from server.process.importing.files import SAVE_AS_CSV
from server.process.importing.sheet import Field, Table, read
from server.setup.pack import geojson, kinds, layers, words
from server.setup.pack.geojson import Feature

MOST_FILES = 200
TEMPLATE = "server/demo/district"
_TABLES = {".csv", ".geojson", ".json", ".xlsx", ".xls", ".et", ".ods"}

_SOURCE = (Field("source", "来源", text(120), optional=True), Field("synthetic", "虚构", yes, optional=True))
GRID_FIELDS = (
    Field("code", "编码", code(15)),
    Field("name", "名称", text(64)),
    Field("community", "社区", code(12), optional=True),
    Field("kind", "类型", one_of(words.GRIDS), optional=True),
    Field("households", "户数", whole(0, 99_999), optional=True),
    Field("predecessor", "原编码", code(15), optional=True),
    Field("valid_from", "起始日", day, optional=True),
    Field("valid_to", "最后一日", day, optional=True),
    *_SOURCE,
)
BORDER_FIELDS = (Field("code", "编码", code(6, 9, 12)), *_SOURCE)


@dataclass(frozen=True)
class Folder:
    """What the folder holds. Sheets by name; None where a file is not there or could not be read whole."""

    names: frozenset[str]
    tables: Mapping[str, Table]
    grids: list[Feature] | None
    borders: list[Feature] | None
    layers: list[layers.Drawn] | None = None


def read_folder(path: Path, faults: Faults, *, complete: bool) -> Folder:
    """Read every file of the folder; with `complete` none of those that a new district needs may lack.

    Raises ValueError when it is no folder.
    """
    if not path.is_dir():
        raise ValueError(f"{path} is no folder")
    names = sorted(one.name for one in path.iterdir() if not one.name.startswith((".", "~$")))[: MOST_FILES + 1]
    _check_names(names, faults, complete=complete)
    tables = {one.name: read(one, path / one.file, faults) for one in kinds.SHEETS if one.file in names}
    grids, borders = kinds.GRIDS_FILE, kinds.BORDERS_FILE
    return Folder(
        frozenset(names),
        tables,
        geojson.features(path / grids, GRID_FIELDS, faults) if grids in names else None,
        geojson.features(path / borders, BORDER_FIELDS, faults) if borders in names else None,
        layers.read(path / kinds.LAYERS_FILE, faults) if kinds.LAYERS_FILE in names else None,
    )


def _check_names(names: list[str], faults: Faults, *, complete: bool) -> None:
    """Tables that are none of ours are told, since nobody would miss what is silently left out."""
    for name in names:
        if name in kinds.FILES or Path(name).suffix.lower() not in _TABLES:
            continue
        if f"{Path(name).stem}.csv" in kinds.FILES and Path(name).suffix.lower() != ".geojson":
            write = SAVE_AS_CSV
        else:
            near = get_close_matches(name[:60], kinds.FILES, 1)
            meant = f"“{near[0]}”？" if near else ""
            write = Said(
                f"{meant}文件名只能是 {'、'.join(kinds.FILES)}",
                f"{meant} The names are {', '.join(kinds.FILES)}".strip(),
            )
        faults.add(echo(name).strip("“”"), None, None, Said("不认识这个文件", "this file is not known"), write)
    lacking = [name for name in kinds.NEEDED if name not in names] if complete else []
    for name in lacking:
        faults.add(
            name,
            None,
            None,
            Said("缺少这个文件", "this file is lacking"),
            Said(f"照 {TEMPLATE}/{name} 填写", f"one like {TEMPLATE}/{name}"),
        )
    if not complete and not any(name in kinds.FILES for name in names):
        faults.add(
            ".",
            None,
            None,
            Said("没有可读的文件", "there is no file to read"),
            Said(f"照 {TEMPLATE} 填写", f"files like those of {TEMPLATE}"),
        )
