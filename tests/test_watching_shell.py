"""The commands about watched sources, as they are typed: what they say, and with which status they end."""

from __future__ import annotations

import io
import shutil
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from small_web import SmallWeb, small_web

from briefs import cli

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
DAY = "Wed, 18 Nov 2026 09:00:00 +0700"


@pytest.fixture
def web():
    with small_web() as server:
        yield server


class Shell:
    """A shell with settings and a store of its own."""

    def __init__(self, folder: Path, sources: str) -> None:
        shutil.copytree(ROOT / "config", folder / "config")
        manners = "[fetching]\npause = 0\nprivate_addresses = true\n"
        (folder / "config" / "sources.toml").write_text(manners + sources, encoding="utf-8")
        config, data = str(folder / "config"), str(folder / "data")
        self.environ = {"AIDE_DATA": data, "AIDE_CONFIG": config, "AIDE_SAMPLES": "off", "AIDE_ZONE": "UTC"}
        self.out = self.err = ""

    def __call__(self, *argv: str) -> int:
        out, err = io.StringIO(), io.StringIO()
        status = cli.run(argv, cli.World(self.environ, lambda: NOW, out, err, io.BytesIO()))
        self.out, self.err = out.getvalue(), err.getvalue()
        return status


def entry(slug: str, address: str, form: str = "feed") -> str:
    return f'[[source]]\nslug = "{slug}"\nform = "{form}"\naddress = "{address}"\npublisher = "The {slug} ministry"\n'


@pytest.fixture
def typed(web: SmallWeb, tmp_path: Path) -> Shell:
    web.release("/one", "Rural roads")
    feed = web.feed("/feed", ("Rural roads", "/one", DAY), ("Lost", "/lost", DAY))
    return Shell(tmp_path, entry("good", feed))


def test_fetch_says_what_it_looked_at_what_it_read_and_what_it_put_aside(typed):
    assert typed("fetch", "--once") == 0
    first, second, total = typed.out.splitlines()
    assert first == "08:00  good: 2 listed, 2 new"
    assert second.startswith("08:00  good: new: 1 Rural roads (")
    assert total == "1 look; 1 document kept, 1 in quarantine."
    assert "good: quarantine: " in typed.err
    assert "is not there (any more) (404)." in typed.err


def test_fetch_reads_nothing_twice_and_looks_at_what_it_is_told_to(typed, web):
    assert typed("fetch") == 0
    assert typed("fetch") == 0
    assert typed.out == "0 looks; 0 documents kept.\n"
    assert typed("fetch", "good") == 0
    assert typed.out.splitlines()[-1] == "1 look; 0 documents kept."
    assert web.paths().count("/one") == 1
    assert typed("fetch", "goood") == 1
    assert typed.err == 'No source is called "goood" in sources.toml. There are: good.\n'


def test_fetch_ends_with_one_where_a_source_cannot_be_read(web, tmp_path):
    web.put("/feed", status=500)
    typed = Shell(tmp_path, entry("bad", f"{web.address}/feed"))
    assert typed("fetch", "--once") == 1
    assert "bad: " in typed.err
    assert typed.out == "1 look, 1 of them failed; 0 documents kept.\n"


def test_sources_shows_each_with_its_last_success(typed):
    assert typed("sources") == 0
    assert typed.out == "1 source is watched.\n\nNot looked at yet\n  The good ministry (good)\n"
    typed("fetch")
    assert typed("sources") == 0
    assert (
        "  The good ministry (good): 1 document in 30 days, the last today; read today at 08:00" in typed.out
    )


def test_quarantine_is_listed_tried_again_and_dropped(typed, web):
    assert typed("quarantine") == 0
    assert typed.out == "Nothing is in quarantine.\n"
    typed("fetch")
    assert typed("quarantine", "list") == 0
    assert "    1  20 November 2026  Lost" in typed.out
    assert "(404)" in typed.out
    assert typed("quarantine", "retry", "1") == 1
    web.release("/lost", "Found again")
    assert typed("quarantine", "retry", "all") == 0
    assert "good: new: 2 Lost" in typed.out
    assert typed("quarantine", "retry", "7") == 1
    assert typed.err.startswith('Nothing in quarantine has the number "7"')
    assert typed("quarantine", "drop") == 1
    assert typed.err.startswith("Say which")


def test_what_was_dropped_from_quarantine_is_not_tried_again(typed, web):
    typed("fetch")
    assert typed("quarantine", "drop", "all") == 0
    assert typed.out == "1 item dropped.\n"
    typed("fetch", "good")
    assert web.paths().count("/lost") == 1
    typed("quarantine")
    assert typed.out == "Nothing is in quarantine.\n"


def test_a_wrong_file_of_sources_stops_every_command_with_a_sentence(tmp_path):
    typed = Shell(tmp_path, entry("bad", "ministry.example"))
    for command in ("fetch", "watch", "sources"):
        assert typed(command) == 1
        assert typed.err.startswith("sources.toml, [[source]] 1 (bad): ")


def test_the_watch_runs_until_it_is_told_to_stop_and_then_ends_cleanly(typed, web):
    asked = threading.Event()
    body = web.answers["/one"].body

    def answer(handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    def silent(_handler) -> None:
        asked.set()
        web.ends.wait()

    web.does("/one", answer)
    web.does("/lost", silent)
    process = subprocess.Popen(
        [sys.executable, "-m", "briefs", "watch"],
        cwd=ROOT,
        env={**typed.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert asked.wait(120)
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=120)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == 0
    assert out.splitlines()[-1] == "1 look; 1 document kept."
    assert err == "Watching 1 source. Ctrl-C ends it.\n"
    assert typed("quarantine") == 0
    assert typed.out == "Nothing is in quarantine.\n"
