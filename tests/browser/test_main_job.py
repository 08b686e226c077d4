"""The main job: 王 files a broken manhole cover without a signal, and each desk in turn moves it until it is closed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PIL import Image

from tests.browser.people import NO_WORKER
from tests.browser.phone import DESK, HERE, Phone, Phones, Screen
from tests.browser.process import Server
from tests.browser.program import Program

COVER = "上水井盖"
FOUND = """query Found($id: ID!) {
  incident(id: $id) { id number state version photos { kind arrived sha256 } stepper { key status }
    reporter { name } leadUnit { name } closedLate }
}"""
HOW_MANY = "query HowMany { incidents(first: 1) { totalCount } }"


async def test_a_cover_reported_without_a_signal_is_handled_by_everybody_and_closed_once(
    phones: Phones, server: Server, photo: Path, tmp_path: Path
) -> None:
    wu = Program(server, "wu")
    before = wu.ask(HOW_MANY)["data"]["incidents"]["totalCount"]
    stored = len(_pictures(server))

    wang = await phones.of("wang", **HERE)
    await wang.sees("待办")
    await wang.ready_for_no_signal()
    await wang.close()  # a browser writes its cookies within half a minute, or when it is closed
    server.stop()
    await wang.open()
    await _reports_a_cover(wang, photo)
    await wang.kill()
    await wang.open()
    row = await _finds_it_still_in_the_outbox(wang)

    server.start()
    await wang.sees("已送达", 60)
    await _the_operation_comes_twice(server, row)

    await _goes_its_way(phones, wang, row["incidentId"], _after(photo, tmp_path))
    await _wu_asks_about_it(phones, row["incidentId"])
    told = wu.ask(FOUND, id=row["incidentId"])["data"]["incident"]
    assert told["state"] == "CLOSED"
    assert [one["kind"] for one in told["photos"]] == ["BEFORE", "AFTER"]
    assert all(one["arrived"] for one in told["photos"])
    assert wu.ask(HOW_MANY)["data"]["incidents"]["totalCount"] == before + 1
    assert len(_pictures(server)) == stored + 2
    assert phones.strangers() == []


async def _goes_its_way(phones: Phones, wang: Phone, incident: str, after: Path) -> None:
    """Community, street, unit, check and closing, each on their own screen; wang reads each state on theirs."""
    await _zhang_accepts_and_files(await phones.of("zhang", viewport=DESK, **NO_WORKER), incident)
    await _wang_reads(wang, incident, "待派遣", "立案")
    li = await phones.of("li", viewport=DESK, **NO_WORKER)
    await _li_dispatches(li, incident)
    await _wang_reads(wang, incident, "待签收", "派遣")
    await _sun_takes_it_and_feeds_back(await phones.of("sun", **NO_WORKER), incident, after)
    await _wang_reads(wang, incident, "待核查", "反馈结果")
    await _wang_looks_for_li_who_closes(wang, li, incident)
    await _wang_reads(wang, incident, "已结案", "核查通过，结案")


async def _reports_a_cover(wang: Phone, photo: Path) -> None:
    """The launcher's shortcut opens /report; then four taps, nothing typed, no network."""
    await wang.go("/report")
    wang.taps = 0
    await wang.sees("要拍照吗？")
    await wang.photograph("拍照", photo)
    await wang.sees("是什么事？")
    await wang.tap(COVER)
    await wang.sees("在这里吗？")
    await wang.sees("口泉街社区 第1网格内")
    await wang.tap("就在这里，上报")
    await wang.sees("已存手机")
    assert wang.taps <= 4


async def _finds_it_still_in_the_outbox(wang: Phone) -> dict[str, Any]:
    """After the battery: the app opens without a server, and the report lies there with its photo."""
    await wang.go("/outbox")
    await wang.sees("1 件在手机上")
    await wang.sees("照片 1 张")
    await wang.sees("已存手机")
    (row,) = await wang.stored("rows")
    assert (row["state"], row["operation"]["name"]) == ("SAVED", "Report")
    (kept,) = row["photos"]
    assert kept["size"] <= 200 * 1024
    return row


async def _the_operation_comes_twice(server: Server, row: dict[str, Any]) -> None:
    """The line broke after the server had it: the phone sends the same again, and nothing happens twice."""
    wang = Program(server, "wang")
    order = {"documentId": row["operation"]["id"], "variables": {"input": row["input"]}}
    first, second = [wang.send(order)["data"]["incidentReport"] for _ in range(2)]
    assert first["receipt"] == second["receipt"]
    assert (first["problems"], first["receipt"]["opId"]) == ([], row["opId"])
    other = {"documentId": row["operation"]["id"], "variables": {"input": row["input"] | {"text": "另一件"}}}
    (problem,) = wang.send(other)["data"]["incidentReport"]["problems"]
    assert problem["code"] == "OP_ID_REUSED"


