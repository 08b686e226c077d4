"""The desk: by keyboard alone, in as many panes as fit, moving as others work, on paper and on the map."""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
from pathlib import Path

from playwright.async_api import Locator, Route

from server.core.ids import new_id
from tests.browser.pages import CUT, measured, one_of, settled
from tests.browser.people import People
from tests.browser.phone import DESK, KOUQUAN, Screen
from tests.browser.program import Program

DOCUMENTS: dict[str, str] = json.loads(
    (Path(__file__).parents[2] / "web" / "api" / "documents.json").read_text("utf-8")
)
REPORT = next(digest for digest, text in DOCUMENTS.items() if text.startswith("mutation Report("))
STATE = "query State($id: ID!) { incident(id: $id) { state leadUnit { name } } }"
SHOWN = "() => ['pane-list', 'pane-detail', 'pane-map'].filter((name) => document.getElementById(name))"
FOCUS = "() => document.activeElement?.closest('.pane')?.id ?? document.activeElement?.tagName"


def told_by_telephone(people: People, login: str = "li") -> str:
    """A new row of the hotline at 口泉; its id."""
    text = "停水两天，有人绊倒"
    place = {"lat": KOUQUAN["latitude"], "lon": KOUQUAN["longitude"], "source": "PIN", "address": "口泉街 1 号"}
    report = {"opId": str(new_id()), "id": str(new_id()), "classCode": _cover(people), "text": text,
              "severity": 4, "channel": "HOTLINE", "externalNo": str(new_id()), "place": place}  # fmt: skip
    answer = Program(people.server, login).send({"documentId": REPORT, "variables": {"input": report}})
    assert answer["data"]["incidentReport"]["problems"] == []
    return str(report["id"])


def _cover(people: People) -> str:
    classes = Program(people.server, "wu").ask("{ catalogue { classes { code name } } }")["data"]["catalogue"]
    return str(next(one["code"] for one in classes["classes"] if one["name"] == "停水停电"))


async def test_a_new_row_of_the_hotline_is_filed_and_dispatched_by_at_most_twelve_keys(people: People) -> None:
    incident = told_by_telephone(people)
    screen = await people.of("li", "/desk?chip=intake", viewport=DESK)
    await settled(screen)
    await screen.page.locator('#pane-list [aria-current="true"]').wait_for()  # the first row is open from the start
    pressed = 0
    while not screen.page.url.split("?")[0].endswith(incident) and pressed < 5:  # the most urgent is it, or nearly
        await screen.page.keyboard.press("j")
        pressed += 1
    await screen.page.keyboard.press("f")  # before the incident stands: the letter waits for it
    await screen.sees("按哪个条件立案？")
    await screen.page.keyboard.press("Control+Enter")
    await screen.sees("派给谁？")
    await screen.page.locator("#lead input:checked").wait_for()
    await screen.page.keyboard.press("Control+Enter")
    await screen.sees("派遣已办：停水停电，现在待签收")
    assert pressed + 1 + 2 + 2 <= 12
    told = Program(people.server, "wu").ask(STATE, id=incident)["data"]["incident"]
    assert told["state"] == "DISPATCHED"
    assert told["leadUnit"]


async def test_a_letter_waits_for_its_incident_and_never_means_the_one_still_shown(people: People) -> None:
    first = told_by_telephone(people)
    screen = await people.of("li", f"/desk/{first}?chip=intake", viewport=DESK)
    await settled(screen)
    await screen.stands("待受理")
    await screen.was_asked_about_reminders()  # its question would stop the keys
    second = told_by_telephone(people)
    await screen.page.locator("#pane-detail").focus()
    hold = asyncio.Event()

    async def held(route: Route) -> None:
        await hold.wait()
        await route.continue_()

    await screen.page.route("**/graphql", held)
    await screen.page.evaluate(
        "(path) => { history.pushState(null, '', path); dispatchEvent(new PopStateEvent('popstate')) }",
        f"/desk/{second}?chip=intake",
    )
    await screen.page.keyboard.press("f")
    await asyncio.sleep(0.5)
    assert await screen.page.locator("dialog[open]").all_inner_texts() == []
    hold.set()
    await screen.sees("按哪个条件立案？")
    await screen.page.keyboard.press("Control+Enter")
    await screen.sees("派给谁？")
    asked = Program(people.server, "wu")
    states = [asked.ask(STATE, id=one)["data"]["incident"]["state"] for one in (first, second)]
    assert states == ["REPORTED", "FILED"]


