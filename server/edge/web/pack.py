"""Fewer, smaller files for phones: modules that are always loaded together go out as one.

Decision: the web runs unbundled, and a build is one more thing to forget. But forty small files cost a phone on a slow
line forty questions, and compress badly. So the server joins them when it reads them: each module becomes a function,
called at once in the order in which they depend on each other, and leaves its exports in the list `$parts` (a name that
no minified library has: preact's own `$` hid ours once). Nothing is renamed. A *root* is the entry or whatever is
imported later by `import()`; a module that only one root needs travels with it, all others travel alone. Modules must
keep to what ours do: named imports, no cycles, no `export let`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from server.edge.web.modules import closure, flush_left, imports

_IMPORT = re.compile(r"""(?<![\w$.])import\s*(?:(?:(\w+)|\{([^}]*)\})\s*from\s*)?["'](\.[^"']+)["'];?""")
_LATER = re.compile(r"""\bimport\(\s*["'](\.[^"']+)["']\s*\)""")
_FROM = re.compile(r"""(?<![\w$.])export\s*\{([^}]*)\}\s*from\s*["'](\.[^"']+)["'];?""")
_LIST = re.compile(r"(?<![\w$.])export\s*\{([^}]*)\};?")
_NAMED = re.compile(r"(?<![\w$.])export\s+((?:async\s+)?function\s*\*?|class|const)\s+(\w+)")
_DEFAULT = re.compile(r"(?<![\w$.])export\s+default\s+")
_FLAT = re.compile(r"^export const (\w+) = .*$", re.MULTILINE)
FLAT = "api/operations.js"  # a table without code or state: each file takes the lines that it uses


class Packs:
    """The app's modules joined. `files` holds the text of every file that is left, by its path from the web's root."""

    def __init__(self, entry: list[str], texts: Mapping[str, str]) -> None:
        self.texts = texts
        self.entry = entry[0]
        self.graph = {path: imports(path, texts[path]) for path in closure(entry, texts, later=True)}
        self.home = self._homes(entry)
        self.number = {path: at for at, path in enumerate(self._ordered(entry)) if self.home[path] == self.entry}
        self.files = {root: self._file(root) for root in dict.fromkeys(self.home.values())}
        if FLAT in texts:
            self.files[FLAT] = texts[FLAT]

    def first(self, modules: list[str]) -> list[str]:
        """The files that have to be there before `modules` can run; the entry first."""
        needed = closure([self.entry, *modules], self.texts, later=False)
        return list(dict.fromkeys(self.home[path] for path in needed if path in self.home and path != FLAT))

    def _homes(self, entry: list[str]) -> dict[str, str]:
        """Which file each module travels in."""
        first = closure(entry, self.texts, later=False)
        homes = dict.fromkeys(first, self.entry)
        roots = [path for _, later in self.graph.values() for path in later if path not in homes]
        needs = {root: set(closure([root], self.texts, later=False)) for root in dict.fromkeys(roots)}
        for root, needed in needs.items():
            for path in needed - homes.keys():
                users = [other for other, others in needs.items() if path in others]
                homes[path] = root if users == [root] and path not in needs.keys() - {root} else path
        return homes

    def _ordered(self, start: list[str]) -> list[str]:
        """All modules, each after those it imports."""
        found: dict[str, None] = {}

        def visit(path: str) -> None:
            if path not in found:
                for other in self.graph[path][0]:
                    visit(other)
                found[path] = None

        for path in [*start, *self.graph]:
            visit(path)
        return list(found)

    def _file(self, root: str) -> str:
        inside = [path for path in self._ordered([root]) if self.home[path] == root and path != FLAT]
        if root == self.entry:
            inside.sort(key=lambda path: (path == root, self.number[path]))  # the entry begins when all else is there
        return _Writer(self, root, inside).text()


class _Writer:
    """Writes one file: a function for each module in it, imports for the rest."""

    def __init__(self, packs: Packs, root: str, inside: list[str]) -> None:
        self.packs, self.root, self.inside = packs, root, inside
        self.is_entry = root == packs.entry
        self.slot = {path: packs.number[path] if self.is_entry else at for at, path in enumerate(inside)}
        self.head: dict[str, None] = {}
        self.far: dict[str, str] = {}

    def text(self) -> str:
        if self.inside == [self.root] and not self.is_entry:
            return self._lines([self._alone(self.root)])
        blocks = [self._block(path) for path in self.inside]
        own = ["export const $parts = []"] if self.is_entry else ["const $own = []", *self._exports()]
        return self._lines([*own[:1], *self._flat_lines(), *blocks, *own[1:]])

    def _lines(self, parts: list[str]) -> str:
        return "\n".join([*self.head, *parts]) + "\n"

    def _exports(self) -> list[str]:
        names = _exported(self.packs.texts[self.root])
        return [f"export const {{ {', '.join(names)} }} = {self._place(self.root)}"] if names else []

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
        """One module as a function that leaves its exports in its slot."""
        again: list[str] = []
        text = _FROM.sub(lambda found: self._again(path, found, again), self.packs.texts[path])
        names = [*_names(text), *again]
        text = _bare(self._rewritten(path, text, blocked=True))
        kept = f"\n{self._place(path)} = {{ {', '.join(names)} }}" if names else ""
        return f";(() => {{\n{flush_left(text)}{kept}\n}})()"

    def _again(self, path: str, found: re.Match[str], names: list[str]) -> str:
        """`export { a } from './b.js'`: imported here, exported with the rest."""
        names += [name.strip() for name in found[1].split(",") if name.strip()]
        return f"import {{{found[1]}}} from '{found[2]}';"

    def _place(self, path: str) -> str:
        return f"{'$parts' if self.is_entry else '$own'}[{self.slot[path]}]"

    def _alone(self, path: str) -> str:
        return self._rewritten(path, self.packs.texts[path], blocked=False)

    def _rewritten(self, path: str, text: str, *, blocked: bool) -> str:
        text = _IMPORT.sub(lambda found: self._import(path, found, blocked=blocked), text)
        return _LATER.sub(lambda found: self._later(path, found[1]), text)

    def _import(self, path: str, found: re.Match[str], *, blocked: bool) -> str:
        default, names, source = found[1], found[2] or "", _path(path, found[3])
        if not default and not names.strip():
            return self._mere(source, found, blocked=blocked)
        taken = (
            f"default: {default}" if default else ", ".join(_renamed(name) for name in names.split(",") if name.strip())
        )
        if source == FLAT and blocked:
            return _aliases(names)
        if source in self.slot:
            return f"const {{ {taken} }} = {self._place(source)};"
        if self.packs.home[source] == self.packs.entry and source != FLAT:
            self.head[f"import {{ $parts }} from '{self._to(self.packs.entry)}'"] = None
            return f"const {{ {taken} }} = $parts[{self.packs.number[source]}];"
        if not blocked:
            return f"import {default or '{' + names + '}'} from '{self._to(source)}'"
        name = self.far.setdefault(source, f"far${len(self.far)}")  # an import cannot stand in a function
        self.head[f"import * as {name} from '{self._to(source)}'"] = None
        return f"const {{ {taken} }} = {name};"

    def _mere(self, source: str, found: re.Match[str], *, blocked: bool) -> str:
        """`import './a.js'`: what it does is done when it is part of this file or of the entry."""
        if source in self.slot or self.packs.home[source] == self.packs.entry:
            return ""
        statement = f"import '{self._to(source)}'"
        if blocked:
            self.head[statement] = None
        return "" if blocked else statement

    def _later(self, path: str, name: str) -> str:
        source = _path(path, name)
        if source in self.slot and self.is_entry:
            return f"Promise.resolve({self._place(source)})"
        if self.packs.home[source] == self.packs.entry:
            self.head[f"import {{ $parts }} from '{self._to(self.packs.entry)}'"] = None
            return f"Promise.resolve($parts[{self.packs.number[source]}])"
        return f"import('{self._to(source)}')"

    def _to(self, path: str) -> str:
        way = posixpath.relpath(path, posixpath.dirname(self.root) or ".")
        return way if way.startswith(".") else f"./{way}"


def _path(importer: str, name: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(importer), name))


def _renamed(name: str) -> str:
    """`a as b`, as a destructuring says it."""
    return re.sub(r"\s+as\s+", ": ", name.strip())


def _aliases(names: str) -> str:
    """Lines of the flat table stand in the file under their own names; here under those that the module chose."""
    pairs = [name.strip().split(" as ") for name in names.split(",")]
    return "".join(f"const {pair[1]} = {pair[0]};" for pair in pairs if len(pair) == 2)


def _names(text: str) -> list[str]:
    """What a module exports itself, as the entries of an object: `public: own` where the names differ."""
    names = [found[2] for found in _NAMED.finditer(text)]
    for listed in _LIST.findall(text):
        pairs = [name.strip().split(" as ") for name in listed.split(",") if name.strip()]
        names += [pair[0] if len(pair) == 1 else f"{pair[1]}: {pair[0]}" for pair in pairs]
    return [*names, *(["default: $default"] if _DEFAULT.search(text) else [])]


def _exported(text: str) -> list[str]:
    return [name.split(":")[0] for name in _names(text)]


def _bare(text: str) -> str:
    """The module's text without the word `export`."""
    text = _LIST.sub("", text)
    text = _DEFAULT.sub("const $default = ", text)
    return _NAMED.sub(lambda found: f"{found[1]} {found[2]}", text)
