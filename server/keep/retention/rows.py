"""What is over by a column of its own, of what every noun stands on."""

from __future__ import annotations

from datetime import datetime, timedelta

from tortoise.queryset import QuerySet

from server.ground.person.models import LoginTries, Session
from server.ground.person.tries import FORGOTTEN_AFTER
from server.process.contact.models import ContactReveal
from server.process.retention import Old

REVEALED = timedelta(days=2)


def _forgotten(now: datetime) -> QuerySet[LoginTries]:
    moment = int(now.timestamp())
    return LoginTries.filter(at__lt=moment - FORGOTTEN_AFTER, until__lt=moment)


ROWS = (
    Old("sessions", lambda now: Session.filter(expires_at__lte=now), "digest"),
    Old("login_tries", _forgotten, "key"),
    Old("contact_reveals", lambda now: ContactReveal.filter(at__lt=now - REVEALED)),
)
