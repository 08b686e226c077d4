"""Sample photos of the demo: simple drawn scenes, before and after, stored as if phones had sent them."""

from __future__ import annotations

import hashlib
import io
import random
from collections.abc import Callable

from PIL import Image, ImageDraw, ImageFilter

from server.data.database import transaction
from server.grid.incident.models import IncidentPhoto
from server.ground.media import actions
from server.ground.media.models import Media, MediaSender
from server.ground.media.shelf import Shelf
from server.ground.person.queries import person_by_login

SCENES = 6  # each before and after
SIZE = (960, 720)
_GROUNDS = ((150, 146, 138), (168, 160, 146), (128, 132, 136), (176, 170, 158), (140, 138, 132), (158, 152, 150))

Report = Callable[[int, int], None]


async def build(shelf: Shelf, progress: Report = lambda done, total: None) -> None:
    """Draw and keep the samples, as sent by the demo's grid worker."""
    sender = await person_by_login("wang")
    assert sender is not None  # the cast comes first
    for number in range(SCENES * 2):
        data = _jpeg(_scene(number % SCENES, mended=number >= SCENES))
        await actions.receive(shelf, sha256=hashlib.sha256(data).hexdigest(), data=data, sent_by=sender.id)
        progress(number + 1, SCENES * 2)


async def send(report: Report) -> None:
    """Whoever named a sample in the made history has sent it as well."""
    pairs = await IncidentPhoto.all().distinct().values_list("sha256", "by_id")
    rows = [MediaSender(sha256=sha256, by_id=by) for sha256, by in pairs]
    await transaction(lambda: MediaSender.bulk_create(rows, ignore_conflicts=True))
    report(len(rows), len(rows))


async def named() -> tuple[str, ...]:
    """The samples by hash: those of before in the first half, those of after in the second."""
    return tuple([one.sha256 for one in await Media.all().order_by("received_at", "sha256")])


def _scene(kind: int, *, mended: bool) -> Image.Image:
    """A pavement seen from above with a cover, a puddle or rubbish; mended, it is whole, dry and clean."""
    chance = random.Random(kind)
    image = Image.new("RGB", SIZE, _GROUNDS[kind])
    draw = ImageDraw.Draw(image)
    _pavement(draw, chance, _GROUNDS[kind])
    if kind % 3 == 0:
        _cover(draw, broken=not mended)
    elif not mended:
        (_puddle if kind % 3 == 1 else _rubbish)(draw, chance)
    return image.filter(ImageFilter.GaussianBlur(1.2))


def _pavement(draw: ImageDraw.ImageDraw, chance: random.Random, ground: tuple[int, int, int]) -> None:
    for row in range(0, SIZE[1], 90):
        for column in range(-60 * (row // 90 % 2), SIZE[0], 120):
            shade = chance.randint(-12, 12)
            tone = tuple(max(0, min(255, part + shade)) for part in ground)
            draw.rectangle((column + 2, row + 2, column + 117, row + 87), fill=tone)


def _cover(draw: ImageDraw.ImageDraw, *, broken: bool) -> None:
    box = (300, 180, 660, 540)
    draw.ellipse(box, fill=(74, 76, 80), outline=(40, 42, 44), width=14)
    for place in range(340, 640, 40):
        draw.line((place, 230, place, 490), fill=(96, 98, 102), width=8)
    if broken:
        draw.pieslice(box, 200, 300, fill=(18, 18, 20))
        draw.line((480, 360, 610, 480), fill=(30, 30, 32), width=12)


def _puddle(draw: ImageDraw.ImageDraw, chance: random.Random) -> None:
    for _ in range(14):
        x, y, r = chance.randint(200, 700), chance.randint(250, 520), chance.randint(60, 150)
        draw.ellipse((x - r, y - r // 2, x + r, y + r // 2), fill=(96, 108, 118))
    draw.arc((320, 280, 640, 440), 190, 320, fill=(168, 180, 190), width=5)


def _rubbish(draw: ImageDraw.ImageDraw, chance: random.Random) -> None:
    colours = ((62, 96, 60), (150, 60, 52), (70, 84, 140), (190, 170, 90), (220, 220, 216), (40, 40, 44))
    for _ in range(26):
        x, y, r = chance.randint(260, 640), chance.randint(260, 520), chance.randint(24, 70)
        shape = draw.ellipse if chance.random() < 0.5 else draw.rectangle
        shape((x, y, x + r, y + int(r * 0.7)), fill=chance.choice(colours), outline=(30, 30, 30))


def _jpeg(image: Image.Image) -> bytes:
    kept = io.BytesIO()
    image.save(kept, "JPEG", quality=80)
    return kept.getvalue()
