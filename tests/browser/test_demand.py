"""需求 and 认领 on the screens: two firms claim 60 and 40 of a hundred, a third is told, and both sides rate."""

from __future__ import annotations

from datetime import timedelta

from server.core import clock
from tests.browser.people import People
from tests.browser.phone import Screen

NEED = "给八十岁以上老人送过冬棉被"


async def open_need(screen: Screen, chip: str = "all") -> None:
    await screen.go(f"/n/demand?chip={chip}")
    await screen.page.get_by_role("link", name=NEED).first.click()
    await screen.sees("还剩")


async def claim(screen: Screen, quantity: int) -> None:
    await screen.tap("认领", exact=True)
    await screen.page.locator("#f-quantity").fill(str(quantity))
    await screen.tap("认领一份")


async def deliver(screen: Screen, words: str) -> None:
    """With a rating of how the community worked with them."""
    await screen.tap("交付", exact=True)
    await screen.page.locator("dialog #f-text").fill(words)
    await screen.page.locator("dialog").get_by_text("满意", exact=True).click()
    await sends(screen, "交付")


async def published(zhang: Screen) -> None:
    """The community drafts it and publishes it; nought of something is told in words before anything is sent."""
    await zhang.tap("起草一条需求")
    dialog = zhang.page.locator("dialog")
    await dialog.locator("#f-area").select_option(label="口泉街社区")
    await dialog.get_by_text("群众性", exact=True).click()
    await dialog.locator("#f-text").fill(NEED)
    await dialog.locator("#f-quantity").fill("0")
    await dialog.locator("#f-measure").fill("床")
    await dialog.locator("#f-neededBy").fill((clock.today() + timedelta(days=30)).isoformat())
    await dialog.get_by_role("button", name="起草一条需求").click()
    await zhang.sees("1 到 1000000")
    await dialog.locator("#f-quantity").fill("100")
    await dialog.get_by_role("button", name="起草一条需求").click()
    await zhang.sees("办好了")
    await zhang.page.get_by_role("link", name=NEED).first.click()
    await steps(zhang, "公布")


async def steps(screen: Screen, name: str, among: str = "", **fields: str) -> None:
    """Take a step by its sheet, with these words in its fields; `among` is the button that shows those beside the main
    one."""
    if among:
        await screen.tap(among)
    await screen.tap(name, exact=True)
    for field, words in fields.items():
        await screen.page.locator(f"dialog #f-{field}").fill(words)
    await sends(screen, name)


async def sends(screen: Screen, name: str) -> None:
    await screen.page.locator("dialog").get_by_role("button", name=name, exact=True).click()
    await screen.until("() => !document.querySelector('dialog')")


async def test_two_firms_claim_a_hundred_the_third_is_told_and_both_sides_rate(people: People) -> None:
    zhang = await people.of("zhang", "/n/demand")
    await published(zhang)
    chen, gao, luo = [await people.of(login) for login in ("chen", "gao", "luo")]
    for firm in (chen, gao, luo):
        await open_need(firm, "mine")
    await claim(chen, 60)
    await chen.sees("已认领 60/100 床")
    await claim(gao, 50)
    await gao.sees("还剩 40 床，别家已认领了其余的")
    await gao.page.locator("#f-quantity").fill("40")
    await gao.tap("认领一份")
    await gao.sees("已认领 100/100 床")
    await claim(luo, 1)
    await luo.sees("还剩 0 床，别家已认领了其余的")

    await chen.page.get_by_role("link", name="晋阳机电（示例） · 60 床").click()
    await steps(chen, "开始")
    await deliver(chen, "六十床已送到社区活动室")
    await zhang.go("/n/claim?chip=all")
    await zhang.page.get_by_role("link", name="晋阳机电（示例） · 60 床").first.click()
    await zhang.sees("六十床已送到社区活动室")
    await steps(zhang, "未认可", among="其他步骤", text="有两床破了，请换两床")
    await chen.page.reload()
    await chen.sees("有两床破了，请换两床")
    await deliver(chen, "换的两床也送到了")
    await zhang.page.reload()
    await zhang.tap("确认", exact=True)
    await zhang.page.locator("dialog").get_by_text("基本满意", exact=True).click()
    await sends(zhang, "确认")
    await chen.page.reload()
    await chen.sees("基本满意")
    assert not people.trouble()
