"""Serves the web/ folder as it is: no build, one version of the whole app at a time.

Decision: the app's files live under `/v/<version>/`, where the version is the hash of them all. Relative imports stay
within the version, so that a phone never mixes two of them, and a file may be kept for a year without a question; the
files of the releases of the last day stay there (`earlier`).
Only what has a fixed address (pages, the service worker, manifest, icons) is asked about each time, by its ETag.
The service worker gets the version written into `sw.js` itself and the list of files from `/precache.json`.
"""

from __future__ import annotations

import asyncio
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from server.edge.web.compressed import Compressed, way_for
from server.edge.web.earlier import Earlier
from server.edge.web.site import SHELL, TYPES, File, Site, outgoing_paths

FAVICON = "icons/icon-32.png"
ASK_AGAIN, FOR_EVER = "no-cache", "public, max-age=31536000, immutable"
FOLDERS = ("api", "core", "icons", "style", "ui", "vendor", "words", "worker")


class Static:
    """Answers for the web's files. A changed file on the disk is a new version of the app at the next page, unless they
    are `frozen`: then they stay as they were at the start, as the documents that this process knows do."""

    def __init__(self, web: Path) -> None:
        self.web = web
        self.compressed = Compressed()
        self.earlier = Earlier()
        self.frozen = False
        self._seen: int | None = None
        self._site: Site | None = None

    @property
    def site(self) -> Site:
        """The version that phones were given last."""
        return self._site or self.refreshed()

    def refreshed(self) -> Site:
        """The app as it is on the disk now, or was at the start."""
        if self.frozen and self._site is not None:
            return self._site
        state = hash(tuple((name, path.stat().st_mtime_ns) for name, path in outgoing_paths(self.web)))
        if self._site is None or state != self._seen:
            self._site = Site(self.web)
            self._seen = state
            self.earlier.keep(self._site)
            self.compressed.only(self._site.everything(), self.earlier.digests())
        return self._site

    async def page(self, request: Request) -> Response:
        """The shell for the app's pages; for others too, with 404, unless the path names a file."""
        path = request.url.path
        site = await asyncio.to_thread(self.refreshed)
        pattern = SHELL if path == "/" else site.pattern(path)
        if pattern is None and "." in path.rsplit("/", 1)[-1]:
            return _missing()
        response = await self._sent(request, site.shells[pattern or SHELL], ASK_AGAIN)
        response.status_code = 404 if pattern is None else response.status_code
        return response

    async def versioned(self, request: Request) -> Response:
        version, path = request.path_params["version"], request.path_params["path"]
        if version == self.site.version:
            file = self.site.versioned(path)
        else:
            file = await asyncio.to_thread(self.earlier.of, version, path)
        return await self._sent(request, file, FOR_EVER) if file else _missing()

    async def fixed(self, request: Request) -> Response:
        return await self._file(request, request.url.path.lstrip("/"), ASK_AGAIN)

    async def favicon(self, request: Request) -> Response:
        return await self._file(request, FAVICON, ASK_AGAIN)

    async def worker(self, request: Request) -> Response:
        await asyncio.to_thread(self.refreshed)
        return await self.fixed(request)

    async def precache(self, request: Request) -> Response:
        return await self._sent(request, self.site.precache, "no-store")

    async def share(self, request: Request) -> Response:
        """Without a worker nobody has kept what was shared: the way leads to an empty report that says so."""
        return RedirectResponse("/report?problem=SHARE_UNREADABLE", 303)

    async def _file(self, request: Request, path: str, keep: str) -> Response:
        file = self.site.files.get(path)
        return _missing() if file is None or path.endswith(".html") else await self._sent(request, file, keep)

    async def _sent(self, request: Request, file: File, keep: str) -> Response:
        """The file, or 304 for a phone that has it; compressed as the phone can read it."""
        headers = {"cache-control": keep, "etag": file.etag, "vary": "accept-encoding", "content-type": file.type}
        if file.etag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        way = way_for(request.headers.get("accept-encoding", ""))
        if file.type == TYPES[".png"] or way is None:
            return Response(file.body, headers=headers)
        small = await asyncio.to_thread(self.compressed.of, file, way)
        return Response(small, headers={**headers, "content-encoding": way})


def _missing() -> Response:
    return Response("not found", 404, media_type="text/plain", headers={"cache-control": "no-store"})


@cache
def of(web: Path) -> Static:
    """The one that reads this folder: to join an app takes a second."""
    return Static(web)


def routes(web: Path, compressed: Path | None = None, *, frozen: bool = False) -> list[BaseRoute]:
    """The routes of the app's files and pages; in `compressed` their small forms lie for the next start, and beside it
    the releases of the last day. Put them last: what nobody else takes is a page or missing."""
    static = of(web)
    if compressed is not None:
        static.earlier.folder = static.earlier.folder or compressed.with_name("releases")
    static.compressed.folder = static.compressed.folder or compressed
    if frozen:
        static.refreshed()
        static.frozen = True
    return [
        Route("/v/{version}/{path:path}", static.versioned),
        Route("/precache.json", static.precache),
        Route("/share", static.share, methods=["POST"]),
        Route("/sw.js", static.worker),
        *(Route(f"/{folder}/{{path:path}}", static.fixed) for folder in FOLDERS),
        Route("/manifest.webmanifest", static.fixed),
        Route("/favicon.ico", static.favicon),
        Route("/{path:path}", static.page),
    ]
