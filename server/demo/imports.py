"""An import of next year's days off that stopped at its twelfth row, for the administrator to go on with.

All of it is made up: the notice of a year comes in the autumn before, and until then the year is provisional.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from tempfile import TemporaryFile

import orjson

from server.core.ids import new_id
from server.core.viewer import Viewer
from server.data.database import reader
from server.ground.person.models import Person
from server.ground.person.viewers import viewer_of
from server.ground.worktime import actions
from server.ground.worktime.models import DayKind
from server.setup.import_job import commands, files, verbs
from server.setup.import_job.models import ImportJob, Kind
from server.setup.import_job.running import Running

NAME, SOURCE = "2027年放假安排（演示）.csv", "演示数据"
NOTICE = "【演示】2027 年暂定安排"
GIVEN_BACK = date(2027, 2, 12)  # set by hand, said to be as usual by the file, and given back by hand meanwhile
OFF, ON, USUAL = "放假", "上班", "照常"
DAYS: tuple[tuple[str, str], ...] = (
    ("2027-01-01", OFF), ("2027-01-02", OFF), ("2027-01-03", OFF),
    ("2027-01-31", ON), ("2027-02-05", OFF), ("2027-02-06", OFF), ("2027-02-07", OFF), ("2027-02-08", OFF),
    ("2027-02-09", OFF), ("2027-02-10", OFF), ("2027-02-12", USUAL), ("2027-02-11", OFF),
    ("2027-04-03", OFF), ("2027-04-04", OFF), ("2027-04-05", OFF), ("2027-05-01", OFF), ("2027-05-02", OFF),
    ("2027-05-03", OFF), ("2027-06-09", OFF), ("2027-09-15", OFF), ("2027-10-01", OFF), ("2027-10-02", OFF),
    ("2027-10-03", OFF), ("2027-10-04", OFF), ("2027-10-05", OFF),
)  # fmt: skip


def sheet() -> bytes:
    lines = ("日期,类型,依据,暂定", *(f"{day},{kind},{NOTICE},是" for day, kind in DAYS))
    return "\n".join(lines).encode()


async def build(report: Callable[[int, int], None]) -> None:
    """Begin it, let its first ten rows in, and give back the day of the row that is next."""
    admin = await viewer_of((await Person.get(login="admin", using_db=reader())).id)
    area = admin.seats[0].area
    await actions.set_day(admin, area=area, day=GIVEN_BACK, kind=DayKind.HOLIDAY, source=NOTICE, provisional=True)
    job, running = await _checked(admin), Running()
    await verbs.run(admin, commands.Run(op_id=new_id(), id=job.id, seen=job.version))
    await running.sweep()
    await actions.give_back_day(admin, area=area, day=GIVEN_BACK)
    while await running.sweep():
        pass
    report(1, 1)


async def _checked(admin: Viewer) -> ImportJob:
    assert admin.person_id is not None  # they are somebody
    data, key = sheet(), new_id()
    sha256 = hashlib.sha256(data).hexdigest()
    with TemporaryFile() as file:
        file.write(data)
        await files.receive(file, sha256, admin.person_id)
    begun = commands.Upload(op_id=new_id(), id=key, kind=Kind.HOLIDAYS, file=sha256, name=NAME, comes_from=SOURCE)
    await verbs.upload(admin, begun)
    job = await ImportJob.get(id=key, using_db=reader())
    mapping = tuple(str(one) or verbs.NONE for one in orjson.loads(job.mapping))
    await verbs.map(admin, commands.Map(op_id=new_id(), id=key, seen=1, mapping=mapping))
    await verbs.check(admin, commands.Check(op_id=new_id(), id=key, seen=2))
    return await ImportJob.get(id=key, using_db=reader())
