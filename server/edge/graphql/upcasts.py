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


UPCASTS: Mapping[str, Upcast] = {
    "sha256:f69279bf5d5739cf8dddfdf638576acbc66bdab7039bc1859bc4b427cc8847b4": Upcast(_SYNC_HEALTH, _only_waiting),
}
