"""Where a thing has its page in the app.

Decision: a path, not a whole address. Behind a proxy the server does not know what it is called outside, and whoever
asked knows whom they asked: `new URL(url, endpoint)`, by the rules of RFC 3986, is the whole of it.
"""

from __future__ import annotations

from typing import Any

from schema.core.fields import computed
from schema.core.reading.request_scope import Ground


def address(page: str) -> Any:
    """The field `url` of what has its page at `page` and its id behind that."""

    def url(row: Any, at: Ground) -> str:
        return f"{page}/{row.id}"

    return computed("它在应用里的页面，路径。Its page in the app, as a path.", needs=("id",))(url)
