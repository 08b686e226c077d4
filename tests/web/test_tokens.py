"""S52: every text can be read and every lamp be seen, by day and by night; the figures come from the token file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

WEB = Path(__file__).parent.parent.parent / "web"
TOKENS = (WEB / "style" / "tokens.css").read_text("utf-8")
TOKEN = re.compile(r"--([\w-]+): light-dark\((#[0-9a-f]{6,8}), (#[0-9a-f]{6,8})\)")
SCHEMES = ("light", "dark")
GROUNDS = ("bg", "surface", "sunken")
SOFTS = ("primary", "ok", "warn", "bad", "whistle", "wait", "brand")
LITERAL = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(|\boklch\(")


def _everyday() -> str:
    return TOKENS.split("@media (prefers-contrast")[0]


COLOURS = {name: dict(zip(SCHEMES, found, strict=True)) for name, *found in TOKEN.findall(_everyday())}


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str, scheme: str) -> float:
    """WCAG's ratio of two tokens in a scheme."""
    low, high = sorted(_luminance(COLOURS[name][scheme]) for name in (one, other))
    return (high + 0.05) / (low + 0.05)


def _pairs(least: float, pairs: list[tuple[str, str]]) -> list[str]:
    return [
        f"{one} on {other}, {scheme}: {ratio:.2f}"
        for one, other in pairs
        for scheme in SCHEMES
        if (ratio := contrast(one, other, scheme)) < least
    ]


def test_black_on_white_is_twenty_one() -> None:
    COLOURS["black"], COLOURS["white"] = dict.fromkeys(SCHEMES, "#000000"), dict.fromkeys(SCHEMES, "#ffffff")
    assert contrast("black", "white", "light") == pytest.approx(21)


def test_text_can_be_read_on_every_ground_it_may_stand_on() -> None:
    grounds = (*GROUNDS, *(f"{soft}-soft" for soft in SOFTS))
    plain = [(ink, ground) for ink in ("ink", "ink2") for ground in grounds]
    states = [(ink, ground) for ink in SOFTS for ground in ("bg", "surface", f"{ink}-soft")]
    filled = [("on-primary", "primary"), ("on-ok", "ok"), ("bg", "ink")]
    assert _pairs(7.0, plain + states + filled) == []


def test_borders_lamps_and_the_ring_of_focus_stand_out() -> None:
    grounds = ("bg", "surface")
    drawn = [(name, ground) for name in ("line", "ink", "primary") for ground in grounds]
    lamps = [(f"lamp-{name}", f"{soft}-soft") for name, soft in (("green", "ok"), ("edge", "warn"), ("red", "bad"))]
    on_map = [(f"lamp-{name}", "surface") for name in ("green", "edge", "red")]
    assert _pairs(3.0, drawn + lamps + on_map) == []


def test_every_token_has_a_colour_for_the_day_and_one_for_the_night() -> None:
    assert len(COLOURS) >= 30
    assert set(re.findall(r"--([\w-]+): light-dark", _everyday())) <= COLOURS.keys()


def test_no_colour_is_written_outside_the_token_file() -> None:
    files = [*(WEB / "style").glob("*.css"), *(WEB / "ui").rglob("*.js"), WEB / "main.js"]
    found = [
        f"{path.relative_to(WEB)}: {match.group()}"
        for path in files
        if path.name != "tokens.css"
        for match in LITERAL.finditer(path.read_text("utf-8"))
    ]
    assert found == []


def test_the_browser_bar_wears_the_colour_of_the_surface() -> None:
    metas = re.findall(r'name="theme-color" content="(#\w+)"', (WEB / "index.html").read_text("utf-8"))
    assert metas == list(COLOURS["surface"].values())


def test_every_token_that_is_used_exists() -> None:
    given = set(re.findall(r"--([\w-]+):", TOKENS))
    used = {
        name
        for path in (WEB / "style").glob("*.css")
        for name in re.findall(r"var\(--([\w-]+)", path.read_text("utf-8"))
    }
    measured = {"list", "map"}  # widths of panes, which their reader sets
    assert used - given == measured