async def test_letters_are_dead_while_one_types_and_when_they_are_switched_off(people: People) -> None:
    screen = await people.of("li", "/desk", viewport=DESK)
    open = await first_open(screen)
    await screen.page.keyboard.press("/")
    await screen.page.keyboard.type("jj")
    assert open in screen.page.url
    assert await screen.page.get_by_label("搜索案件").input_value() == "jj"
    await screen.go("/me")
    await screen.page.get_by_role("switch", name="快捷键").uncheck()
    await screen.until_stored("meta", "'keys': False")
    await screen.go("/desk")
    open = await first_open(screen)
    await screen.page.keyboard.press("j")
    assert open in screen.page.url
    await screen.page.keyboard.press("?")
    await screen.never_sees("快捷键在设置里关掉了")
    await screen.go("/me")
    await screen.page.get_by_role("switch", name="快捷键").check()
    await screen.until_stored("meta", "'keys': True")


async def first_open(screen: Screen) -> str:
    """The id of the first row, which is open from the start."""
    await screen.page.locator('#pane-list [aria-current="true"]').wait_for()
    first = await screen.page.locator("#pane-list [data-id]").first.get_attribute("data-id")
    assert first
    assert first in screen.page.url
    return first


async def test_as_many_panes_stand_side_by_side_as_fit_and_f6_turns_between_them(people: People) -> None:
    screen = await people.of("li", "/desk", viewport=DESK)
    for width, panes in ((1280, 3), (1024, 3), (1023, 2), (600, 2), (599, 0)):
        await screen.page.set_viewport_size({"width": width, "height": 800})
        await screen.go("/desk")
        await settled(screen)
        assert len(await measured(screen, SHOWN)) == panes, width
        assert await measured(screen, CUT) == [], width
    await screen.page.set_viewport_size({"width": 1280, "height": 800})
    await screen.go("/desk")
    await settled(screen)
    turned = []
    for _ in range(3):
        await screen.page.keyboard.press("F6")
        turned.append(await screen.page.evaluate(FOCUS))
    assert turned == ["pane-list", "pane-detail", "pane-map"]


async def test_nothing_is_cut_on_a_narrow_or_much_enlarged_screen(people: People) -> None:
    screen = await people.of("li", "/desk", viewport={"width": 320, "height": 256})  # 1280 × 1024 at 400 %
    for path in ("/desk", "/map", "/desk?chip=closed"):
        await screen.go(path)
        await settled(screen)
        assert await measured(screen, CUT) == [], path


async def test_a_pane_keeps_the_width_and_the_desk_the_filter_that_were_chosen(people: People) -> None:
    screen = await people.of("li", "/desk", viewport={"width": 1600, "height": 900})
    await settled(screen)
    await screen.tap("待立案")
    edge = screen.page.locator(".splitter").first
    box = await edge.bounding_box()
    assert box
    await screen.page.mouse.move(box["x"] + 4, 400)
    await screen.page.mouse.down()
    await screen.page.mouse.move(box["x"] + 104, 400, steps=3)
    await screen.page.mouse.up()
    await screen.page.wait_for_timeout(300)
    wide = "() => Math.round(document.getElementById('pane-list').getBoundingClientRect().width)"
    dragged = await screen.page.evaluate(wide)
    await screen.go("/desk")
    await settled(screen)
    assert abs(await screen.page.evaluate(wide) - dragged) <= 2
    assert await screen.button("待立案").get_attribute("aria-pressed") == "true"


async def test_what_is_new_waits_behind_a_line_and_what_is_there_moves_in_its_place(people: People) -> None:
    known = told_by_telephone(people)
    screen = await people.of("li", "/desk?chip=intake", viewport=DESK)
    later = screen.page.get_by_role(
        "button", name="以后再说"
    )  # an urgent one came: whether to be reminded is asked once
    await screen.page.add_locator_handler(later, Locator.click)
    await settled(screen)
    await screen.sees("实时")
    card = screen.page.locator(f'[data-id="{known}"]')
    await card.wait_for()
    new = told_by_telephone(people)
    await screen.sees("新到")
    assert await screen.page.locator(f'[data-id="{new}"]').count() == 0
    _accept(people, known)
    await card.get_by_text("待立案").wait_for()
    await screen.tap("看", exact=True)
    await screen.page.locator(f'[data-id="{new}"]').wait_for()


