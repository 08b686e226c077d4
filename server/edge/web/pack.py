"""Fewer, smaller files for phones: modules that are loaded together go out as one.

Decision: the web runs unbundled, and the server joins its files when it reads them; no bundler's output is kept. Tried
in November 2026 on 310 modules, all minified by the same hand: esbuild cuts the first page into 43 files of together
43.9 KB in brotli; rolldown, told what belongs to it, makes one of 35.2 KB; this joiner one of 32.7 KB, since it gives
each file only the operations that it names. What a bundler makes would lie in the repository, be stale after every
change of anybody, and conflict in every merge. Of the minifiers that Python can install, the one that shortens names
drops calls (`void (a && b())`), and the others save 3 %.

A file exports the list `$parts`: of each of its modules a function that runs it when it is first asked for and gives
its exports. Nothing is renamed, and nothing runs before somebody needs it, so that any modules may share a file:
`groups.py` says which do. Modules must keep to what ours do: named imports, no cycles, no `export let`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence

from server.edge.web.groups import grouped
from server.edge.web.modules import closure, flush_left, imports

_IMPORT = re.compile(r"""(?<![\w$.])import\s*(?:(?:(\w+)|\{([^}]*)\})\s*from\s*)?["'](\.[^"']+)["'];?""")
_LATER = re.compile(r"""\bimport\(\s*["'](\.[^"']+)["']\s*\)""")
_FROM = re.compile(r"""(?<![\w$.])export\s*\{([^}]*)\}\s*from\s*["'](\.[^"']+)["'];?""")
_LIST = re.compile(r"(?<![\w$.])export\s*\{([^}]*)\};?")
_NAMED = re.compile(r"(?<![\w$.])export\s+((?:async\s+)?function\s*\*?|class|const)\s+(\w+)")
_DEFAULT = re.compile(r"(?<![\w$.])export\s+default\s+")
_FLAT = re.compile(r"^export const (\w+) = .*$", re.MULTILINE)
ONLINE = {  # say nothing without the server: each in one file
    "ui/figures/page.js": ("ui/figures/", "words/figures."),
    "ui/hotline/calls.js": (
        "ui/hotline/",
        "words/hotline.",
        "api/nouns/outer_order.",
        "api/nouns/answer.",
        "api/nouns/call_back.",
    ),
    "ui/people/page.js": ("ui/people/", "words/people."),
    "ui/rules/page.js": ("ui/rules/", "words/rules."),
    "ui/grids/page.js": ("ui/grids/", "words/grids."),
    "ui/questions/page.js": ("ui/questions/", "words/questions."),
    "ui/session/invite.js": ("ui/session/invite.", "words/invite."),
}
FLAT = "api/operations.js"  # a table without code or state: each file takes the lines that it uses
_ONCE = "export const $once = (make) => { let made; return () => made ??= make() }"


class Packs:
    """The app's modules joined. `files` holds the text of every file that is left, by its path from the web's root.

    `entry` begins with the module that starts the app and goes on with what is always there; `pages` names what is
    loaded together with a page. Whatever else is imported by `import()` is a part that comes later.
    """

    def __init__(self, entry: Sequence[str], texts: Mapping[str, str], pages: Iterable[Sequence[str]] = ()) -> None:
        self.texts = texts
        self.entry = entry[0]
        self.graph = {path: imports(path, texts[path]) for path in closure(entry, texts, later=True)}
        self.home = self._homes(entry, [*pages])
        ordered = [path for path in self._ordered() if path != FLAT]
        inside = {home: [path for path in ordered if self.home[path] == home] for home in set(self.home.values())}
        self.slot = {path: at for paths in inside.values() for at, path in enumerate(paths)}
        self.files = {home: _Writer(self, home, paths).text() for home, paths in sorted(inside.items()) if paths}

    def first(self, modules: Iterable[str]) -> list[str]:
        """The files that have to be there before `modules` can run; the entry first."""
        needed = closure([self.entry, *modules], self.texts, later=False)
        return list(dict.fromkeys(self.home[path] for path in needed if path != FLAT))

    def _homes(self, entry: Sequence[str], pages: list[Sequence[str]]) -> dict[str, str]:
        """Which file each module travels in, named by the page that it was made for, else by its biggest module."""
        homes = dict.fromkeys(closure(entry, self.texts, later=False), self.entry)
        homes |= {path: home for home, own in ONLINE.items() for path in self.graph if path.startswith(own)}
        shown = {path for page in pages for path in page}
        later = dict.fromkeys(path for _, late in self.graph.values() for path in late)
        parts = [path for path in later if path not in shown and path not in homes]
        sizes = {path: len(self.texts[path]) for path in self.graph if path not in homes and path != FLAT}
        heads = {page[0] for page in pages}
        for group in grouped(sizes, self._loads(pages), self._loads([path] for path in parts)):
            name = max(group.modules, key=lambda path: (path in heads, path in later, sizes[path]))
            homes |= dict.fromkeys(group.modules, name)
        return homes

    def _loads(self, starts: Iterable[Sequence[str]]) -> list[set[str]]:
        return [set(closure(start, self.texts, later=False)) for start in starts]

    def _ordered(self) -> list[str]:
        """All modules, each after those it imports: the same always, so that the same sources are the same version."""
        found: dict[str, None] = {}

        def visit(path: str) -> None:
            if path not in found:
                for other in self.graph[path][0]:
                    visit(other)
                found[path] = None

        for path in self.graph:
            visit(path)
        return list(found)


class _Writer:
    """Writes one file: a function for each module in it, imports for the rest."""

    def __init__(self, packs: Packs, home: str, inside: list[str]) -> None:
        self.packs, self.home, self.inside = packs, home, inside
        self.is_entry = home == packs.entry
        self.far: dict[str, str] = {}

    def text(self) -> str:
        blocks = ",\n".join(self._block(path) for path in self.inside)
        once = _ONCE if self.is_entry else f"import {{ $once }} from '{self._to(self.packs.entry)}'"
        start = [f"{self._place(self.packs.entry)}()"] if self.is_entry else []
        head = [f"import {{ $parts as {name} }} from '{self._to(home)}'" for home, name in self.far.items()]
        parts = f"export const $parts = [\n{blocks}\n].map($once)"
        return "\n".join([*head, once, *self._flat_lines(), parts, *start]) + "\n"

    def _flat_lines(self) -> list[str]:
        """The lines of the flat table that this file uses."""
        if FLAT not in self.packs.texts:
            return []
        wanted = {
            name.split(" as ")[0].strip()
            for path in self.inside
            for _, names, source in _IMPORT.findall(self.packs.texts[path])
            if _path(path, source) == FLAT
            for name in names.split(",")
        }
        lines = {name[1]: name[0] for name in _FLAT.finditer(self.packs.texts[FLAT])}
        return [lines[name].removeprefix("export ") for name in sorted(wanted & lines.keys())]

    def _block(self, path: str) -> str:
        """One module as a function that gives its exports."""
        again: list[str] = []
        text = _FROM.sub(lambda found: self._again(found, again), self.packs.texts[path])
        names = [*_names(text), *again]
        text = _IMPORT.sub(lambda found: self._import(path, found), text)
        text = _LATER.sub(lambda found: self._later(_path(path, found[1])), text)
        return f"() => {{\n{flush_left(_bare(text))}\nreturn {{ {', '.join(names)} }}\n}}"

    def _again(self, found: re.Match[str], names: list[str]) -> str:
        """`export { a } from './b.js'`: imported here, exported with the rest."""
        names += [name.strip() for name in found[1].split(",") if name.strip()]
        return f"import {{{found[1]}}} from '{found[2]}';"

    def _import(self, path: str, found: re.Match[str]) -> str:
        default, names, source = found[1], found[2] or "", _path(path, found[3])
        if source == FLAT:
            return _aliases(names, path, self.packs.texts[path])
        if not default and not names.strip():
            return f"{self._place(source)}();"
        named = (_renamed(name) for name in names.split(",") if name.strip())
        return f"const {{ {f'default: {default}' if default else ', '.join(named)} }} = {self._place(source)}();"

    def _later(self, source: str) -> str:
        if self.packs.home[source] in (self.home, self.packs.entry):
            return f"Promise.resolve().then({self._place(source)})"
        file = self._to(self.packs.home[source])
        return f"import('{file}').then(({{ $parts }}) => $parts[{self.packs.slot[source]}]())"

    def _place(self, path: str) -> str:
        """The function of a module, in this file or in one that is there when this one runs."""
        home = self.packs.home[path]
        name = "$parts" if home == self.home else self.far.setdefault(home, f"$far{len(self.far)}")
        return f"{name}[{self.packs.slot[path]}]"

    def _to(self, path: str) -> str:
        way = posixpath.relpath(path, posixpath.dirname(self.home) or ".")
        return way if way.startswith(".") else f"./{way}"


def _path(importer: str, name: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(importer), name))


def _renamed(name: str) -> str:
    """`a as b`, as a destructuring says it."""
    return re.sub(r"\s+as\s+", ": ", name.strip())


def _aliases(names: str, path: str, text: str) -> str:
    """Lines of the flat table stand in the file under their own names; here under those that the module chose.
    Raises ValueError where the module has something of its own under the name in the table, which would be taken."""
    pairs = [pair for name in names.split(",") if len(pair := name.strip().split(" as ")) == 2]
    for name, _ in pairs:
        if re.search(rf"\b(?:function|class|const|let)\s+{name}\b", text):
            raise ValueError(f"{path} has a {name} of its own: rename that, and import {name} as it is called")
    return "".join(f"const {own} = {name};" for name, own in pairs)


def _names(text: str) -> list[str]:
    """What a module exports itself, as the entries of an object: `public: own` where the names differ."""
    names = [found[2] for found in _NAMED.finditer(text)]
    for listed in _LIST.findall(text):
        pairs = [name.strip().split(" as ") for name in listed.split(",") if name.strip()]
        names += [pair[0] if len(pair) == 1 else f"{pair[1]}: {pair[0]}" for pair in pairs]
    return [*names, *(["default: $default"] if _DEFAULT.search(text) else [])]


def _bare(text: str) -> str:
    """The module's text without the word `export`."""
    text = _LIST.sub("", text)
    text = _DEFAULT.sub("const $default = ", text)
    return _NAMED.sub(lambda found: f"{found[1]} {found[2]}", text)
