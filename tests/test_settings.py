"""A setting that is there and empty is as one that is not there; but of proxies none may be believed."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.core.settings import MAY_BE_EMPTY, Settings
from server.data.configuration import postgres_address


@pytest.mark.parametrize("where", ["environment", "file"])
def test_every_setting_that_is_empty_is_its_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    monkeypatch.chdir(tmp_path)
    expected = Settings.model_construct().model_dump() | dict.fromkeys(MAY_BE_EMPTY, "")
    names = [f"GRID_{name.upper()}" for name in Settings.model_fields]
    if where == "file":
        (tmp_path / ".env").write_text("".join(f"{name}=\n" for name in names))
    for name in names:
        monkeypatch.setenv(name, "") if where == "environment" else monkeypatch.delenv(name, raising=False)
    assert Settings().model_dump() == expected


def test_a_password_that_is_not_in_the_address_is_looked_for_as_psql_does() -> None:
    told = {
        url: postgres_address(url)["password"]
        for url in ("postgres://u@h/d", "postgres://u:@h/d", "postgres://u:a%20b@h/d")
    }
    assert list(told.values()) == [None, None, "a b"]
