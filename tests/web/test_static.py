"""The web's files on the wire: one version at a time, small, and kept for ever where that is safe."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import time
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from server.edge.web import compressed, earlier
from server.edge.web.compressed import WAYS, Compressed
from server.edge.web.modules import closure, imports, without_comments
from server.edge.web.site import File
from server.edge.web.static import routes

INDEX = """<!doctype html><html><head><link rel="stylesheet" href="/style/base.css">
<link rel="stylesheet" href="/style/tokens.css">
<link rel="stylesheet" href="/style/print.css" media="print">
<script type="module" src="/main.js"></script></head><body></body></html>"""
FILES = {
    "index.html": INDEX,
    "style/tokens.css": ":root { color: red }",
    "style/base.css": "body { margin: 0 }",
    "style/print.css": "/* paper */\na { b: c }",
    "main.js": """import { a } from './core/a.js'
export const ROUTES = {
  '/today': { page: () => import('./ui/today/page.js') },
  '/i/:id': { page: () => import('./ui/pages/one.js'), books: ['one'] },
}
export const book = () => import('./words/one.zh.js')
""",
    "words/shared.zh.js": "export const zh = {}\n",
    "words/one.zh.js": "export const one = {}\n",
    "core/a.js": "// why\nexport const a = () => 1\n",
    "core/b.js": "export const b = 2\n",
    "ui/today/page.js": "import { b } from '../../core/b.js'\nexport default b\n",
    "ui/pages/one.js": "export default 3\n",
    "sw.js": "import './worker/sync.js'\nconst VERSION = 'unversioned'\n",
    "worker/sync.js": "export const sync = 1\n",
    "icons/icon.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "api/documents.json": "{}",
    "core/a.d.ts": "export const a: () => number",
}


@pytest.fixture
def web(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def phone(web: Path) -> httpx.AsyncClient:
    return _phone(routes(web))


def _phone(routes: list[BaseRoute]) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(Starlette(routes=routes)), base_url="http://grid")


async def _version(phone: httpx.AsyncClient) -> str:
    return str((await phone.get("/precache.json")).json()["version"])


async def test_a_page_names_every_script_that_it_needs_at_once_and_none_of_later_pages(
    phone: httpx.AsyncClient,
) -> None:
    page = await phone.get("/today")
    version = await _version(phone)
    ahead = re.findall(r'rel="modulepreload" href="([^"]+)"', page.text)
    assert ahead == [f"/v/{version}/main.js"]
    assert f'src="/v/{version}/main.js"' in page.text
    assert re.findall(r'rel="stylesheet" href="([^"]+)"', page.text) == [f"/v/{version}/style/app.css"]
    assert page.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/", "/today", "/i/0199a-0042", "/i/140214-20261123-00042"])
async def test_every_page_of_the_app_is_the_shell(phone: httpx.AsyncClient, path: str) -> None:
    answer = await phone.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")


async def test_a_page_below_another_brings_its_own_modules_and_words(phone: httpx.AsyncClient) -> None:
    page = await phone.get("/i/0199a-0042")
    assert "ui/pages/one.js" in page.text  # and in it its words
    assert "const one = {}" in (await phone.get(f"/v/{await _version(phone)}/ui/pages/one.js")).text
    assert "ui/today/page.js" not in page.text


async def test_an_unknown_page_is_the_shell_with_404_and_an_unknown_file_is_nothing(phone: httpx.AsyncClient) -> None:
    page, file = await phone.get("/nowhere"), await phone.get("/core/nothing.js")
    assert (page.status_code, "<script" in page.text) == (404, True)
    assert (file.status_code, file.text) == (404, "not found")


async def test_a_file_of_this_version_is_kept_for_a_year_and_one_of_another_is_not_there(
    phone: httpx.AsyncClient,
) -> None:
    version = await _version(phone)
    this, other = await phone.get(f"/v/{version}/main.js"), await phone.get("/v/0123456789abcdef/main.js")
    assert "immutable" in this.headers["cache-control"]
    assert (other.status_code, other.headers["cache-control"]) == (404, "no-store")


async def test_during_a_rolling_restart_and_a_day_after_both_processes_have_the_modules_of_both_releases(
    web: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("data")
    old = _phone(routes(web, folder / "compressed"))
    before = await _version(old)
    (newer := folder / "web").mkdir()
    shutil.copytree(web, newer, dirs_exist_ok=True)
    (newer / "core/b.js").write_text("export const b = 2022\n", "utf-8")
    new = _phone(routes(newer, folder / "compressed"))
    after = await _version(new)
    for phone in (old, new):
        for version, words in ((before, "const b = 2\n"), (after, "const b = 2022\n")):
            module = await phone.get(f"/v/{version}/main.js", headers={"accept-encoding": "br"})
            assert (module.status_code, words in module.text) == (200, True)
            assert (await phone.get(f"/v/{version}/style/base.css")).status_code == 200
        for path in ("index.html", "files.json", "core/nothing.js"):
            assert (await phone.get(f"/v/{before}/{path}")).status_code == 404
    a_day_ago = time.time() - 86_401
    os.utime(folder / "releases" / before, (a_day_ago, a_day_ago))
    assert (await new.get(f"/v/{before}/main.js")).status_code == 404


async def test_what_is_put_in_place_under_a_server_is_not_served_before_that_server_is_replaced(web: Path) -> None:
    serving = _phone(routes(web, frozen=True))
    before, page = await _version(serving), (await serving.get("/today")).text
    (web / "core/a.js").write_text("import { New } from './b.js'\nexport const a = () => New\n", "utf-8")
    (web / "ui/pages/one.js").unlink()
    assert (await serving.get("/today")).text == page
    assert before in (await serving.get("/sw.js")).text
    assert (await serving.get(f"/v/{before}/ui/pages/one.js")).status_code == 200
    assert await _version(serving) == before


async def test_a_release_has_its_day_from_when_it_was_last_current_and_few_are_kept(
    web: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("data")
    phone = _phone(routes(web, folder / "compressed"))
    before = await _version(phone)
    long_ago = time.time() - 10 * 86_400
    os.utime(folder / "releases" / before, (long_ago, long_ago))  # current for ten days
    for number in range(6):
        (web / "core/b.js").write_text(f"export const b = {number}{number}{number}\n", "utf-8")
        await phone.get("/today")
        if not number:
            assert (await phone.get(f"/v/{before}/main.js")).status_code == 200
    kept = list((folder / "releases").iterdir())
    assert len(kept) == earlier.MOST
    assert (await phone.get(f"/v/{before}/main.js")).status_code == 404


@pytest.mark.parametrize(
    ("taken", "way"), [("gzip, deflate, br, zstd", "br"), ("gzip, deflate", "gzip"), ("gzip;q=0.5, br;q=0", "gzip")]
)
async def test_the_same_file_is_not_sent_twice_and_goes_out_as_small_as_the_phone_can_read_it(
    phone: httpx.AsyncClient, taken: str, way: str
) -> None:
    first = await phone.get("/core/a.js", headers={"accept-encoding": taken})
    assert first.headers["content-encoding"] == way
    assert first.text == "\nexport const a = () => 1\n"
    again = await phone.get("/core/a.js", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    plain = await phone.get("/core/a.js", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers


async def test_the_worker_bears_the_version_and_the_list_names_all_pages(phone: httpx.AsyncClient) -> None:
    listed = (await phone.get("/precache.json")).json()
    worker = await phone.get("/sw.js")
    assert f"VERSION = '{listed['version']}'" in worker.text
    assert worker.headers["cache-control"] == "no-cache"
    prefix = f"/v/{listed['version']}/"
    names = {name.removeprefix(prefix) for name in listed["files"]}
    pages = {"main.js", "ui/pages/one.js"}
    assert names == {"/today", "/icons/icon.svg", "style/app.css", *pages}
    assert list(listed["files"]) == sorted(listed["files"])  # one text, whichever process tells it
    for name, digest in listed["files"].items():
        answer = await phone.get(name)
        assert (answer.status_code, hashlib.sha256(answer.content).hexdigest()) == (200, digest)
    texts = (await phone.get(listed["bundle"]["url"])).text.split("\0")  # what a first visit does not bring
    bundled = {
        name: hashlib.sha256(text.encode()).hexdigest()
        for name, text in zip(listed["bundle"]["files"], texts, strict=True)
    }
    assert bundled == {f"{prefix}ui/pages/one.js": listed["files"][f"{prefix}ui/pages/one.js"]}


async def test_a_changed_file_anywhere_is_a_new_version_of_the_whole_app(phone: httpx.AsyncClient, web: Path) -> None:
    before = await _version(phone)
    known = (await phone.get("/sw.js")).headers["etag"]
    (web / "core/b.js").write_text("export const b = 2022\n", "utf-8")
    await phone.get("/today")
    after = await _version(phone)
    assert after != before
    assert (await phone.get("/sw.js", headers={"if-none-match": known})).status_code == 200
    assert "const b = 2022" in (await phone.get(f"/v/{after}/main.js")).text


@pytest.mark.parametrize(
    "path",
    ["/api/documents.json", "/core/a.d.ts", "/core/..%2f..%2fpyproject.toml", "/index.html", "/v/x/..%2findex.html"],
)
async def test_what_is_not_for_phones_is_not_there(phone: httpx.AsyncClient, path: str) -> None:
    assert (await phone.get(path)).status_code == 404


async def test_what_is_shared_without_a_worker_leads_to_a_report_that_says_it_was_not_taken(
    phone: httpx.AsyncClient,
) -> None:
    answer = await phone.post("/share", data={"text": "井盖"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/report?problem=SHARE_UNREADABLE")


async def test_all_styles_of_the_page_come_as_one_in_their_order(phone: httpx.AsyncClient) -> None:
    style = await phone.get(f"/v/{await _version(phone)}/style/app.css")
    assert style.headers["content-type"] == "text/css; charset=utf-8"
    assert style.text == "body{margin:0}:root{color:red}@media print{a{b:c}}"


def test_comments_stay_at_home_and_lines_keep_their_numbers() -> None:
    lines = [
        "/**",
        " * why",
        " */",
        "const a = /** @type {any} */ (b) // end",
        "/** one */",
        "// gone",
        "c('http://x') /* kept */",
    ]
    kept = ["", "", "", "const a = (b) // end", "", "", "c('http://x') /* kept */"]
    assert without_comments("\n".join(lines)) == "\n".join(kept)


def test_a_template_keeps_every_line() -> None:
    text = "const t = `\n// not a comment\n/* nor this */\n`\n// this is\n"
    assert without_comments(text) == "const t = `\n// not a comment\n/* nor this */\n`\n\n"


def test_imports_in_comments_do_not_count() -> None:
    text = "/** @type {import('./types.js').Row} */\nimport{a}from\"./a.js\"\nimport './b.js'\nimport('./c.js')\n"
    assert imports("ui/x.js", text) == (["ui/a.js", "ui/b.js"], ["ui/c.js"])


def test_a_module_that_is_not_there_is_named() -> None:
    with pytest.raises(KeyError, match=r"core/gone\.js"):
        closure(["main.js"], {"main.js": "import './core/gone.js'"}, later=False)


@pytest.mark.parametrize("way", WAYS)
def test_what_was_compressed_is_there_at_the_next_start_unless_it_is_spoilt_or_of_another_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    one, other = File(b"const a = 1\n" * 9, "text/javascript"), File(b"const b = 2\n" * 9, "text/javascript")
    small = [Compressed(tmp_path / "kept").of(file, way) for file in (one, other)]
    name = other.digest if way == "br" else f"{other.digest}.gzip"
    (tmp_path / "kept" / name).write_bytes(small[1][:5])  # as a power cut leaves it
    made: list[bytes] = []

    def noted(body: bytes, way: str) -> bytes:
        made.append(body)
        return bytes(brotli.compress(body)) if way == "br" else gzip.compress(body)

    monkeypatch.setattr(compressed, "_compressed", noted)
    again = Compressed(tmp_path / "kept")
    whole = brotli.decompress if way == "br" else gzip.decompress
    assert [whole(again.of(file, way)) for file in (one, other)] == [one.body, other.body]
    assert made == [other.body]
    again.only([other])
    assert [path.name for path in (tmp_path / "kept").iterdir()] == [name]


@pytest.fixture
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that cannot be made."""
    file = tmp_path_factory.mktemp("a") / "file"
    file.write_text("no folder", "utf-8")
    return file / "compressed"


async def test_a_folder_that_cannot_be_written_only_costs_time(web: Path, closed: Path) -> None:
    async with _phone(routes(web, closed)) as phone:
        response = await phone.get("/core/a.js", headers={"accept-encoding": "br"})
    assert (response.status_code, response.headers["content-encoding"]) == (200, "br")
