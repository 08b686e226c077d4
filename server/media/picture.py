"""Pixels only: what a phone sent, decoded, set upright, made small and written anew without a byte of what came
with it.
"""

from __future__ import annotations

import io
import threading
from dataclasses import dataclass

import pillow_heif
from PIL import Image, ImageOps

from server.errors import Invalid

pillow_heif.register_heif_opener(thumbnails=False)
Image.MAX_IMAGE_PIXELS = None  # our own limit is stricter and refuses before anything is decoded

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
MOST_PIXELS = 40_000_000
LONGEST_SIDE, THUMB_SIDE = 1600, 256
QUALITY, THUMB_QUALITY = 82, 76
_heif = threading.Lock()  # libheif decodes with threads of its own: one picture at a time


@dataclass(frozen=True)
class Picture:
    """A photo as it is kept: JPEG without metadata, and its thumbnail."""

    full: bytes
    thumb: bytes
    width: int
    height: int


def read(data: bytes) -> Picture:
    """The picture in `data`. Raises Invalid PHOTO_UNREADABLE for what is none, is broken, or would unfold too large."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as sent:
            if sent.width * sent.height > MOST_PIXELS:
                raise Invalid(f"a photo may have at most {MOST_PIXELS} pixels", code="PHOTO_UNREADABLE")
            pixels = _upright(sent)
    except Invalid:
        raise
    except Exception:  # decoders fail in many ways, and all of them mean the same to the one who sent it
        raise Invalid("this photo cannot be read", code="PHOTO_UNREADABLE") from None
    full = _fitted(pixels, LONGEST_SIDE)
    thumb = _fitted(full, THUMB_SIDE)
    return Picture(_jpeg(full, QUALITY), _jpeg(thumb, THUMB_QUALITY), full.width, full.height)


def _upright(sent: Image.Image) -> Image.Image:
    """Its first frame in RGB, turned as its orientation says."""
    if sent.format == "HEIF":
        with _heif:
            sent.load()
    else:
        sent.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG may be decoded at half or quarter size
        sent.load()
    turned = ImageOps.exif_transpose(sent)
    return _flat(turned if turned is not None else sent)


def _flat(image: Image.Image) -> Image.Image:
    """`image` as RGB; what shines through is white."""
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")
    coloured = image.convert("RGBA")
    paper = Image.new("RGBA", coloured.size, "white")
    return Image.alpha_composite(paper, coloured).convert("RGB")


def _fitted(image: Image.Image, side: int) -> Image.Image:
    """A fresh image of the same pixels, no side longer than `side`; nothing but pixels comes along."""
    scale = min(1.0, side / max(image.size))
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    fresh = Image.new("RGB", size)
    fresh.paste(image if size == image.size else image.resize(size, Image.Resampling.LANCZOS))
    return fresh


def _jpeg(image: Image.Image, quality: int) -> bytes:
    written = io.BytesIO()
    image.save(written, "JPEG", quality=quality, progressive=True)
    return written.getvalue()
