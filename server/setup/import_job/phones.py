"""Who a mobile number belongs to, without keeping the number: a digest under the keys by which contacts are sealed.

No key ever goes, so that a number is known again after the keys were renewed.
"""

from __future__ import annotations

import hmac
from uuid import UUID

from server.data.database import reader
from server.process.contact import holding
from server.process.contact.keys import Key, ring
from server.setup.import_job.models import PersonPhone


def digests(number: str) -> list[str]:
    """The number under each key, the newest last."""
    return [_digest(key, number) for key in ring().all()]


def _digest(key: Key, number: str) -> str:
    return hmac.new(key.secret, b"person phone " + number.encode(), "sha256").hexdigest()


async def known() -> dict[str, UUID]:
    """The person by each digest."""
    rows = PersonPhone.all().using_db(reader()).values_list("digest", "person_id")
    return {str(digest): UUID(str(person)) for digest, person in await rows}


async def keep(person_id: UUID, number: str) -> None:
    """Within a transaction: it is theirs from now on. Raises Busy where no key is at hand."""
    await holding.able()
    row = PersonPhone(digest=_digest(ring().newest(), number), person_id=person_id)
    await PersonPhone.bulk_create([row], ignore_conflicts=True)
