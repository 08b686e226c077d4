"""Our server as it is served, which also trusts the bench's documents; started with the folder that holds them all.

Nothing else differs from `python -m server serve`, but that no budget a minute ends it: one person asks here as much as
a district does; and that the app's files, which nobody asks for here, are not read at the start. The same application,
settings from GRID_*, sessions and rights.
"""

from __future__ import annotations

import sys
from pathlib import Path

import orjson

from server import app
from server.core import query_limits
from server.core.settings import Settings
from server.edge.graphql.documents import identify
from server.serve import serve, serve_as_worker
from tests.bench.recipe import ROOT


def web_with(folder: Path, documents: list[str]) -> Path:
    """A web folder in `folder` that is the real one, whose trusted documents are these besides."""
    made = folder / "web"
    (made / "api").mkdir(parents=True)
    for path in (ROOT / "web").iterdir():
        if path.name != "api":
            (made / path.name).symlink_to(path)
    for path in (ROOT / "web" / "api").iterdir():
        if path.name != "documents.json":
            (made / "api" / path.name).symlink_to(path)
    known = orjson.loads((ROOT / "web" / "api" / "documents.json").read_bytes())
    known |= {identify(text): text for text in documents}
    (made / "api" / "documents.json").write_bytes(orjson.dumps(known))
    return made


if __name__ == "__main__":
    app.WEB = Path(sys.argv[1])
    query_limits.BUDGET = 10**12
    if sys.argv[2:]:  # one of several: --fd N --parent M
        create = app.create_app
        app.create_app = lambda settings, **_: create(settings, frozen=False)
        serve_as_worker(Settings(), int(sys.argv[3]), int(sys.argv[5]))
    else:
        serve(Settings(), frozen=False)
