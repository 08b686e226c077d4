"""Prints the runs of `web/core/pinyin.js`: how many characters of GB 2312's first level, which stands in the order of
its readings, have each syllable: `python tests/web/pinyin_runs.py`.
"""

from __future__ import annotations

from itertools import groupby

ROWS, CELLS = range(0xB0, 0xD8), range(0xA1, 0xFF)
LAST = bytes((0xD7, 0xF9))  # what follows in its row is empty


def characters() -> list[str]:
    pairs = (bytes((row, cell)) for row in ROWS for cell in CELLS)
    return [pair.decode("gb2312") for pair in pairs if pair <= LAST]


def place(syllable: str) -> tuple[str, str]:
    """As the standard sorts: ü as u, after it."""
    return syllable.replace("v", "u"), syllable


def in_order(readings: list[set[str]]) -> list[str]:
    """One reading of each, so that they ascend: the one under which the standard puts it; as many as can be."""
    best: dict[str, tuple[int, tuple[str, ...]]] = {"": (0, ())}
    for spoken in readings:
        after: dict[str, tuple[int, tuple[str, ...]]] = {}
        for last, (kept, chosen) in best.items():
            for one in {*(way for way in spoken if place(way) >= place(last)), last} - {""}:
                found = (kept + (one in spoken), (*chosen, one))
                if one not in after or found > after[one]:
                    after[one] = found
        best = dict(sorted(after.items(), key=lambda way: -way[1][0])[:6])
    return list(max(best.values())[1])


def main() -> None:
    from pypinyin import Style, pinyin

    readings = [
        {way.replace("ü", "v") for way in pinyin(one, style=Style.NORMAL, heteronym=True)[0]} for one in characters()
    ]
    print(" ".join(f"{syllable}{len([*run])}" for syllable, run in groupby(in_order(readings))))


if __name__ == "__main__":
    main()
