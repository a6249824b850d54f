"""`python -m bot` as it is started in a shell: what is piped in is answered, what is wrong is one sentence."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from briefs.store import Store

ROOT = Path(__file__).parent.parent


def bot(folder: Path, *arguments: str, typed: str = "", **environ: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name in ("PATH", "HOME", "LANG", "SYSTEMROOT") if (value := os.getenv(name))}  # noqa: TID251
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=ROOT,
        env=kept | {"AIDE_DATA": str(folder), **environ},
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,  # a busy machine is slow to read the samples
        check=False,
    )


def test_three_questions_piped_in_are_answered_and_the_status_is_0(tmp_path):
    typed = "/partner australia\n/commitments 2021\n/upcoming\n"
    first = bot(tmp_path, typed=typed)
    assert first.returncode == 0, first.stderr
    for word in ("Australia", "2021", "sample", "[1]"):
        assert word in first.stdout
    assert "\x1b" not in first.stdout
    assert "@BotFather" not in first.stdout
    assert first.stderr == "First start: reading the sample documents …\n"
    again = bot(tmp_path, typed=typed)
    assert (again.returncode, again.stderr, again.stdout) == (0, "", first.stdout)


def test_a_chat_in_the_terminal_does_not_wait_for_the_client_of_the_net():
    loaded = "import sys, bot.running, bot.console; sys.exit('aiohttp' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, check=False).returncode == 0


def test_nothing_piped_in_is_no_error(tmp_path):
    done = bot(tmp_path, AIDE_SAMPLES="off")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_number_piped_in_presses_a_button(tmp_path):
    done = bot(tmp_path, typed="/help\n1\n999\n", AIDE_SAMPLES="off")
    assert done.returncode == 0
    assert "There is no button 999" in done.stderr


def test_a_wrong_setting_is_one_sentence_that_names_it(tmp_path):
    done = bot(tmp_path, typed="/start\n", TELEGRAM_OWNERS="dara")
    assert (done.returncode, done.stdout) == (2, "")
    assert "TELEGRAM_OWNERS" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_store_of_a_newer_version_is_told_and_left_alone(tmp_path):
    Store.open(f"sqlite:///{tmp_path / 'store.sqlite3'}").close()
    with closing(sqlite3.connect(tmp_path / "store.sqlite3")) as store, store:
        store.execute("UPDATE alembic_version SET version_num = 'from the future'")
    done = bot(tmp_path, typed="/start\n")
    assert (done.returncode, done.stdout) == (1, "")
    assert "from the future" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_verb_that_fails_its_example_stops_the_bot_with_a_sentence(tmp_path):
    rules = tmp_path / "config"
    shutil.copytree(ROOT / "config", rules)
    with (rules / "verbs.toml").open("a", encoding="utf-8") as verbs:
        verbs.write(
            '\n[[verb]]\nlemma = "hosten"\nforms = ["hostened"]\nkind = "commitment"\n'
            'examples = ["Peru and Senegal walked by the sea."]\n'
        )
    done = bot(tmp_path, typed="/start\n", AIDE_CONFIG=str(rules))
    assert (done.returncode, done.stdout) == (1, "")
    for word in ("verbs.toml", "hosten", "Peru and Senegal walked by the sea."):
        assert word in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_bot_knows_who_we_are(tmp_path):
    done = bot(tmp_path, typed="/partner australia\n", AIDE_HOME="KH")
    assert done.returncode == 0, done.stderr
    assert "They owe us" in done.stdout


def test_words_it_does_not_know_show_how_it_is_used(tmp_path):
    assert bot(tmp_path, "--help").stdout.startswith("usage: python -m bot")
    done = bot(tmp_path, "dance")
    assert (done.returncode, done.stderr.partition("\n")[0]) == (
        2,
        "usage: python -m bot [health | preview … | simulate …]",
    )


def test_a_bot_that_does_not_run_is_not_well(tmp_path):
    done = bot(tmp_path, "health", TELEGRAM_BOT_TOKEN="1:a", AIDE_SAMPLES="off")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "The bot has not heard from Telegram yet.\n"
