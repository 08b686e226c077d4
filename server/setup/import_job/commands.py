"""What is asked of an import, verb by verb."""

from __future__ import annotations

from server.process import New, On, demanded, given, several
from server.process.importing.bounds import MOST_COLUMNS
from server.setup.import_job.models import Kind


class Upload(New, words="用已上传的文件开始一次导入。Begin an import of a file that was sent."):
    kind: Kind | None = demanded("导入什么。What is imported.")
    file: str | None = demanded("文件的 SHA-256。The file, by its SHA-256.", longest=64)
    name: str | None = demanded("文件名。The file's name.", longest=120)
    comes_from: str | None = demanded("来源：谁给的。Comes from: who made it.", longest=64)


class Map(On, words="对列：文件的每一列是什么。Name what each column of the file is."):
    mapping: tuple[str, ...] = several(
        "逐列的字段名，不用的列为空。Field of each column, empty for one that is not used.", MOST_COLUMNS
    )


class Check(On, words="检查每一行，不写入。Check every row; nothing is written."):
    pass


class Run(On, words="导入；停下过的接着导。Run it, or go on with one that stopped."):
    only_good: bool | None = given("只导入没问题的行。Only rows without a fault.")


class Stop(On, words="停下；已导入的留着。Stop it; what went in stays."):
    pass
