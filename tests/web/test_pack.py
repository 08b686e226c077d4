"""Joined modules do what they did apart: run by a real engine, each exactly once, in the order of their needs."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import deno  # type: ignore[import-untyped]
import pytest

from server.edge.web.groups import grouped
from server.edge.web.modules import closure, flush_left
from server.edge.web.pack import Packs
from server.edge.web.site import Site

WEB = Path(__file__).parents[2] / "web"
MAIN = """import { note, notes } from './core/notes.js'
import double from './core/sum.js'
import { add as plus } from './core/sum.js'
import { Today as Now } from './api/operations.js'
import './core/effect.js'
async function run() {
  note('main', plus(1, 2), double(4), Now.id)
  const { page } = await import('./ui/one.js')
  const { page: second } = await import('./ui/two.js')
  const { add } = await import('./core/sum.js')
  page()
  second()
  note('again', add(2, 2))
  console.log(JSON.stringify(notes))
}
void run()
"""
NOTES = """export const notes = []
var shared = 'notes'
export function note(...words) {
  notes.push([shared, ...words])
}
"""
SUM = """var shared = 'sum', $ = 1, _ = 2, all = 3
const a = (x, y) => x + y
export{a as add}
export default (x) => x * 2
"""
AGAIN = """export { note } from './notes.js'
export class Count {}
export async function* many() {}
"""
BOTH = """import { note } from './notes.js'
note('both, once')
export const both = `
  kept
`
"""
OWN = """import { note } from '../core/again.js'
import { both } from '../core/both.js'
export const own = (more) => note('own', both, more.id)
"""
ONE = """import { own } from './own.js'
import { Later } from '../api/operations.js'
export const page = () => own(Later)
"""
TWO = """import { both } from '../core/both.js'
import { note } from '../core/notes.js'
export function page() {
  note('two', both)
}
"""
OPERATIONS = """export const Later = { id: "2" }
export const Today = { id: "1" }
export const Unused = { id: "3" }
"""
MODULES = {
    "main.js": MAIN,
    "core/notes.js": NOTES,
    "core/sum.js": SUM,
    "core/effect.js": "import { note } from './notes.js'\nnote('effect')\n",
    "core/again.js": AGAIN,
    "core/both.js": BOTH,
    "ui/own.js": OWN,
    "ui/one.js": ONE,
    "ui/two.js": TWO,
    "api/operations.js": OPERATIONS,
}


def _run(folder: Path, files: dict[str, str]) -> list[list[object]]:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    own = {"DENO_DIR": str(folder / "deno"), "NO_COLOR": "1", "DENO_NO_UPDATE_CHECK": "1"}
    command = [deno.find_deno_bin(), "run", "--no-remote", "--no-check", "--no-config", "main.js"]
    done = subprocess.run(command, cwd=folder, env=os.environ | own, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told: list[list[object]] = json.loads(done.stdout)
    return told


def _joined() -> Packs:
    return Packs(["main.js"], MODULES)


def test_joined_modules_do_what_they_did_apart(tmp_path: Path) -> None:
    apart = _run(tmp_path / "apart", MODULES)
    assert _run(tmp_path / "joined", _joined().files) == apart
    assert [word for _, word, *_ in apart] == ["effect", "main", "both, once", "own", "two", "again"]


def test_what_is_small_travels_with_another_and_what_is_big_only_with_those_that_need_it() -> None:
    sizes = {"one": 30_000, "two": 30_000, "both": 30_000, "of one": 200, "of both": 200, "sheet": 30_000}
    pages = [{"one", "of one", "both", "of both"}, {"two", "both", "of both"}]
    assert sorted(sorted(group.modules) for group in grouped(sizes, pages, [{"sheet", "both"}])) == [
        ["both", "of both"],
        ["of one", "one"],
        ["sheet"],
        ["two"],
    ]


def test_a_file_carries_only_the_operations_that_it_names() -> None:
    joined = _joined()
    texts = [joined.files[joined.home[path]] for path in ("main.js", "ui/own.js")]
    assert [re.findall(r"const (Later|Today|Unused) ", text) for text in texts] == [["Today"], ["Later"]]


def test_a_module_that_would_take_its_own_for_an_operation_is_refused() -> None:
    taken = "import { Today as Now } from '../api/operations.js'\nexport function Today() { return Now.id }\n"
    with pytest.raises(ValueError, match=r"ui/one\.js has a Today of its own"):
        Packs(["main.js"], MODULES | {"ui/one.js": taken})


def test_templates_keep_their_lines_and_all_else_and_markup_lose_their_indentation() -> None:
    assert flush_left("return html`\n    <b>\n\n      c</b>`\n  d()") == "return html`\n<b>\nc</b>`\nd()"
    assert flush_left("function a() {\n\n  return `\n    b\n  `\n}") == "function a() {\nreturn `\n    b\n  `\n}"


@pytest.fixture(scope="module")
def site() -> Site:
    return Site(WEB)


def test_our_modules_keep_to_what_can_be_joined(site: Site) -> None:
    for path in site.modules:
        text = site.texts[path]
        assert "export let" not in text, path
        assert "import * as" not in text, path
        assert path not in closure(site.packs.graph[path][0], site.texts, later=False), f"{path} needs itself"


def test_every_file_of_the_app_can_be_read_by_a_real_engine(site: Site, tmp_path: Path) -> None:
    worker = site.files["sw.js"].body.decode()
    files = site.packs.files | {"sw.js": worker, "all.js": "import './main.js'\nimport './sw.js'\n"}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    own = {"DENO_DIR": str(tmp_path / "deno"), "NO_COLOR": "1", "DENO_NO_UPDATE_CHECK": "1"}
    command = [deno.find_deno_bin(), "info", "--json", "--no-remote", "--no-config", "all.js"]
    done = subprocess.run(command, cwd=tmp_path, env=os.environ | own, capture_output=True, text=True, check=False)
    modules = json.loads(done.stdout)["modules"]
    assert [one["specifier"] for one in modules if "error" in one] == []
    assert {one["specifier"].removeprefix(tmp_path.as_uri() + "/") for one in modules} == set(files)


def test_the_worker_is_one_file_and_has_from_the_start_what_pages_import_later(site: Site) -> None:
    """A service worker refuses `import()`: a HEIC would be unreadable in it, and a full phone would get no room."""
    assert re.findall(r"^import .*", site.files["sw.js"].body.decode(), re.MULTILINE) == []
    there, ever = (set(closure(["sw.js"], site.texts, later=later)) for later in (False, True))
    assert ever - there == set()
    assert "import(" not in site.files["sw.js"].body.decode()
