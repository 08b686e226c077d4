"""Photos to send, good and bad, and the edge to send them to."""

from __future__ import annotations

from tests.edge.conftest import _cheap_passwords, app, nobody, settings, wang, web_folder, wu

__all__ = ["_cheap_passwords", "app", "nobody", "settings", "wang", "web_folder", "wu"]
