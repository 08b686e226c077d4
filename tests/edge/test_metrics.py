"""Whoever watches the server reads numbers of it, and of nobody: a scraper on this machine, or one with a token."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import orjson
import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from starlette.applications import Starlette

from server.core import clock
from server.core.settings import Settings
from server.data.database import Database
from server.edge.metrics import readings, together, tracing
from server.edge.metrics.meter import described
from server.ground.person import bearer_tokens
from server.ground.person.models import Post
from server.keep.backup import last
from tests import town as people
from tests.edge.conftest import SAY, WHO, Person, person, running

ROOT = Path(__file__).parents[2]
BOARD = ROOT / "server" / "edge" / "metrics" / "grafana.json"
HERE = {"host": "127.0.0.1:8000"}


@pytest.fixture
def watched(settings: Settings) -> Settings:
    settings.data_dir.mkdir()
    return settings.model_copy(update={"metrics": "loopback"})


@pytest.fixture
async def metered(watched: Settings, web_folder: Path) -> AsyncIterator[Starlette]:
    async with running(watched, web_folder) as started:
        yield started


async def numbers(scraper: Person) -> dict[str, float]:
    told = await scraper.get("/metrics", headers=HERE)
    assert told.status_code == 200
    assert told.headers["content-type"].startswith("text/plain; version=")
    return read(told.text)


def read(told: str) -> dict[str, float]:
    lines = [line.rpartition(" ") for line in told.splitlines() if line and not line.startswith("#")]
    return {name: float(value) for name, _, value in lines}


async def test_requests_are_counted_by_document_and_outcome_and_strangers_words_make_no_series(
    metered: Starlette,
) -> None:
    async with person(metered, address="127.0.0.1") as scraper, person(metered) as wu:
        await wu.sign_in("wu")
        await wu.trusted(WHO)
        await wu.trusted(SAY, text="hello")
        await wu.ask("query Mine { broken }")
        for place in range(20):
            await wu.get(f"/somewhere-{place}")
            await wu.post("/graphql", json={"documentId": f"sha256:{place}"})
        found = await numbers(scraper)
        before = len(found)
        assert found['grid_requests_total{document="Who",outcome="ok"}'] == 1
        assert found['grid_request_seconds_count{document="Say"}'] == 1
        assert found['grid_requests_total{document="other",outcome="errors"}'] == 1
        assert found['grid_requests_total{document="/graphql",outcome="refused"}'] == 20
        assert found['grid_requests_total{document="other",outcome="refused"}'] == 20
        assert found['grid_requests_total{document="/session",outcome="ok"}'] == 1
        await wu.get("/somewhere-else")
        after = await numbers(scraper)
        assert {name for name in after if "/metrics" not in name} == {name for name in found if "/metrics" not in name}
        assert before < 200


async def test_what_waits_what_there_is_and_how_old_the_backup_is(
    metered: Starlette, watched: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "AGAIN", 0)
    async with person(metered, address="127.0.0.1") as scraper, person(metered) as wu:
        before = await numbers(scraper)
        assert str(before["grid_backup_age_seconds"]) == "nan"
        last.note(watched, clock.now() - timedelta(hours=2), "a backup", 1)
        await wu.sign_in("wu")
        after = await numbers(scraper)
    assert after["grid_backup_age_seconds"] == pytest.approx(7200, abs=30)
    assert after["grid_sessions"] == before["grid_sessions"] + 1
    assert min(after["grid_database_bytes"], after["grid_disk_free_bytes"], after["grid_ready"]) > 0
    assert after['grid_loop_failing{loop="relay"}'] == 0


async def test_nobody_reads_them_from_elsewhere_or_through_a_proxy(metered: Starlette, app: Starlette) -> None:
    async with person(metered) as stranger, person(metered, address="127.0.0.1") as here:
        assert (await stranger.get("/metrics", headers=HERE)).status_code == 404
        assert (await here.get("/metrics")).status_code == 404  # by the name that people use
        for name in ("x-forwarded-for", "forwarded", "via", "x-real-ip"):
            assert (await here.get("/metrics", headers=HERE | {name: "127.0.0.1"})).status_code == 404
    async with person(app, address="127.0.0.1") as unasked:
        assert (await unasked.get("/metrics", headers=HERE)).status_code == 404


async def test_a_token_reads_them_only_where_its_person_runs_the_system(
    watched: Settings, web_folder: Path, town: Database
) -> None:
    asked = watched.model_copy(update={"metrics": "token"})
    _, secret = await bearer_tokens.add_token(None, people.WU, "prometheus")
    async with running(asked, web_folder) as started, person(started) as scraper:
        scraper.headers["authorization"] = f"Bearer {secret}"
        assert (await scraper.get("/metrics")).status_code == 404
        await Post.filter(person_id=people.WU).update(role="SYS_ADMIN")
        _, secret = await bearer_tokens.add_token(None, people.WU, "prometheus")
        scraper.headers["authorization"] = f"Bearer {secret}"
        assert (await scraper.get("/metrics")).status_code == 200


async def test_every_metric_of_the_board_is_told(metered: Starlette) -> None:
    async with person(metered, address="127.0.0.1") as scraper:
        told = await scraper.get("/metrics", headers=HERE)
    kinds = dict(re.findall(r"^# TYPE (\S+) (\w+)$", told.text, re.MULTILINE))
    parts = {"histogram": ("_bucket", "_sum", "_count")}
    known = {f"{name}{part}" for name, kind in kinds.items() for part in parts.get(kind, ("",))}
    board = orjson.loads(BOARD.read_bytes())
    asked = [target["expr"] for panel in board["panels"] for target in panel["targets"]]
    named = set(re.findall(r"\b((?:grid|process)_\w+)\{", " ".join(asked)))
    assert len(named) >= 12
    assert named - known == set()
    assert {name for name in kinds if name.startswith("grid_") and not name.endswith("_created")} <= {
        re.sub("_(bucket|count|sum)$", "", name) for name in named
    }


ONE = """
import sys
from types import SimpleNamespace
from prometheus_client import generate_latest
from server.edge.metrics.meter import Meter
meter = Meter()
for _ in range(int(sys.argv[1])):
    meter.answered({"path": "/session"}, 200, 0.01)
