"""Settings of the bot: what is wrong is named by its key, and secrets stay secret."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings import CONSOLE_TOKEN, SECRETS, VARIABLES, BotSettings, LogFormat, Mode, load
from briefs.errors import BadSettings

TOKEN = "123456:AAH-an_invented_one"
SECRET = "open-sesame"
SETTINGS = (Path(__file__).parent.parent / "config" / "settings.toml").read_text(encoding="utf-8")
EXPLAINED = SETTINGS.split("[bot]\n")[1]


def settings(table=None, **environ) -> BotSettings:
    return load({"bot": table or {}}, environ, zone="Asia/Phnom_Penh", data_folder=Path("data"))


def test_without_a_token_it_is_a_chat_in_the_terminal():
    found = settings({"mode": "polling", "owners": [42]})
    assert (found.mode, found.token, found.owners) == (Mode.CONSOLE, CONSOLE_TOKEN, frozenset({42}))
    assert found.zone == "Asia/Phnom_Penh"


def test_with_a_token_it_asks_telegram():
    found = settings(TELEGRAM_BOT_TOKEN=f" {TOKEN}\n")
    assert (found.mode, found.token) == (Mode.POLLING, TOKEN)


def test_a_token_does_not_keep_the_chat_out_of_the_terminal():
    found = settings(TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_MODE="console")
    assert (found.mode, found.token) == (Mode.CONSOLE, CONSOLE_TOKEN)


def test_no_table_at_all_is_a_good_table():
    assert load({}, {}, zone="UTC", data_folder=Path()).mode is Mode.CONSOLE


def test_the_environment_overrules_the_file():
    found = settings({"owners": [1], "log_format": "plain"}, TELEGRAM_OWNERS="42, 43", LOG_FORMAT="json")
    assert (found.owners, found.log_format) == (frozenset({42, 43}), LogFormat.JSON)


def test_a_webhook_takes_its_path_from_its_address_and_its_secret_from_the_token():
    environ = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_WEBHOOK_URL": "https://bot.example.org/hooks/brief"}
    found = settings({"mode": "webhook", "listen": "0.0.0.0:80"}, **environ)
    assert (found.mode, found.webhook_path) == (Mode.WEBHOOK, "/hooks/brief")
    assert (found.listen_host, found.listen_port) == ("0.0.0.0", 80)
    assert len(found.webhook_secret) == 64
    again = settings({"mode": "webhook"}, **environ)
    assert again.webhook_secret == found.webhook_secret != TOKEN


def test_a_proxy_may_hand_on_another_path_than_the_public_one():
    found = settings(
        {"webhook_url": "https://example.org/bots/brief/", "webhook_path": "/in", "listen": "[::1]:9000"},
        TELEGRAM_BOT_TOKEN=TOKEN,
        TELEGRAM_MODE="webhook",
        TELEGRAM_WEBHOOK_SECRET=SECRET,
    )
    assert (found.webhook_path, found.listen_host, found.webhook_secret) == ("/in", "::1", SECRET)


def test_a_printed_setting_shows_no_secret():
    found = settings(
        TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_WEBHOOK_SECRET=SECRET, TELEGRAM_PROXY="http://me:pass@p:1"
    )
    assert TOKEN not in repr(found)
    assert SECRET not in repr(found)
    assert "pass" not in repr(found)


@pytest.mark.parametrize(
    ("table", "environ", "key"),
    [
        ({"modus": "polling"}, {}, "[bot] modus"),
        ({"mode": "pigeon"}, {}, "[bot] mode"),
        ({"mode": 1}, {}, "[bot] mode"),
        ({"mode": "webhook"}, {}, "TELEGRAM_BOT_TOKEN"),
        ({}, {"TELEGRAM_MODE": "polling"}, "TELEGRAM_BOT_TOKEN"),
        ({"mode": "webhook"}, {"TELEGRAM_BOT_TOKEN": TOKEN}, "[bot] webhook_url"),
        ({}, {"TELEGRAM_BOT_TOKEN": "not a token"}, "TELEGRAM_BOT_TOKEN"),
        ({"token": TOKEN}, {}, "[bot] token"),
        ({"webhook_secret": SECRET}, {}, "[bot] webhook_secret"),
        ({}, {"TELEGRAM_WEBHOOK_SECRET": "with spaces in it"}, "TELEGRAM_WEBHOOK_SECRET"),
        ({"owners": "me"}, {}, "[bot] owners"),
        ({"owners": [True]}, {}, "[bot] owners"),
        ({"owners": [-5]}, {}, "[bot] owners"),
        ({"owners": [2**60]}, {}, "[bot] owners"),
        ({"owners": 42}, {}, "[bot] owners"),
        ({}, {"TELEGRAM_OWNERS": "@dara"}, "TELEGRAM_OWNERS"),
        ({"base_url": "https://example.org/bot"}, {}, "base_file_url"),
        ({}, {"TELEGRAM_BASE_FILE_URL": "https://example.org/file/bot"}, "base_url"),
        ({"base_url": "ftp://x", "base_file_url": "https://x"}, {}, "[bot] base_url"),
        ({"webhook_url": "http://example.org/hook"}, {}, "[bot] webhook_url"),
        ({"webhook_url": "https://[bad"}, {}, "[bot] webhook_url"),
        ({"webhook_path": "hook"}, {}, "[bot] webhook_path"),
        ({"webhook_path": "/healthz"}, {}, "[bot] webhook_path"),
        ({"listen": "8080"}, {}, "[bot] listen"),
        ({"listen": "localhost:99999"}, {}, "[bot] listen"),
        ({"log_format": "xml"}, {}, "[bot] log_format"),
        ({"log_level": "loud"}, {}, "[bot] log_level"),
    ],
)
def test_what_is_wrong_is_named_by_its_key_and_told_without_the_secret(table, environ, key):
    with pytest.raises(BadSettings) as caught:
        settings(table, **environ)
    words = str(caught.value)
    assert key in words
    assert words.endswith(".")
    assert not any(secret in words for secret in (TOKEN, SECRET, "with spaces"))


def test_a_table_that_is_none_is_refused():
    with pytest.raises(BadSettings, match=r"\[bot\]"):
        load({"bot": 5}, {}, zone="UTC", data_folder=Path())


VALUES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=30)
    | st.lists(st.integers() | st.text(max_size=9))
)


@given(
    table=st.dictionaries(st.sampled_from([*VARIABLES, "other"]), VALUES, max_size=4),
    environ=st.dictionaries(
        st.sampled_from([*VARIABLES.values(), *SECRETS.values()]), st.text(max_size=40), max_size=4
    ),
)
def test_whatever_is_set_gives_settings_or_one_clear_sentence(table, environ):
    try:
        found = load({"bot": table}, environ, zone="UTC", data_folder=Path())
    except BadSettings as problem:
        assert str(problem)  # noqa: PT017 - most settings are fine
    else:
        assert found.mode in Mode


def test_every_key_is_explained_in_the_file_with_its_variable_beside_it():
    keys = re.findall(r"^(?:# )?([a-z_]+) = ", EXPLAINED, re.MULTILINE)
    assert sorted(keys) == sorted(VARIABLES)
    for key, variable in VARIABLES.items():
        paragraph = next(
            part for part in EXPLAINED.split("\n\n") if re.search(rf"^(# )?{key} = ", part, re.MULTILINE)
        )
        explanation, _, _ = paragraph.strip().rpartition("\n")
        assert explanation.startswith("# ")
        assert explanation.endswith(f"({variable})")
    assert all(variable in EXPLAINED for variable in SECRETS.values())


def test_the_values_shown_in_the_file_are_those_that_hold_without_it():
    shown = re.sub(r"^# ([a-z_]+ = )", r"\1", EXPLAINED, flags=re.MULTILINE)
    table = tomllib.loads(shown)
    assert set(table) == set(VARIABLES)
    assert settings(table, TELEGRAM_BOT_TOKEN=TOKEN) == settings({}, TELEGRAM_BOT_TOKEN=TOKEN)


def test_an_empty_address_is_the_one_that_holds_without_it():
    assert settings({"base_url": "", "base_file_url": " "}) == settings()
