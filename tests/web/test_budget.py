"""What a phone has to fetch, counted from the import graph of the files as they are served, in brotli."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from server.edge.web.compressed import Compressed
from server.edge.web.site import STARTED, STYLE, File, Site

KB = 1024
WEB = Path(__file__).parents[2] / "web"
SMALL = Compressed()


@pytest.fixture(scope="module")
def site() -> Site:
    return Site(WEB)


def _weight(files: list[File], way: str = "br") -> int:
    return sum(len(SMALL.of(file, way)) for file in files)


def _heaviest(files: dict[str, File]) -> list[tuple[str, int]]:
    return sorted(((path, len(SMALL.of(file))) for path, file in files.items()), key=lambda one: -one[1])[:12]


def test_the_javascript_of_a_workers_first_page_is_at_most_35_kb(site: Site) -> None:
    files = {path: site.packed[path] for path in site.first("/today")}
    assert _weight([*files.values()]) <= 35 * KB, _heaviest(files)


@pytest.mark.parametrize("page", ["/login", "/report", "/outbox", "/me"])
def test_each_other_page_of_a_worker_adds_at_most_15_kb(site: Site, page: str) -> None:
    there = set(site.first("/today"))
    added = {path: site.packed[path] for path in site.first(page) if path not in there}
    assert _weight([*added.values()]) <= 15 * KB, _heaviest(added)


def test_the_styles_are_at_most_8_kb(site: Site) -> None:
    assert _weight([site.packed[STYLE]]) <= 8 * KB


def test_the_first_visit_by_way_of_the_login_is_at_most_60_kb_in_all(site: Site) -> None:
    scripts = dict.fromkeys([*site.first("/login"), *site.first("/today")])
    others = ["manifest.webmanifest", "icons/icon.svg", "icons/icon-192.png"]
    shells = [site.shells["/login"], site.shells["/today"]]
    packed = [site.packed[path] for path in (STYLE, *scripts)]
    files = [*shells, *packed, *(site.files[path] for path in others)]
    assert _weight(files) <= 60 * KB
    assert _weight(files, "gzip") <= 1.3 * _weight(files)


def test_the_worker_is_at_most_30_kb(site: Site) -> None:
    assert _weight([site.files["sw.js"]]) <= 30 * KB


def test_what_is_stored_beforehand_is_at_most_300_kb(site: Site) -> None:
    """Every page, sheet and map in both languages, as it travels; 358 while each file came by itself. What a first
    visit has brought comes out of the browser's own cache; of a new version nothing does."""
    listed = json.loads(site.precache.body)
    stored = {url for url in listed["files"] if url.startswith("/v/")}
    assert set(listed["whole"]["files"]) == stored
    brought = {site.address(path) for path in (STYLE, *site.first("/login"), *site.first("/today"))}
    started = {site.address(path) for path in site.packs.first(STARTED)}
    assert stored - set(listed["bundle"]["files"]) == brought | started
    assert _weight([site.whole]) <= 300 * KB
    assert _weight([site.bundle]) <= 260 * KB


def test_the_big_map_adds_at_most_45_kb(site: Site) -> None:
    """Its page, its code that comes later, its style; beside the entry, which is there already."""
    there = set(site.first("/today"))
    pages = [path for path in site.first("/map") if path not in there]
    drawing = [path for path in site.packs.first(["ui/map/leaflet.js"]) if path not in {*there, *pages}]
    files = {path: site.packed[path] for path in [*pages, *drawing]} | {"desk.css": site.files["style/desk.css"]}
    assert any("leaflet" in path for path in drawing)
    assert _weight([*files.values()]) <= 45 * KB, _heaviest(files)


def test_no_file_of_the_app_names_an_address_outside(site: Site) -> None:
    ours = [path for path in (*site.modules, *site.styles, "index.html") if not path.startswith("vendor/")]
    outside = [
        path
        for path in ours
        for scheme in ("http://", "https://", "//cdn")
        if f'"{scheme}' in site.texts[path] or f"'{scheme}" in site.texts[path] or f"url({scheme}" in site.texts[path]
    ]
    assert outside == []


def test_no_module_watches_where_a_person_goes(site: Site) -> None:
    assert [
        path for path, text in site.texts.items() if "watchPosition" in text and not path.startswith("vendor/")
    ] == []


def test_one_module_calls_for_paper_and_dates_what_is_printed(site: Site) -> None:
    ours = {path: text for path, text in site.texts.items() if not path.startswith("vendor/")}
    assert [path for path, text in ours.items() if "globalThis.print(" in text] == ["ui/paper.js"]
    assert [path for path, text in ours.items() if " print()" in text and "paper.js" not in text] == ["ui/paper.js"]
