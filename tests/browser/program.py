"""A person without a browser, who asks the same server by HTTP."""

from __future__ import annotations

import json
import urllib.request
from typing import Any
from urllib.error import HTTPError

from tests.browser.phone import PASSWORD
from tests.browser.process import Server


class Program:
    """One session at `server`; `leave` is what a phone keeps to end it by."""

    def __init__(self, server: Server, login: str) -> None:
        self.server = server
        self.cookie = ""
        said, headers = self._send("POST", "/session", {"login": login, "password": PASSWORD})
        self.cookie = headers["set-cookie"].split(";")[0]
        self.leave = str(said["leave"])

    def ask(self, query: str, **variables: Any) -> Any:
        """What the answer's JSON says."""
        return self._send("POST", "/graphql", {"query": query, "variables": variables})[0]

    def send(self, body: dict[str, Any]) -> Any:
        """The same for a body of one's own."""
        return self._send("POST", "/graphql", body)[0]

    def _send(self, method: str, path: str, body: dict[str, Any]) -> tuple[Any, Any]:
        own = {"content-type": "application/json", "origin": self.server.address, "accept": "application/json"}
        headers = own | ({"cookie": self.cookie} if self.cookie else {})
        request = urllib.request.Request(self.server.address + path, json.dumps(body).encode(), headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return json.loads(answer.read() or b"null"), answer.headers
        except HTTPError as refused:
            return json.loads(refused.read() or b"null"), refused.headers
