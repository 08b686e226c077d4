"""What may be imported, kind by kind."""

from collections.abc import Mapping

from server.process.importing.kind import ImportKind
from server.setup.import_job.kinds.areas import AREAS
from server.setup.import_job.kinds.grids import GRIDS
from server.setup.import_job.kinds.holidays import HOLIDAYS
from server.setup.import_job.kinds.hotline import HOTLINE
from server.setup.import_job.kinds.people import PEOPLE
from server.setup.import_job.models import Kind

KINDS: Mapping[Kind, ImportKind] = {
    Kind.PEOPLE: PEOPLE,
    Kind.AREAS: AREAS,
    Kind.GRIDS: GRIDS,
    Kind.HOLIDAYS: HOLIDAYS,
    Kind.HOTLINE: HOTLINE,
}