async def _zhang_accepts_and_files(zhang: Screen, incident: str) -> None:
    await zhang.go(f"/desk/{incident}")
    await zhang.stands("待受理")
    await zhang.tap("受理", exact=True)
    sheet = zhang.page.get_by_role("dialog")
    await zhang.sees("按哪个条件立案？")  # condition, limit and due time stand there before anything is taken in
    condition = sheet.locator("label", has_text="02 松动、异响（口泉）")
    assert "4 工作时 · 到期" in await condition.inner_text()
    await condition.click()
    await sheet.get_by_role("button", name="受理并立案", exact=True).click()
    await zhang.stands("待派遣")


async def _li_dispatches(li: Screen, incident: str) -> None:
    await li.go(f"/desk/{incident}")
    await li.tap("派遣", exact=True)
    await li.sees("派给谁？")
    sheet = li.page.get_by_role("dialog")
    unit = sheet.locator("label", has_text="口泉城管中队")
    assert "基本履职第 7 项" in await unit.inner_text()
    assert "推荐" in await unit.inner_text()
    assert await unit.locator("input").is_checked()
    await sheet.get_by_role("button", name="派遣", exact=True).click()
    await li.tap("回到这件")  # the next one is open
    await li.stands("待签收")


async def _sun_takes_it_and_feeds_back(sun: Screen, incident: str, after: Path) -> None:
    await sun.go(f"/i/{incident}")
    await sun.tap("签收", exact=True)
    await sun.stands("处置中")
    await sun.tap("反馈结果")
    await sun.sees("四项写全才能提交")
    await sun.tap("物业")
    await sun.tap("已修复")
    await sun.choose("已办完")
    await sun.choose("已解决")
    await sun.sees("还差：处理后照片")
    await sun.photograph("处理后", after)
    await sun.page.locator(".photo-strip img").wait_for()
    await sun.tap("提交反馈")
    await sun.sees("已存手机")
    await sun.until_nothing_waits()


async def _wang_looks_for_li_who_closes(wang: Phone, li: Screen, incident: str) -> None:
    """The check falls to the grid's worker, who had no part in the repair; then the desk closes."""
    await li.go(f"/desk/{incident}")
    await li.tap("发核查", exact=True)
    await li.page.get_by_role("dialog").get_by_role("button", name="发核查").click()
    await li.stands("核查中")
    await wang.go(f"/i/{incident}")
    await wang.tap("核查", exact=True)
    await wang.sees("处理好了吗？")
    await wang.choose("处理好了")
    await wang.tap("保存并发送")
    await wang.sees("已存手机")
    await wang.until_nothing_waits()
    await li.go(f"/desk/{incident}")
    await li.tap("核查通过，结案", exact=True)
    sheet = li.page.get_by_role("dialog")
    await sheet.get_by_text("处理好了").wait_for()
    await sheet.get_by_role("button", name="通过，结案").click()
    await li.tap("回到这件")  # the next one is open
    await li.stands("已结案")


async def _wang_reads(wang: Phone, incident: str, state: str, event: str) -> None:
    await wang.go(f"/i/{incident}")
    await wang.stands(state)
    await wang.page.locator("article.incident section").get_by_text(event, exact=True).first.wait_for()
    looked = await wang.page.locator("article.incident h3", has_text="看到的情况").count() == 1
    assert looked is (state == "已结案")  # before that nobody has


async def _wu_asks_about_it(phones: Phones, incident: str) -> None:
    """In the playground, by a query of their own."""
    wu = await phones.of("wu", viewport=DESK, **NO_WORKER)
    await wu.go("/playground")
    await wu.sees("现在超期（按街道）", 40)
    await wu.page.locator(".graphiql-query-editor .CodeMirror").click()
    await wu.page.keyboard.press("Control+A")
    await wu.page.keyboard.insert_text(f'{{ incident(id: "{incident}") {{ number state closedLate }} }}')
    await wu.page.locator("button.graphiql-execute-button").click()
    await wu.page.locator(".result-window").get_by_text('"CLOSED"').wait_for()


def _after(photo: Path, folder: Path) -> Path:
    """The same place, repaired."""
    path = folder / "after.jpg"
    with Image.open(photo) as image:
        image.transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(path, "JPEG")
    return path


def _pictures(server: Server) -> list[Path]:
    return [path for path in (server.data / "media").rglob("*.jpg") if not path.name.endswith("-thumb.jpg")]
