"""What bytes are, found by how they begin: neither their name nor what their sender says of them counts."""

from __future__ import annotations

JPEG, PDF = "image/jpeg", "application/pdf"
BEGINS = {b"%PDF-": PDF}  # files that are kept as they came; whatever is none of them has to be a picture
ENDINGS = {JPEG: "jpg", PDF: "pdf"}
MOST_FILE = 10 << 20  # bytes of a file


def file_type(data: bytes) -> str | None:
    """The media type of a file that is kept as it is; None of what can only be a picture."""
    return next((kind for begins, kind in BEGINS.items() if data.startswith(begins)), None)
