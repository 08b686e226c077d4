"""Those of the demo's people whom one signs in as; which posts they hold stands in `district/people.csv`.

All names are made up, and everybody has one password; staff sign in too: `worker-0001`, `community-018002`,
`intake-001`, `dispatch-001`, `head-001`, `unit-001a`.
"""

from __future__ import annotations

PASSWORD = "gridwhistle-demo"
LOGINS = {
    "wang": "王建国 网格员 grid worker, 口泉街道",
    "he": "何玉梅 网格员 another worker of the same grids",
    "feng": "冯晓燕 网格员 grid worker, 新胜街道",
    "zhang": "张秀兰 社区书记 community secretary, 口泉街社区",
    "li": "李志强 街道受理派遣 intake and dispatch, 口泉街道",
    "zhao": "赵海峰 街道主任 street head, 口泉街道",
    "lin": "林小满 志愿者 volunteer, 口泉街社区",
    "sun": "孙立军 处置 handler, 口泉城管中队",
    "qian": "钱文博 处置 handler, 区市政养护中心",
    "chen": "陈立业 企业联络员 liaison of a firm, 晋阳机电（示例）",
    "zhou": "周慧 区派遣 district dispatch",
    "wu": "吴敏 区监督 district supervisor",
    "admin": "安管理 系统管理员 system administrator",
    "xu": "徐静 安全管理员 security administrator",
    "shen": "沈洁 审计员 auditor",
}

STREET, DEPARTMENT = "140214018", "区市政养护中心"  # whose screens are shown