meter.gauges["grid_sessions"].set(int(sys.argv[1]))
meter.looked([SimpleNamespace(name="relay", failing=sys.argv[1] == "3")])
print(generate_latest(meter.told).decode())
"""


def test_several_processes_count_together_also_with_one_that_has_ended() -> None:
    def one(count: int) -> tuple[int, str]:
        started = subprocess.Popen([sys.executable, "-c", ONE, str(count)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        return started.pid, started.communicate(timeout=60)[0]

    with together.counting() as ended:
        first, told = one(3)
        assert 'grid_loop_failing{loop="relay"} 1.0' in told
        ended(first)
        found = read(one(2)[1])
    assert found['grid_requests_total{document="/session",outcome="ok"}'] == 5
    assert found['grid_request_seconds_count{document="/session"}'] == 5
    assert (found["grid_sessions"], found['grid_loop_failing{loop="relay"}']) == (2, 0)
    assert min(found["process_cpu_seconds_total"], found["process_resident_memory_bytes"]) > 0
    assert not together.several()


def test_a_request_for_no_address_is_counted_too() -> None:
    assert described({"path": "*"}, 400) == ("other", "refused")


async def test_a_collector_gets_a_span_of_each_request_and_nothing_of_anybody(
    settings: Settings, web_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(kept))
    monkeypatch.setattr(tracing, "provider_to", lambda endpoint: provider)
    traced = settings.model_copy(update={"traces": "http://127.0.0.1:4318/v1/traces"})
    above = {"traceparent": f"00-{'a' * 32}-{'b' * 16}-01"}
    async with running(traced, web_folder) as started, person(started) as wu:
        await wu.sign_in("wu")
        wu.headers.update(above)
        await wu.trusted(SAY, text="a word of theirs")
        await wu.get("/healthz")
    spans = [orjson.loads(one.to_json()) for one in kept.get_finished_spans()]
    assert [one["name"] for one in spans] == ["POST /session", "POST Say"]
    assert (spans[1]["context"]["trace_id"], spans[1]["attributes"]["grid.outcome"]) == (f"0x{'a' * 32}", "ok")
    assert spans[1]["end_time"] > spans[1]["start_time"]
    assert not any(part in str(spans) for part in ("word of theirs", "'wu'", "10.0.0.1"))


def test_without_traces_nothing_of_opentelemetry_is_imported_and_without_packages_it_says_what_to_type(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asking = (
        "import sys, server.app; print([one for one in sys.modules if 'opentelemetry' in one or 'prometheus' in one])"
    )
    told = subprocess.run([sys.executable, "-c", asking], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"
    monkeypatch.setitem(sys.modules, "opentelemetry.exporter.otlp.proto.http.trace_exporter", None)
    with pytest.raises(ValueError, match="requirements-traces"):
        tracing.provider_to("http://127.0.0.1:4318/v1/traces")
