"""The [bot] table of settings.toml and the environment go in; one frozen BotSettings comes out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from briefs.errors import BadSettings

CONSOLE_USER = 1
"""The Telegram id of the person at the terminal, who owns the bot there."""

CONSOLE_TOKEN = "1:console"  # noqa: S105 - opens nothing: no server is asked in the terminal
TOKEN_FORM = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{1,100}")
SECRET_FORM = re.compile(r"[A-Za-z0-9_-]{1,256}")  # what setWebhook accepts as secret_token
PATH_FORM = re.compile(r"(?:/[A-Za-z0-9_.~-]{0,100}){1,10}")
TAKEN = ("/healthz", "/metrics")
"""Paths of the web server that are not Telegram's."""

LARGEST_PORT = 65_535
FREE_RATE = 30
PAID_RATE = 1000
"""Messages a second that Telegram takes from a bot, and from one that pays for more."""

LARGEST_ID = 2**52  # Telegram: "at most 52 significant bits"


class Mode(StrEnum):
    """How the bot talks with the world."""

    CONSOLE = "console"
    POLLING = "polling"
    WEBHOOK = "webhook"


class LogFormat(StrEnum):
    """How a line of the log reads: for a person, or for a program."""

    PLAIN = "plain"
    JSON = "json"


class LogLevel(StrEnum):
    """The least urgent line that is written."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class BotSettings:
    """What the bot needs to know to run. The secrets are never part of its ``repr``.

    ``base_url`` and ``base_file_url`` end where the token begins; ``webhook_path`` is what the web server
    listens on, which behind a proxy may differ from the path of ``webhook_url``; ``proxy`` is the one to go out by;
    ``broadcast_rate`` is in messages a second. ``watch`` says that the sources in ``config_folder`` are looked at from
    here, with ``mail_passwords`` by source. ``metrics`` says that the web server shows figures for Prometheus.
    """

    token: str = field(default=CONSOLE_TOKEN, repr=False)
    mode: Mode = Mode.CONSOLE
    owners: frozenset[int] = frozenset()
    zone: str = "UTC"
    data_folder: Path = Path()
    base_url: str = "https://api.telegram.org/bot"
    base_file_url: str = "https://api.telegram.org/file/bot"
    webhook_url: str = ""
    webhook_path: str = "/telegram"
    webhook_secret: str = field(default="", repr=False)
    listen_host: str = "127.0.0.1"
    listen_port: int = 8080
    proxy: str = field(default="", repr=False)
    broadcast_rate: int = FREE_RATE
    allow_paid_broadcast: bool = False
    log_format: LogFormat = LogFormat.PLAIN
    log_level: LogLevel = LogLevel.INFO
    watch: bool = False
    metrics: bool = True
    config_folder: Path | None = None
    mail_passwords: Mapping[str, str] = field(default_factory=dict, repr=False, hash=False)


VARIABLES: Mapping[str, str] = {
    "mode": "TELEGRAM_MODE",
    "owners": "TELEGRAM_OWNERS",
    "base_url": "TELEGRAM_BASE_URL",
    "base_file_url": "TELEGRAM_BASE_FILE_URL",
    "webhook_url": "TELEGRAM_WEBHOOK_URL",
    "webhook_path": "TELEGRAM_WEBHOOK_PATH",
    "listen": "TELEGRAM_LISTEN",
    "proxy": "TELEGRAM_PROXY",
    "broadcast_rate": "TELEGRAM_BROADCAST_RATE",
    "allow_paid_broadcast": "TELEGRAM_PAID_BROADCAST",
    "log_format": "LOG_FORMAT",
    "log_level": "LOG_LEVEL",
    "watch": "AIDE_WATCH",
    "metrics": "AIDE_METRICS",
}
"""Each key of the [bot] table with the environment variable that overrules it."""

SECRETS: Mapping[str, str] = {
    "token": "TELEGRAM_BOT_TOKEN",
    "webhook_secret": "TELEGRAM_WEBHOOK_SECRET",
    "mail_password": "AIDE_MAIL_PASSWORD",
}
"""What is read from the environment only."""

Named = TypeVar("Named", bound=StrEnum)


def load(rest: Mapping[str, Any], environ: Mapping[str, str], *, zone: str, data_folder: Path) -> BotSettings:
    """The settings of the bot, from the [bot] table of the file and from the environment, which wins.

    Raises ``BadSettings``, whose message names the key and never shows a secret.
    """
    given = _given(rest.get("bot", {}), environ)
    token = environ.get(SECRETS["token"], "").strip()
    if token and TOKEN_FORM.fullmatch(token) is None:
        raise BadSettings(
            "TELEGRAM_BOT_TOKEN does not look like a token (digits, a colon, letters). "
            "Copy it again from the chat with @BotFather."
        )
    mode = _mode(given, bool(token))
    host, port = _listen(given)
    settings = BotSettings(
        token=token if mode is not Mode.CONSOLE else CONSOLE_TOKEN,
        mode=mode,
        owners=_owners(given),
        zone=zone,
        data_folder=data_folder,
        base_url=_address(given, "base_url", "https://api.telegram.org/bot", ("https", "http")),
        base_file_url=_address(
            given, "base_file_url", "https://api.telegram.org/file/bot", ("https", "http")
        ),
        webhook_url=_webhook_url(given, mode),
        webhook_path=_webhook_path(given),
        webhook_secret=_webhook_secret(environ, token),
        listen_host=host,
        listen_port=port,
        proxy=_address(given, "proxy", "", ("http", "https")),
        broadcast_rate=_rate(given),
        allow_paid_broadcast=_is_on(given, "allow_paid_broadcast"),
        log_format=_one_of(given, "log_format", LogFormat, LogFormat.PLAIN),
        log_level=_one_of(given, "log_level", LogLevel, LogLevel.INFO),
        watch=_is_on(given, "watch"),
        metrics=_is_on(given, "metrics", default=True),
    )
    _check_pair(given)
    return settings


def _given(table: object, environ: Mapping[str, str]) -> dict[str, tuple[str, Any]]:
    """Each key that was set, with the name a person knows it by and its value."""
    if not isinstance(table, Mapping):
        raise BadSettings("[bot] in settings.toml must be a table.")
    given: dict[str, tuple[str, Any]] = {}
    for key, value in table.items():
        if key in SECRETS:
            raise BadSettings(
                f"[bot] {key} is a secret and does not belong into settings.toml: "
                f"set {SECRETS[key]} in the environment, and take the line out."
            )
        if key not in VARIABLES:
            known = ", ".join(VARIABLES)
            raise BadSettings(f"[bot] {key} in settings.toml is not a setting. The settings are {known}.")
        given[key] = (f"[bot] {key}", value)
    for key, variable in VARIABLES.items():
        if environ.get(variable, "").strip():
            given[key] = (variable, environ[variable].strip())
    return given


def _text(given: Mapping[str, tuple[str, Any]], key: str, default: str) -> tuple[str, str]:
    name, value = given.get(key, (f"[bot] {key}", default))
    if not isinstance(value, str):
        raise BadSettings(f"{name} must be a text in quotation marks, not {value!r}.")
    return name, value.strip()


def _one_of(given: Mapping[str, tuple[str, Any]], key: str, choices: type[Named], default: Named) -> Named:
    name, value = _text(given, key, default.value)
    try:
        return choices(value.lower())
    except ValueError:
        known = " or ".join(f'"{choice.value}"' for choice in choices)
        raise BadSettings(f'{name} is "{value}"; it must be {known}.') from None


def _mode(given: Mapping[str, tuple[str, Any]], has_token: bool) -> Mode:
    """The form to run in: without a token a terminal chat, unless somebody clearly meant a server."""
    default = Mode.POLLING if has_token else Mode.CONSOLE
    name, value = _text(given, "mode", default.value)
    mode = _one_of(given, "mode", Mode, default) if value else default
    if mode is Mode.CONSOLE or has_token:
        return mode
    if mode is Mode.WEBHOOK or name == VARIABLES["mode"]:
        raise BadSettings(
            f'{name} is "{mode.value}", which needs a token: set TELEGRAM_BOT_TOKEN '
            "to what @BotFather gave for your bot."
        )
    return Mode.CONSOLE


def _owners(given: Mapping[str, tuple[str, Any]]) -> frozenset[int]:
    name, value = given.get("owners", ("[bot] owners", ()))
    if isinstance(value, str):
        value = [part for part in re.split(r"[,\s]+", value) if part]
    if not isinstance(value, list | tuple):
        raise BadSettings(f"{name} must be a list of Telegram ids, such as [123456789].")
    return frozenset(_owner(name, item) for item in value)


def _owner(name: str, item: object) -> int:
    text = "" if isinstance(item, bool) else str(item).strip()
    if not (text.isascii() and text.isdigit() and 0 < int(text[:20]) < LARGEST_ID):
        raise BadSettings(
            f"{name} holds {item!r}, which is no Telegram id: ids are whole numbers "
            "such as 123456789, and @userinfobot tells yours."
        )
    return int(text)


def _address(given: Mapping[str, tuple[str, Any]], key: str, default: str, schemes: tuple[str, ...]) -> str:
    name, value = _text(given, key, default)
    if not value:
        return default
    try:
        parts = urlsplit(value)
        usable = parts.scheme in schemes and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    if not usable:
        raise BadSettings(
            f'{name} is "{value[:200]}"; it must be an address that begins with {schemes[0]}://.'
        )
    return value


def _is_on(given: Mapping[str, tuple[str, Any]], key: str, *, default: bool = False) -> bool:
    """A switch: true or false in the file, "on" or "off" in the environment."""
    name, value = given.get(key, (key, default))
    switched = {"on": True, "true": True, "1": True, "off": False, "false": False, "0": False}
    found = value if isinstance(value, bool) else switched.get(str(value).lower())
    if found is None:
        raise BadSettings(f"{name} is {value!r}; it must be on or off (in the file true or false).")
    return found


def _rate(given: Mapping[str, tuple[str, Any]]) -> int:
    """Messages a second; without a word as many as Telegram takes."""
    most = PAID_RATE if _is_on(given, "allow_paid_broadcast") else FREE_RATE
    name, value = given.get("broadcast_rate", ("broadcast_rate", most))
    text = "" if isinstance(value, bool) else str(value).strip()
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= most):
        paid = "" if most == PAID_RATE else f" (up to {PAID_RATE} with allow_paid_broadcast)"
        raise BadSettings(f"{name} is {value!r}; it must be a number from 1 to {most}{paid}.")
    return int(text)


def _webhook_url(given: Mapping[str, tuple[str, Any]], mode: Mode) -> str:
    # A self-hosted Bot API server may call a plain address of the same network; Telegram's own may not.
    schemes = ("https", "http") if "base_url" in given else ("https",)
    url = _address(given, "webhook_url", "", schemes)
    if mode is Mode.WEBHOOK and not url:
        raise BadSettings(
            "[bot] webhook_url (or TELEGRAM_WEBHOOK_URL) is missing: a webhook needs the public address "
            "of this bot, such as https://bot.example.org/telegram."
        )
    return url


def _webhook_path(given: Mapping[str, tuple[str, Any]]) -> str:
    _, url = _text(given, "webhook_url", "")
    name, path = _text(given, "webhook_path", urlsplit(url).path.rstrip("/") or "/telegram")
    if PATH_FORM.fullmatch(path) is None or path in TAKEN or path.startswith("/calendar/"):
        taken = ", ".join(TAKEN)
        raise BadSettings(
            f'{name} is "{path[:200]}"; it must be a path such as "/telegram", and not {taken} or /calendar/.'
        )
    return path


def _webhook_secret(environ: Mapping[str, str], token: str) -> str:
    """The word by which Telegram's calls are known; drawn from the token where none is set."""
    secret = environ.get(SECRETS["webhook_secret"], "").strip()
    if not secret:
        return hashlib.sha256(f"webhook {token}".encode()).hexdigest()
    if SECRET_FORM.fullmatch(secret) is None:
        raise BadSettings("TELEGRAM_WEBHOOK_SECRET may hold 1 to 256 letters A-Z a-z, digits, _ and - only.")
    return secret


def _listen(given: Mapping[str, tuple[str, Any]]) -> tuple[str, int]:
    name, value = _text(given, "listen", "127.0.0.1:8080")
    host, _, port = value.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not host or not (port.isascii() and port.isdigit() and len(port) < 6 and int(port) <= LARGEST_PORT):  # noqa: PLR2004
        raise BadSettings(f'{name} is "{value[:200]}"; it must be host:port, such as "127.0.0.1:8080".')
    return host, int(port)


def _check_pair(given: Mapping[str, tuple[str, Any]]) -> None:
    """Files come from where messages come from: one address without the other is a mistake."""
    if ("base_url" in given) != ("base_file_url" in given):
        there, missing = sorted(("base_url", "base_file_url"), key=lambda key: key not in given)
        raise BadSettings(
            f"[bot] {there} is set and {missing} ({VARIABLES[missing]}) is not: "
            "another Bot API server needs both."
        )