def _accept(people: People, incident: str) -> None:
    accept = next(digest for digest, text in DOCUMENTS.items() if text.startswith("mutation Accept("))
    told = {"opId": str(new_id()), "id": incident, "seen": 1}
    answer = Program(people.server, "li").send({"documentId": accept, "variables": {"input": told}})
    assert answer["data"]["incidentAccept"]["problems"] == []


async def test_the_list_is_a_table_for_a_spreadsheet_without_a_name_or_what_somebody_wrote(people: People) -> None:
    told_by_telephone(people)
    screen = await people.of("li", "/desk?chip=intake", viewport=DESK)
    await settled(screen)
    await screen.tap("工具")
    async with screen.page.expect_download() as waiting:
        await screen.tap("导出 CSV")
    text = _text(await (await waiting.value).path())
    lines = text.splitlines()
    assert lines[0].split(",")[:4] == ["编号", "状态", "灯", "类别"]
    assert any("待受理" in line for line in lines)
    assert all(re.search(r",20\d\d-\d\d-\d\d \d\d:\d\d,", line) for line in lines[1:])  # also read on other days
    assert "绊倒" not in text


async def test_the_table_has_every_row_and_paper_the_list_and_the_open_case_with_their_dates(people: People) -> None:
    screen = await people.of("wu", f"/desk/{one_of(people.server, 'working')}?chip=open", viewport=DESK)
    await screen.page.locator(".incident").wait_for()
    await settled(screen)
    await screen.tap("工具")
    async with screen.page.expect_download() as waiting:
        await screen.tap("导出 CSV")
    rows = _text(await (await waiting.value).path()).splitlines()[1:]
    with sqlite3.connect(people.server.data / "gridwhistle.sqlite3") as database:
        (open_ones,) = database.execute("SELECT count(*) FROM incident WHERE closed_at IS NULL").fetchone()
    assert len(rows) == open_ones > 100
    await screen.page.emulate_media(media="print")
    await screen.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    paper, case = screen.page.locator(".paper"), screen.page.locator(".incident")
    await paper.get_by_text(re.compile(r"打印于 20\d\d-\d\d-\d\d")).wait_for()
    await case.get_by_text(re.compile(r"打印于 20\d\d-\d\d-\d\d")).wait_for()
    assert await case.locator(".stepper.whole li").first.is_visible()
    told = " ".join(await case.locator("time").all_inner_texts())
    assert not re.search(r"昨天|今天", told)
    assert re.search(r"20\d\d年\d+月\d+日", told)


def _text(path: Path) -> str:
    return path.read_text("utf-8-sig")


MARKED = """[...document.querySelectorAll('#pane-map button.map-mark')]
  .reduce((sum, one) => sum + (Number(one.innerText) || 1), 0)"""  # a mark alone says no number

LEFT_WHILE_IT_ZOOMS = """async () => {
  const all = [...document.querySelectorAll('#pane-map button')]
  const press = (name) => all.find((one) => one.innerText === name).click()
  press('放大')
  while (!document.querySelector('#pane-map .leaflet-zoom-anim')) await new Promise(requestAnimationFrame)
  press('列表代替地图')
}"""


async def test_the_map_shows_what_the_list_shows_and_a_list_can_stand_in_its_place(people: People) -> None:
    told_by_telephone(people)
    screen = await people.of("li", "/desk?chip=intake", viewport=DESK)
    await settled(screen)
    await screen.page.locator("#pane-map path.grid").first.wait_for()
    total = await _total(screen)
    await screen.sees(f"这里共 {total} 件")
    await screen.until(f"{MARKED} === {total}")
    await screen.tap("列表代替地图")
    await screen.until(f"document.querySelectorAll('#pane-map .map-list li').length === {total}")
    await screen.until("document.querySelectorAll('#pane-map .leaflet').length === 0")


async def test_a_map_that_is_left_while_it_zooms_breaks_nothing(people: People) -> None:
    screen = await people.of("li", "/desk", viewport=DESK)
    await screen.page.locator("#pane-map path.grid").first.wait_for()
    await screen.page.evaluate(LEFT_WHILE_IT_ZOOMS)
    await screen.until("document.querySelectorAll('#pane-map .leaflet').length === 0")
    await asyncio.sleep(0.5)  # Leaflet ends a zoom by a timer of a quarter of a second
    assert screen.errors == []


async def _total(screen: Screen) -> int:
    line = await screen.page.locator("#pane-list p[role=status]").inner_text()
    return int("".join(letter for letter in line if letter.isdigit()))
