"""All files of one version of the app, as they go out: without comments, one hash over all."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import orjson

from server.edge.web.modules import closure, plain_css, without_comments
from server.edge.web.pack import ONLINE, Packs

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webmanifest": "application/manifest+json",
}
BUNDLE, WHOLE = "bundle.txt", "whole.txt"
APART = "\0"  # stands in no text: what lies between the files of the bundle
SHELL = "/today"  # the page that the service worker keeps and shows for all of them
ENTRY, WORKER, MANIFEST = "main.js", "sw.js", "manifest.webmanifest"
STYLE = "style/app.css"  # all that index.html links, in one: a third smaller, and one question instead of seven
DAILY = {"/login": 6, "/report": 6, "/outbox": 6, "/me": 6, "/map": 16}  # opened while nothing is stored yet
# What each start of the app brings in the end.
STARTED = ("ui/notice/badge.js", "ui/outbox/unfinished.js", "ui/outbox/speaker.js", "core/replica/renewing.js")
_LINK = re.compile(r'[ \t]*<link rel="stylesheet" href="/([\w./-]+)"(?: media="(\w+)")?>\n?')
_LOCAL = re.compile(r'\b(src|href)="/?((?!v/)[\w./-]+\.(?:js|css))"')
_ROUTE = re.compile(r"'(/[^'\n]*)': \{\s*page: \(\) => import\('\./([^']+)'\)(?:,\s*books: \[([^\]]*)\])?")


@dataclass
class File:
    """One file as it goes out."""

    body: bytes
    type: str

    @cached_property
    def digest(self) -> str:
        return hashlib.sha256(self.body).hexdigest()

    @property
    def etag(self) -> str:
        return f'W/"{self.digest[:20]}"'


class Site:
    """The app's files by their path from the web's root. Raises KeyError for an import that is not there."""

    def __init__(self, web: Path) -> None:
        self.files = {name: File(_outgoing(name, path), TYPES[path.suffix]) for name, path in outgoing_paths(web)}
        self.texts = {
            name: file.body.decode() for name, file in self.files.items() if name.endswith((".js", ".css", ".html"))
        }
        self.styles = dict(_LINK.findall(self.texts["index.html"]))
        self.later_styles = [name for name in self.texts if name.startswith("style/") and name not in self.styles]
        self.modules = closure([ENTRY], self.texts, later=True)
        self.packs = Packs([ENTRY, *self.pages[SHELL]], self.texts, self._openings())
        self.packed = {path: File(text.encode(), TYPES[".js"]) for path, text in self.packs.files.items()}
        self.packed[STYLE] = File(self._style().encode(), TYPES[".css"])
        self.icons = sorted(name for name in self.files if name.startswith("icons/"))
        worker = Packs([WORKER], self.texts).files[
            WORKER
        ]  # whole: fifty files fewer, and a worker changed anywhere is new
        self.version = self._hash(worker)
        self.files[WORKER] = File(worker.replace("'unversioned'", f"'{self.version}'").encode(), TYPES[".js"])

    def _style(self) -> str:
        """What index.html links, in its order; others come with the pages that need them."""
        texts = ((self.texts[name], media) for name, media in self.styles.items())
        return "".join(f"@media {media}{{{text}}}" if media else text for text, media in texts)

    def _hash(self, worker: str) -> str:
        fixed = [name for name in ("index.html", MANIFEST) if name in self.files]
        own = {path: self.files[path] for path in (*fixed, *self.later_styles, *self.icons)}
        own[WORKER] = File(worker.encode(), TYPES[".js"])
        lines = (f"{path} {file.etag}" for path, file in sorted((own | self.packed).items()))
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]

    def versioned(self, path: str) -> File | None:
        """A file at its address of this version: scripts and styles joined, all else as it is."""
        if path in (BUNDLE, WHOLE):
            return self.bundle if path == BUNDLE else self.whole
        return self.packed.get(path) or (None if path.endswith((".js", ".html")) else self.files.get(path))

    def at_addresses(self) -> dict[str, File]:
        """Every file that has an address of this version."""
        found = {path: self.versioned(path) for path in (*self.files, *self.packed)}
        return {path: file for path, file in found.items() if file is not None}

    def address(self, path: str) -> str:
        """Where a file of this version is."""
        return f"/v/{self.version}/{path}"

    @cached_property
    def pages(self) -> dict[str, list[str]]:
        """The app's pages by pattern, as its own table of routes names them, and the modules that each needs."""
        found = _ROUTE.findall(self.texts[ENTRY])
        return {pattern: [module, *_books(books)] for pattern, module, books in found}

    def _openings(self) -> list[list[str]]:
        """What pages load, in Chinese and in English, each as often as it counts."""
        chinese = [modules for pattern, modules in self.pages.items() for _ in range(DAILY.get(pattern, 1))]
        started = [name for name in STARTED if name in self.texts]
        return [
            *chinese,
            *[started] * (6 if started else 0),
            *([self._english(name) for name in modules] for modules in self.pages.values()),
        ]

    def _english(self, name: str) -> str:
        other = name.replace(".zh.js", ".en.js")
        return other if other in self.texts else name

    def first(self, pattern: str) -> list[str]:
        """The scripts that a page needs before it can show itself in Chinese, the entry first."""
        return self.packs.first(self.pages[pattern])

    def pattern(self, path: str) -> str | None:
        """The pattern of the app's page at `path`, or None: the app has no such page."""
        words = path.strip("/").split("/")
        return next((pattern for pattern in self.pages if _matches(pattern.strip("/").split("/"), words)), None)

    @cached_property
    def shells(self) -> dict[str, File]:
        """index.html for each page, with every script that it will need named ahead."""
        return {pattern: self._shell(pattern) for pattern in self.pages}

    def _shell(self, pattern: str) -> File:
        text = _LOCAL.sub(
            lambda found: f'{found[1]}="{self._known(found[2])}"', _LINK.sub("", self.texts["index.html"])
        )
        ahead = f'<link rel="stylesheet" href="{self.address(STYLE)}">\n'
        ahead += "".join(f'<link rel="modulepreload" href="{self.address(path)}">\n' for path in self.first(pattern))
        return File(text.replace("</head>", f"{ahead}</head>", 1).encode(), TYPES[".html"])

    def _known(self, path: str) -> str:
        return self.address(path) if path in self.files else f"/{path}"

    def everything(self) -> list[File]:
        """Every file that phones may ask for."""
        return [
            *self.files.values(),
            *self.packed.values(),
            *self.shells.values(),
            self.precache,
            self.bundle,
            self.whole,
        ]

    @cached_property
    def together(self) -> list[str]:
        """What the service worker fetches in one bundle: everything that a first visit has not brought already."""
        shown = [*self.pages.get("/login", ()), *self.pages[SHELL]]
        openings = [*shown, *(name for name in STARTED if name in self.texts)]
        there = {STYLE, *self.packs.first(openings)}
        return [path for path in self.all_stored if path not in there]

    @cached_property
    def bundle(self) -> File:
        """The texts of `together`, one behind the other, for a first visit.

        Decision: one compressed text, against a request for each: eighty files with a dictionary each weigh 293 KB
        in brotli, together 222, and a slow line asks once. Where it does not come whole, each is fetched by itself.
        """
        return self._joined(self.together)

    @cached_property
    def whole(self) -> File:
        """The same of everything, for a phone that has another version: nothing of this one lies in its browser."""
        return self._joined(self.all_stored)

    @cached_property
    def all_stored(self) -> list[str]:
        return sorted(path for path in (*self.packed, *self.later_styles) if path not in ONLINE)

    def _joined(self, paths: list[str]) -> File:
        return File(APART.join(map(self._text, paths)).encode(), "text/plain; charset=utf-8")

    def _text(self, path: str) -> str:
        file = self.packed.get(path) or self.files[path]
        return file.body.decode()

    @cached_property
    def precache(self) -> File:
        """What the service worker stores, each by its address with its SHA-256: the shell, every script and style, also
        those of later pages, icons, but not what says nothing without the server; and which of them come in the bundle,
        in its order."""
        fixed = {f"/{name}": self.files[name] for name in (MANIFEST, *self.icons) if name in self.files}
        later = {path: self.files[path] for path in self.later_styles}
        versioned = {self.address(path): file for path, file in (self.packed | later).items() if path not in ONLINE}
        files = {SHELL: self.shells[SHELL]} | versioned | fixed
        digests = {url: file.digest for url, file in files.items()}
        bundles = {"bundle": (BUNDLE, self.together), "whole": (WHOLE, self.all_stored)}
        listing: dict[str, object] = {"version": self.version, "files": digests}
        for name, (url, paths) in bundles.items():
            listing[name] = {"url": self.address(url), "files": [self.address(path) for path in paths]}
        return File(orjson.dumps(listing, option=orjson.OPT_SORT_KEYS), "application/json")  # the same in every process


def _books(listed: str) -> list[str]:
    """The Chinese words of the books that a route names; the shared ones first."""
    names = re.findall(r"'(\w+)'", listed)
    return ["words/shared.zh.js", *(f"words/{name}.zh.js" for name in names)]


def _matches(pattern: list[str], words: list[str]) -> bool:
    return len(pattern) == len(words) and all(
        word if want.startswith(":") else want == word for want, word in zip(pattern, words, strict=True)
    )


def outgoing_paths(web: Path) -> list[tuple[str, Path]]:
    """Every file that may go out, with its path from the web's root."""
    inside = sorted(path for path in web.rglob("*") if path.suffix in TYPES and path.is_file())
    named = [(path.relative_to(web).as_posix(), path) for path in inside]
    return [(name, path) for name, path in named if not name.startswith(("dist/", "graphql/", "node_modules/"))]


def _outgoing(name: str, path: Path) -> bytes:
    if path.suffix not in (".js", ".css") or name.startswith(("vendor/graphiql", "playground/")):
        return path.read_bytes()
    text = path.read_text("utf-8")
    return (without_comments(text) if path.suffix == ".js" else plain_css(text)).encode()
