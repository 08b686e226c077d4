"""Pixels only: what a phone sent, made small, set upright and written anew without a byte of what came with it.

Decision: limits by longest side, ratio, pixels and decoded bytes are read from the header, before anything is decoded.
Area alone is no limit: Pillow's table for resampling grows with the longest side, and a line of 40 million pixels that
lay in 78 KB took 2.6 GB and stopped everybody for seconds. What a header does not say (scans without number, texts that
unfold) is ended by the limits of the process in which this runs (`server.ground.media.sandbox`).
"""

from __future__ import annotations

import io

import pillow_heif
from PIL import Image, ImageOps

from server.ground.media.frames import Picture

pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)
Image.MAX_IMAGE_PIXELS = None  # our own limits are stricter

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
LONGEST, FLATTEST = 20_000, 25  # pixels of one side; how many times longer than the other it may be
MOST_PIXELS = 100_000_000  # a JPEG of that many is decoded at a quarter of its sides
MOST_BYTES = 88_000_000  # decoded
LONGEST_SIDE, THUMB_SIDE = 1600, 256
QUALITY, THUMB_QUALITY = 82, 76
WHOLE = {"WEBP": 12, "HEIF": 7}  # bytes of a pixel in memory with all that its decoder keeps beside, as measured
DIRECT = {"L": 1, "RGB": 4, "CMYK": 4}  # of others that are made small as they are
INDIRECT = 8  # of what has to be converted first, so that both lie there


class TooLarge(ValueError):
    """It would take more room than a photo may."""


def read(data: bytes) -> Picture:
    """The picture in `data`. Raises TooLarge, MemoryError, or whatever a decoder raises for what is none."""
    if canvas := _webp_canvas(data):
        _check_sides(*canvas)
        _check_room(canvas, WHOLE["WEBP"])
    with Image.open(io.BytesIO(data), formats=FORMATS) as sent:
        whole = sent.size
        _check_sides(*whole)
        sent.draft("RGB", _fitting(whole, LONGEST_SIDE))  # a JPEG may be decoded at half, quarter or eighth size
        _check_bytes(sent, whole)
        full = _upright(sent)
    thumb = _fitted(full, THUMB_SIDE)
    return Picture(_jpeg(full, QUALITY), _jpeg(thumb, THUMB_QUALITY), full.width, full.height)


def _check_sides(width: int, height: int) -> None:
    short, long = sorted((width, height))
    if long > LONGEST or long > FLATTEST * short or short * long > MOST_PIXELS:
        raise TooLarge(f"{width} × {height} pixels")


def _check_bytes(sent: Image.Image, whole: tuple[int, int]) -> None:
    """Raises TooLarge; `whole` is the size before a JPEG is decoded smaller."""
    weight = WHOLE.get(sent.format or "") or (DIRECT[sent.mode] if _is_direct(sent) else INDIRECT)
    _check_room(sent.size, weight, beside=_coefficients(sent, whole))


def _check_room(size: tuple[int, int], weight: int, *, beside: int = 0) -> None:
    if size[0] * size[1] * weight + beside > MOST_BYTES:
        raise TooLarge(f"{size[0]} × {size[1]} pixels of {weight} bytes")


def _webp_canvas(data: bytes) -> tuple[int, int] | None:
    """The size of a WebP, whose decoder makes room for it as soon as it is opened."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        return None
    if data[12:16] == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if data[12:16] == b"VP8L":
        packed = int.from_bytes(data[21:25], "little")
        return 1 + (packed & 0x3FFF), 1 + (packed >> 14 & 0x3FFF)
    return int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(data[28:30], "little") & 0x3FFF


def _coefficients(sent: Image.Image, whole: tuple[int, int]) -> int:
    """Bytes that a progressive JPEG takes at its whole size until its last scan, however small it is decoded."""
    if not sent.info.get("progressive"):
        return 0
    samples: list[int] = [across * down for _, across, down, _ in getattr(sent, "layer", ())]
    return 2 * whole[0] * whole[1] * sum(samples) // max(samples, default=1)


def _is_direct(image: Image.Image) -> bool:
    """Whether its pixels mix as they are: no palette, nothing that shines through."""
    return image.mode in DIRECT and "transparency" not in image.info


def _upright(sent: Image.Image) -> Image.Image:
    """Its first frame in RGB, small, turned as its orientation says, what shines through white, and nothing else of it.

    It is made small first: turned or flattened at its full size it would lie in memory twice more.
    """
    orientation = sent.getexif().get(0x0112)
    small = _fitted(sent if _is_direct(sent) or sent.mode == "RGBA" else sent.convert("RGBA"), LONGEST_SIDE)
    paper = Image.new("RGB", small.size, "white")
    paper.paste(small.convert("RGB"), mask=small.getchannel("A") if small.mode == "RGBA" else None)
    paper.getexif()[0x0112] = orientation or 1
    ImageOps.exif_transpose(paper, in_place=True)
    return paper


def _fitted(image: Image.Image, side: int) -> Image.Image:
    """The same pixels, no side longer than `side`."""
    return image.resize(_fitting(image.size, side), Image.Resampling.LANCZOS, reducing_gap=3.0)


def _fitting(size: tuple[int, int], side: int) -> tuple[int, int]:
    scale = min(1.0, side / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _jpeg(image: Image.Image, quality: int) -> bytes:
    """`image` without what its `info` holds."""
    written = io.BytesIO()
    image.info = {}
    image.save(written, "JPEG", quality=quality, progressive=True)
    return written.getvalue()
