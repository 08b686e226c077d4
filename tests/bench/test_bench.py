"""The bench is honest: its rows obey the domain, contenders must answer alike, and what it needs it says."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from server.data.database import connect, reader
from server.grid.incident.lifecycle import ENDS
from server.grid.incident.models import Incident
from server.grid.incident.noun import INCIDENT
from server.journal import log
from server.keep.audit import subjects
from tests.bench import dataset, measure
from tests.bench.__main__ import main
from tests.bench.contenders import LIMIT, OURS, Contender, Running
from tests.bench.recipe import MADE_BY, ROOT, SIZES
from tests.bench.works import FEED, READS, Ask

LOCKS = [ROOT / "tests" / "bench" / folder / "package-lock.json" for folder in ("node", "pouch")]


def test_what_a_built_district_is_made_by_is_there_to_be_read() -> None:
    assert [pattern for pattern in MADE_BY if not any(ROOT.glob(pattern))] == []


async def test_the_district_of_the_bench_is_one_that_the_domain_could_have_made() -> None:
    place = await dataset.ensure(SIZES["1k"], "1k")
    async with connect(f"sqlite:///{place}") as database:
        with database.entered():
            assert await log.verify() == []
            (life,) = (one for one in subjects.LIVES if one.noun is INCIDENT)
            assert (await subjects.compare(life))[1] == []
            assert await reader().execute_query_dict("PRAGMA foreign_key_check") == []
            incidents = await Incident.all().prefetch_related("clocks")
            assert len(incidents) == 1_000
            for incident in incidents:
                running = [clock.due_at for clock in incident.clocks if clock.stopped_at is None]
                assert (incident.state in ENDS) == (not running) == (incident.closed_at is not None)
                assert incident.late_at == min(running, default=None)


def bench(folder: Path, *words: str) -> tuple[list[tuple[str, str]], str]:
    """Run it in a process of its own, which binds itself to a core: work and contender of each row, and all it said."""
    told = subprocess.run(
        [sys.executable, "-m", "server", "bench", *words, "--rounds", "1", "--seconds", "0.1",
         "--json", str(folder / "result.json")],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    rows = [line.split("|")[1:3] for line in told.stdout.splitlines() if "|" in line]
    return [(work.strip(), name.strip()) for work, name in rows[2:]], told.stdout


def test_ours_and_the_hand_written_route_answer_alike_and_the_table_comes_out(tmp_path: Path) -> None:
    rows, said = bench(tmp_path, "--size", "1k", "--against", "limit", "--subscribers", "3")
    pairs = [(work.name, name) for work in READS for name in (OURS.name, LIMIT.name)]
    assert rows == [*pairs, ("report", OURS.name)]
    assert "3 subscribers" in said
    kept = json.loads((tmp_path / "result.json").read_text("utf-8"))
    assert {len(rounds) for work in kept["works"].values() for rounds in work["rounds"].values()} == {1}


def test_the_same_works_on_districts_of_several_sizes_come_out_side_by_side(tmp_path: Path) -> None:
    rows, _ = bench(tmp_path, "--growth", "1k", "--only", "feed,one,report")
    assert rows == [("feed", "1k incidents"), ("one", "1k incidents")]


async def test_a_contender_that_answers_something_else_is_found_out_and_where() -> None:
    right, wrong = (
        b'{"data": {"incidents": {"nodes": [{"id": 1}]}}}',
        b'{"data": {"incidents": {"nodes": [{"id": 2}]}}}',
    )
    async with _saying("one", right) as one, _saying("two", wrong) as two, _saying("three", right) as three:
        asks = [Ask("wang", {"first": 1})]
        assert set(await measure.compare(FEED, [one, three], asks)) == {"one", "three"}
        with pytest.raises(measure.Unequal, match=r"two and one differ at data\.incidents\.nodes\[0\]\.id: 1 / 2"):
            await measure.compare(FEED, [one, two], asks)


async def test_an_answer_with_errors_counts_for_nothing_however_fast_it_was() -> None:
    async with _saying("one", b'{"data": null, "errors": [{"message": "no"}]}') as one:
        with pytest.raises(measure.Unequal, match="no data"):
            await measure.compare(FEED, [one], [Ask("wang", {"first": 1})])


def test_without_node_the_peers_are_refused_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert main(["--size", "1k", "--against", "mercurius-jit"]) == 2
    assert capsys.readouterr().err.startswith("grid bench: the peers need Node")


@pytest.mark.parametrize("words", [["--only", "flying"], ["--against", "nobody"], ["--growth", "11k"]])
def test_what_there_is_not_is_said_in_one_line(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert words[1] in capsys.readouterr().err


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.parent.name)
def test_the_peers_packages_are_locked_by_their_hashes_and_not_by_an_address(lock: Path) -> None:
    packages = json.loads(lock.read_text("utf-8"))["packages"]
    assert all(one.get("integrity", "").startswith("sha512-") for name, one in packages.items() if name)
    assert not any("resolved" in one for one in packages.values())


@asynccontextmanager
async def _saying(name: str, body: bytes) -> AsyncIterator[Running]:
    """A contender that always gives the same answer."""
    answer = b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%s" % (len(body), body)

    async def talk(reading: asyncio.StreamReader, writing: asyncio.StreamWriter) -> None:
        await reading.read(65536)
        writing.write(answer)
        await writing.drain()
        writing.close()

    async with await asyncio.start_server(talk, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        yield Running(Contender(name, "", "graphql"), port, 0, Path())
