"""What runs in place of a shipped document that the schema of now refuses, by the id of that document.

An entry is a deliberate act: whoever takes a field or an argument away writes here how phones of before are answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from server.edge.graphql.documents import Upcast

_SYNC_HEALTH = """query SyncHealth($area: String, $only: DeviceOnly, $first: Int = 30, $after: String) {
  syncHealth(area: $area, only: $only, first: $first, after: $after) {
    nodes {
      id lastContact pending needsYou oldestRecordedAt appVersion persisted usageMb quotaMb
      posts { role area { code name path } }
    }
    pageInfo { hasNextPage endCursor }
  }
}
"""


def _only_waiting(variables: Mapping[str, Any]) -> Mapping[str, Any]:
    """`waiting: true` was the only choice before there were several."""
    rest = {name: value for name, value in variables.items() if name != "waiting"}
    return rest | ({"only": "WAITING"} if variables.get("waiting") else {})


def _period(shipped: str) -> str:
    """`from` and `to` were two arguments before there was `period`."""
    return shipped.replace("from: $from, to: $to", "period: {from: $from, before: $to}")


UPCASTS: Mapping[str, Upcast] = {
    "sha256:14a64bda17406eba95c312440e2ee7308ec1e0a09f628e7bccd2cd03023c1d99": Upcast(_period),  # Overview, later
    "sha256:75ff2050daa018f1273c140dd771949ac181c703e679db5bb6cdc772e2713488": Upcast(_period),  # Overview
    "sha256:f69279bf5d5739cf8dddfdf638576acbc66bdab7039bc1859bc4b427cc8847b4": Upcast(_SYNC_HEALTH, _only_waiting),
}
