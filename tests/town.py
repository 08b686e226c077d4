"""A small town in which every test's story takes place, and the cast that lives in it.

Two streets of 云冈区: 口泉 with two communities and four grids, where the story is, and 新胜 with one community and two
grids, where the stranger works. Grids are rectangles of 0.004° (about 340 × 440 m) side by side. All ids are fixed.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from server.core.viewer import Role, Viewer
from server.ground.area.models import Area, AreaLevel, AreaShape, GridKind
from server.ground.catalogue.models import (
    Approach,
    CheckPolicy,
    ClassKind,
    DutyRule,
    Evidence,
    FilingCondition,
    IncidentClass,
    ListKind,
    Major,
    Matter,
    Stage,
    StageLimit,
    Unit,
    UnitKind,
)
from server.ground.person import viewers
from server.ground.person.models import Person, Post
from server.ground.worktime.models import LimitKind, WorkSegment

PASSWORD = "gridwhistle-demo"
# of that password, at the smallest cost argon2 allows: tests sign in a thousand times
PASSWORD_HASH = "$argon2id$v=19$m=64,t=1,p=1$Z3JpZHdoaXN0bGUtdG93bg$SFnDUqc8XxUThgFFOrOmj2MoTkGuIk8ntjTWSFSLxUk"

DISTRICT = "140214"
KOUQUAN, XINSHENG = "140214018", "140214001"  # streets
STREET_SIDE, SPRING_SIDE, NEW_SIDE = "140214018001", "140214018002", "140214001002"  # communities
FIRST, SECOND = STREET_SIDE + "001", STREET_SIDE + "002"  # wang's grids
THIRD, FOURTH = SPRING_SIDE + "001", SPRING_SIDE + "002"  # 何玉梅's
FIFTH, SIXTH = NEW_SIDE + "001", NEW_SIDE + "002"  # feng's is the fifth

SINCE = date(2024, 1, 1)
MIDNIGHT = datetime(2024, 1, 1, tzinfo=UTC)
SIDE = 40_000  # of a grid, in 1e-7 degree
SOUTH, WEST = 400_300_000, 1_131_500_000
NEW_WEST = WEST + 10 * SIDE  # where 新胜 begins, 3.4 km east

_CORNERS = {FIRST: (SOUTH, WEST), SECOND: (SOUTH, WEST + SIDE), THIRD: (SOUTH + SIDE, WEST),
            FOURTH: (SOUTH + SIDE, WEST + SIDE), FIFTH: (SOUTH, NEW_WEST), SIXTH: (SOUTH, NEW_WEST + SIDE)}  # fmt: skip
OUTSIDE = (SOUTH - 10 * SIDE, WEST)  # a point in no grid

COVER, RUBBISH, OCCUPYING, WATER, SHED, NOISE, DISPUTE = (
    "C0101", "E0102", "E0504", "E0406", "E0101", "E0301", "E2102")  # fmt: skip


def fixed(kind: int, number: int) -> UUID:
    """A UUIDv7 that is the same in every run: `kind` tells people, units, conditions … apart."""
    return UUID(int=(0x018C_C251_F400 << 80) | (0x7 << 76) | (0b10 << 62) | (kind << 32) | number)


def inside(grid: str) -> tuple[int, int]:
    """The middle of a grid as (lat, lon) in 1e-7 degree."""
    south, west = _CORNERS[grid]
    return south + SIDE // 2, west + SIDE // 2


WANG, FENG, ZHANG, LI, ZHAO, SUN, QIAN, WU, ADMIN, HE, LIN, XU, SHEN = (fixed(1, number) for number in range(1, 14))
NAMES = {
    "wang": (WANG, "王建国"), "feng": (FENG, "冯晓燕"), "zhang": (ZHANG, "张秀兰"), "li": (LI, "李志强"),
    "zhao": (ZHAO, "赵海峰"), "sun": (SUN, "孙立军"), "qian": (QIAN, "钱文博"), "wu": (WU, "吴敏"),
    "admin": (ADMIN, "安管理"), "he": (HE, "何玉梅"), "lin": (LIN, "林小满"), "xu": (XU, "徐安全"),
    "shen": (SHEN, "沈审计"),
}  # fmt: skip

TEAM, KEEPERS, HOUSING, DRAINAGE, POLICE, NEW_TEAM, ECOLOGY = (fixed(2, number) for number in range(1, 8))

_POSTS: tuple[tuple[UUID, Role, str, UUID | None], ...] = (
    (WANG, Role.GRID_WORKER, FIRST, None), (WANG, Role.GRID_WORKER, SECOND, None),
    (FENG, Role.GRID_WORKER, FIFTH, None),
    (ZHANG, Role.COMMUNITY, STREET_SIDE, None),
    (LI, Role.STREET_INTAKE, KOUQUAN, None), (LI, Role.STREET_DISPATCH, KOUQUAN, None),
    (ZHAO, Role.STREET_HEAD, KOUQUAN, None),
    (SUN, Role.DEPT_HANDLER, KOUQUAN, TEAM), (QIAN, Role.DEPT_HANDLER, DISTRICT, HOUSING),
    (WU, Role.DISTRICT_SUPERVISOR, DISTRICT, None), (ADMIN, Role.SYS_ADMIN, DISTRICT, None),
    (HE, Role.GRID_WORKER, FIRST, None), (HE, Role.GRID_WORKER, SECOND, None),
    (HE, Role.GRID_WORKER, THIRD, None), (HE, Role.GRID_WORKER, FOURTH, None),
    (LIN, Role.VOLUNTEER, STREET_SIDE, None),
    (XU, Role.SEC_ADMIN, DISTRICT, None), (SHEN, Role.AUDITOR, DISTRICT, None),
)  # fmt: skip

# id, name, kind, trade, the area it serves, the grid in whose middle it stands
_UNITS: tuple[tuple[UUID, str, UnitKind, str, str, str], ...] = (
    (TEAM, "口泉城管中队", UnitKind.ENFORCEMENT, "URBAN_MANAGEMENT", KOUQUAN, FIRST),
    (KEEPERS, "口泉街社区工作队", UnitKind.COMMUNITY, "COMMUNITY_WORK", STREET_SIDE, SECOND),
    (HOUSING, "区住建局", UnitKind.GOV_DEPT, "HOUSING", DISTRICT, SIXTH),
    (DRAINAGE, "区排水公司", UnitKind.UTILITY, "DRAINAGE", DISTRICT, FIFTH),
    (POLICE, "口泉派出所", UnitKind.POLICE_STATION, "POLICE", KOUQUAN, THIRD),
    (NEW_TEAM, "新胜城管中队", UnitKind.ENFORCEMENT, "URBAN_MANAGEMENT", XINSHENG, FIFTH),
    (ECOLOGY, "生态环境分局", UnitKind.GOV_DEPT, "ECOLOGY", DISTRICT, SIXTH),
)

_MAJORS = (
    ("C01", ClassKind.COMPONENT, "公用设施", "Public facilities"),
    ("E01", ClassKind.OCCURRENCE, "市容环境", "City appearance"),
    ("E03", ClassKind.OCCURRENCE, "施工管理", "Construction"),
    ("E04", ClassKind.OCCURRENCE, "突发事件", "Emergencies"),
    ("E05", ClassKind.OCCURRENCE, "街面秩序", "Street order"),
    ("E21", ClassKind.OCCURRENCE, "矛盾纠纷", "Disputes"),
)

_CLASSES: tuple[dict[str, object], ...] = (
    {"code": COVER, "name": "上水井盖", "name_en": "Water manhole cover", "words": "井盖 窨井 破损 丢失",
     "evidence": Evidence.ON_CLOSE, "check_policy": CheckPolicy.ALWAYS, "severity": 2, "position": 1},
    {"code": RUBBISH, "name": "暴露垃圾", "name_en": "Exposed rubbish", "words": "垃圾 脏 臭", "self_resolve": True,
     "evidence": Evidence.ON_CLOSE, "check_policy": CheckPolicy.SAMPLE, "position": 2},
    {"code": OCCUPYING, "name": "店外经营", "name_en": "Trading outside the shop", "words": "占道 摆摊 出店",
     "self_resolve": True, "check_policy": CheckPolicy.REPORTER, "position": 3},
    {"code": WATER, "name": "道路积水", "name_en": "Water on the road", "words": "积水 内涝 路面积水",
     "severity": 3, "min_level": 2, "position": 4},
    {"code": SHED, "name": "私搭乱建", "name_en": "Unlawful building", "words": "违建 违章 搭棚", "min_level": 2,
     "evidence": Evidence.ON_CLOSE, "position": 5},
    {"code": NOISE, "name": "施工扰民", "name_en": "Construction noise", "words": "噪音 夜间施工", "min_level": 2,
     "position": 6},
    {"code": DISPUTE, "name": "邻里纠纷", "name_en": "Neighbours' dispute", "words": "邻居 吵架 漏水", "verify": False,
     "self_resolve": True, "check_policy": CheckPolicy.REPORTER, "position": 7},
)  # fmt: skip

(
    MISSING_COVER,
    LOOSE_COVER,
    LOOSE_COVER_HERE,
    DAY_OLD_RUBBISH,
    BUILDING_RUBBISH,
    OUTSIDE_SHOP,
    FLOODED,
    STOP_BUILDING,
    (PULL_DOWN),
    AT_NIGHT,
    QUARREL,
) = (fixed(3, number) for number in range(1, 12))

# id, class, number, Chinese, English, area, severity, limit
_CONDITIONS: tuple[tuple[UUID, str, str, str, str, str, int, LimitKind, int], ...] = (
    (MISSING_COVER, COVER, "01", "井盖丢失", "The cover is missing", DISTRICT, 3, LimitKind.CONT, 120),
    (LOOSE_COVER, COVER, "02", "井盖破损、松动", "Broken or loose", DISTRICT, 2, LimitKind.WD, 1),
    (
        LOOSE_COVER_HERE,
        COVER,
        "02",
        "井盖破损、松动（口泉）",
        "Broken or loose (Kouquan)",
        KOUQUAN,
        2,
        LimitKind.WH,
        240,
    ),
    (DAY_OLD_RUBBISH, RUBBISH, "01", "当日未清", "Not cleared the same day", DISTRICT, 1, LimitKind.WH, 240),
    (BUILDING_RUBBISH, RUBBISH, "02", "建筑垃圾", "Building rubbish", DISTRICT, 1, LimitKind.WD, 2),
    (OUTSIDE_SHOP, OCCUPYING, "01", "占用人行道", "On the pavement", DISTRICT, 1, LimitKind.WH, 120),
    (FLOODED, WATER, "01", "积水影响通行", "The road cannot be passed", DISTRICT, 3, LimitKind.CONT, 240),
    (STOP_BUILDING, SHED, "01", "正在搭建", "Being built", DISTRICT, 2, LimitKind.WH, 240),
    (PULL_DOWN, SHED, "02", "已建成", "Stands already", DISTRICT, 1, LimitKind.WD, 10),
    (AT_NIGHT, NOISE, "01", "夜间施工", "At night", DISTRICT, 2, LimitKind.WH, 240),
    (QUARREL, DISPUTE, "01", "需要调解", "Needs mediation", DISTRICT, 1, LimitKind.WD, 3),
)

# stage, limit when urgent, limit otherwise (domain: default stage limits)
_STAGES: tuple[tuple[Stage, tuple[LimitKind, int], tuple[LimitKind, int]], ...] = (
    (Stage.INTAKE, (LimitKind.CONT, 15), (LimitKind.WH, 120)),
    (Stage.VERIFY, (LimitKind.CONT, 30), (LimitKind.WH, 240)),
    (Stage.FILE, (LimitKind.CONT, 10), (LimitKind.WH, 120)),
    (Stage.DISPATCH, (LimitKind.CONT, 10), (LimitKind.WH, 120)),
    (Stage.SIGN, (LimitKind.CONT, 15), (LimitKind.WH, 240)),
    (Stage.CHECK, (LimitKind.CONT, 120), (LimitKind.WD, 1)),
)

_MATTERS = (
    ("B037", ListKind.BASIC, 37, "市容环境日常管理", "Daily care of the streets"),
    ("B041", ListKind.BASIC, 41, "邻里矛盾纠纷调解", "Mediation between neighbours"),
    ("S012", ListKind.SHARED, 12, "市政设施养护", "Upkeep of public facilities"),
    ("S013", ListKind.SHARED, 13, "排水防涝", "Drainage and floods"),
    ("S014", ListKind.SHARED, 14, "违法建设查处", "Unlawful buildings"),
    ("R003", ListKind.RECALLED, 3, "夜间施工噪声处罚", "Penalties for construction noise at night"),
)

# class, matter, trade, leads
_RULES = (
    (COVER, "B037", "URBAN_MANAGEMENT", True), (COVER, "S012", "HOUSING", True), (COVER, "S013", "DRAINAGE", False),
    (RUBBISH, "B037", "URBAN_MANAGEMENT", True), (RUBBISH, "B037", "COMMUNITY_WORK", True),
    (OCCUPYING, "B037", "URBAN_MANAGEMENT", True), (OCCUPYING, "B037", "POLICE", False),
    (WATER, "S013", "DRAINAGE", True), (WATER, "B037", "URBAN_MANAGEMENT", False),
    (SHED, "S014", "HOUSING", True), (SHED, "B037", "URBAN_MANAGEMENT", False),
    (NOISE, "R003", "ECOLOGY", True),
    (DISPUTE, "B041", "COMMUNITY_WORK", True), (DISPUTE, "B041", "POLICE", False),
)  # fmt: skip


async def build() -> None:
    """Fill an empty, migrated database that is entered. Everything holds since `SINCE`."""
    await _areas()
    await _catalogue()
    await _people()
    await WorkSegment.bulk_create(
        WorkSegment(id=fixed(6, number), starts=starts, ends=ends)
        for number, (starts, ends) in enumerate(((510, 720), (870, 1080)), 1)
    )


async def _areas() -> None:
    district = _area(DISTRICT, "云冈区", AreaLevel.DISTRICT, *inside(FIRST))
    streets = [_area(KOUQUAN, "口泉街道", AreaLevel.STREET, *inside(FIRST)),
               _area(XINSHENG, "新胜街道", AreaLevel.STREET, *inside(FIFTH))]  # fmt: skip
    communities = [_area(STREET_SIDE, "口泉街社区", AreaLevel.COMMUNITY, *inside(FIRST)),
                   _area(SPRING_SIDE, "泉峪路社区", AreaLevel.COMMUNITY, *inside(THIRD)),
                   _area(NEW_SIDE, "新胜街社区", AreaLevel.COMMUNITY, *inside(FIFTH))]  # fmt: skip
    grids = [_area(code, f"第{int(code[12:])}网格", AreaLevel.GRID, *inside(code)) for code in _CORNERS]
    for level in ([district], streets, communities, grids):
        await Area.bulk_create(level)
    await AreaShape.bulk_create(
        AreaShape(id=fixed(7, number), area_id=code, version=1, ring=_ring(code), synthetic=True, source="for tests",
                  valid_from=SINCE)
        for number, code in enumerate(_CORNERS, 1)
    )  # fmt: skip


def _area(code: str, name: str, level: AreaLevel, lat: int, lon: int) -> Area:
    parent = {6: None, 9: code[:6], 12: code[:9], 15: code[:12]}[len(code)]
    grid = level is AreaLevel.GRID
    return Area(code=code, name=name, level=level, parent_id=parent, kind=GridKind.BASIC if grid else None,
                households=400 if grid else None, lat=lat, lon=lon, valid_from=SINCE)  # fmt: skip


def _ring(code: str) -> list[list[int]]:
    south, west = _CORNERS[code]
    north, east = south + SIDE, west + SIDE
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


async def _catalogue() -> None:
    await Major.bulk_create(Major(code=code, kind=kind, name=zh, name_en=en) for code, kind, zh, en in _MAJORS)
    await IncidentClass.bulk_create(
        IncidentClass(major_id=str(one["code"])[:3], valid_from=SINCE, **one) for one in _CLASSES
    )
    await FilingCondition.bulk_create(
        FilingCondition(id=id, incident_class_id=code, number=number, text=zh, text_en=en, area=area, severity=severity,
                        limit_kind=kind, limit_amount=amount, valid_from=SINCE)
        for id, code, number, zh, en, area, severity, kind, amount in _CONDITIONS
    )  # fmt: skip
    await StageLimit.bulk_create(
        StageLimit(id=fixed(4, 10 * number + urgent), stage=stage, urgent=urgent, limit_kind=limit[0],
                   limit_amount=limit[1], valid_from=SINCE)
        for number, (stage, hurried, usual) in enumerate(_STAGES, 1)
        for urgent, limit in ((True, hurried), (False, usual))
    )  # fmt: skip
    await Unit.bulk_create(
        Unit(id=id, name=name, kind=kind, trade=trade, area_id=area, phone="0352-5550100", hours="全天值班",
             approach=Approach.DIRECT if id == HOUSING else None, lat=inside(grid)[0], lon=inside(grid)[1],
             valid_from=SINCE)
        for id, name, kind, trade, area, grid in _UNITS
    )  # fmt: skip
    await Matter.bulk_create(
        Matter(
            code=code, list_kind=kind, number=number, title=zh, title_en=en, basis="履职清单（测试）", valid_from=SINCE
        )
        for code, kind, number, zh, en in _MATTERS
    )
    await DutyRule.bulk_create(
        DutyRule(id=fixed(5, number), incident_class_id=code, matter_id=matter, trade=trade, leads=leads,
                 position=number, valid_from=SINCE)
        for number, (code, matter, trade, leads) in enumerate(_RULES, 1)
    )  # fmt: skip


async def _people() -> None:
    await Person.bulk_create(
        Person(id=id, name=name, login=login, password_hash=PASSWORD_HASH, created_at=MIDNIGHT)
        for login, (id, name) in NAMES.items()
    )
    await Post.bulk_create(
        Post(id=fixed(8, number), person_id=person, role=role, area_id=area, unit_id=unit, starts_on=SINCE)
        for number, (person, role, area, unit) in enumerate(_POSTS, 1)
    )


async def viewer(login: str) -> Viewer:
    """Somebody of the cast as they are today: `await viewer("wang")`."""
    return await viewers.viewer_of(NAMES[login][0])
