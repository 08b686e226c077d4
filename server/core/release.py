"""Which release this is: the same as `pyproject.toml` says, held against it by `tests/test_readme.py`."""

from __future__ import annotations

RELEASE = "0.1.0"
