"""How severe something is, 1 to 4, by name."""

from __future__ import annotations

from server.core.text import Worded


class Urgency(Worded):
    """In the order of severity."""

    ORDINARY = "ORDINARY", "一般，1。Ordinary: 1."
    PRESSING = "PRESSING", "较急，2。Pressing: 2."
    URGENT = "URGENT", "紧急，3。Urgent: 3."
    EMERGENCY = "EMERGENCY", "特急，4。Emergency: 4."

    @classmethod
    def of(cls, severity: int) -> Urgency:
        """The name of a severity; what lies beyond is the nearest."""
        return ALL[min(max(severity, 1), len(ALL)) - 1]


ALL = tuple(Urgency)
