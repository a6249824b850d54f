"""Settings, library, request class and clock go in; the Application that talks with people comes out.

``COMMANDS`` is the one table: handlers, menus, /help and the README's list are made from it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from telegram import LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    Defaults,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot import commands, house, menus, readers, status, watching
from bot.conversation import Conversation
from bot.delivery import purging
from bot.desk import Command, Desk
from bot.editing import driving
from bot.editing.rows import EDITING
from bot.following import almanac
from bot.following.rows import FOLLOWING
from bot.questions import asks
from bot.readback import LeanRequest
from bot.settings import Mode
from briefs.asking.question import About
from briefs.brief import Choice

if TYPE_CHECKING:
    from telegram.ext import CallbackContext
    from telegram.request import BaseRequest

    from bot.settings import BotSettings
    from briefs.library import Library

log = logging.getLogger(__name__)

ALLOWED_UPDATES = (
    "message",
    "edited_message",
    "channel_post",
    "callback_query",
    "inline_query",
    "my_chat_member",
)
"""What the bot asks Telegram for: nothing that it would not answer."""

PURGE_EVERY = timedelta(days=1)
PURGE_FIRST = timedelta(minutes=1)

COMMANDS: tuple[Command, ...] = (
    Command(
        "start",
        "",
        "A short welcome, with buttons to begin",
        commands.start,
        summaries=(("fr", "Bienvenue, et des boutons pour commencer"),),
    ),
    Command(
        "partner",
        "NAME",
        "The brief on one partner: promised, asked, pledged, coming",
        asks(About.PARTNER),
        summaries=(("fr", "Le dossier d'un partenaire : promis, demandé, donné, à venir"),),
        example="/partner australia",
        prompt="Which partner?",
    ),
    Command(
        "commitments",
        "[YEAR] [PARTY…] [TOPIC]",
        "What was adopted, promised and pledged, or in force in a year",
        asks(About.COMMITMENTS),
        summaries=(("fr", "Adopté, promis ou en vigueur, par année"),),
        example="/commitments 2021 japan",
    ),
    Command(
        "pledges",
        "[YEAR] [PARTY…] [TOPIC]",
        "Money, goods, places and training that were promised, with amounts",
        asks(About.PLEDGES),
        summaries=(("fr", "Argent, biens et formations promis, avec les montants"),),
        example="/pledges since 2020 to cambodia",
    ),
    Command(
        "requests",
        "[YEAR] [PARTY…] [TOPIC]",
        "Who asked whom for what, and whether it came",
        asks(About.REQUESTS),
        summaries=(("fr", "Qui a demandé quoi à qui, et la suite donnée"),),
        example="/requests to japan",
    ),
    Command(
        "threads",
        "[PARTY]",
        "What became of it: answered, carried out, followed, moved",
        asks(About.THREADS),
        summaries=(("fr", "Ce que c'est devenu : répondu, exécuté, remplacé, déplacé"),),
        example="/threads australia",
    ),
    Command(
        "open",
        "PARTY",
        "What a party still owes us, and what we still owe it",
        asks(About.OPEN),
        summaries=(("fr", "Ce qui reste dû, de part et d'autre"),),
        example="/open australia",
        prompt="Open with whom?",
    ),
    Command(
        "upcoming",
        "[PERIOD] [PARTY]",
        "Meetings, deadlines and terms to come",
        asks(About.UPCOMING),
        summaries=(("fr", "Réunions, échéances et termes à venir"),),
        example="/upcoming next year",
    ),
    Command(
        "event",
        "NAME",
        "One event: its dates as they moved, and what was promised for it",
        asks(About.EVENT),
        summaries=(("fr", "Un événement : ses dates et ce qui a été promis"),),
        example="/event asem13",
        prompt="Which event?",
    ),
    Command(
        "meeting",
        "[NAME]",
        "The latest meeting and what came out of it, or one by name",
        asks(About.MEETING),
        summaries=(("fr", "La dernière réunion, ou une autre par son nom"),),
        example="/meeting new zealand",
    ),
    Command(
        "topic",
        "NAME",
        "Everything on one subject",
        asks(About.TOPIC),
        summaries=(("fr", "Tout sur un sujet"),),
        example="/topic vaccines",
        prompt="Which topic?",
    ),
    Command(
        "search",
        "WORDS",
        "Full text of every document, best match first",
        asks(About.SEARCH),
        summaries=(("fr", "Recherche dans le texte de tous les documents"),),
        example='/search "plan of action" mekong',
        prompt="What shall I look for?",
        choices=(
            Choice("scholarships", "search scholarships"),
            Choice("plan of action", "search plan of action"),
        ),
    ),
    Command(
        "source",
        "N",
        "One document: title, date, publisher, link and outcomes",
        asks(About.SOURCE),
        summaries=(("fr", "Un document : titre, date, éditeur, lien, résultats"),),
        example="/source 1",
        prompt="Which document? Its number stands beside 📄 under an answer.",
        choices=(Choice("Latest documents", "latest"),),
    ),
    Command(
        "latest",
        "",
        "The newest documents and what they brought",
        asks(About.LATEST),
        summaries=(("fr", "Les documents les plus récents"),),
    ),
    *FOLLOWING,
    watching.ROW,
    status.ROW,
    Command(
        "settings",
        "[zone CITY | dates LANGUAGE | hide KIND | show KIND]",
        "Time zone, language of dates, kinds to see",
        commands.settings,
        writes=True,
        summaries=(("fr", "Fuseau horaire, langue des dates, types affichés"),),
        example="/settings zone Phnom Penh",
    ),
    Command(
        "help",
        "[COMMAND]",
        "What you can ask, and how",
        house.help_,
        summaries=(("fr", "Ce que l'on peut demander, et comment"),),
    ),
    Command(
        "privacy",
        "",
        "What is kept of you, how long, and how to erase it",
        house.privacy,
        summaries=(("fr", "Ce qui est conservé de vous, et comment l'effacer"),),
    ),
    Command(
        "forget",
        "",
        "Erase what is kept of this chat",
        house.forget,
        summaries=(("fr", "Effacer ce qui est conservé de cette conversation"),),
    ),
    Command(
        "about",
        "",
        "What this bot is, and how far to trust it",
        house.about,
        summaries=(("fr", "Ce qu'est ce robot, et quelle confiance lui accorder"),),
    ),
    *EDITING,
)


def build(
    settings: BotSettings, library: Library, request: BaseRequest, clock: Callable[[], datetime]
) -> Application[Any, Any, Any, Any, Any, Any]:
    """The composition root: everything the bot is made of is put together here, and nothing is started.

    The Application has no updater: whoever runs it brings the updates to ``process_update``.
    """
    public = almanac.origin(settings.webhook_url) if settings.mode is Mode.WEBHOOK else ""
    desk = Desk(library, COMMANDS, settings.owners, settings.zone, clock, public, settings.config_folder)
    lean = LeanRequest(request)
    application = (
        Application.builder()
        .token(settings.token)
        .base_url(settings.base_url)
        .base_file_url(settings.base_file_url)
        .request(lean)
        .get_updates_request(lean)
        .updater(None)
        .defaults(
            Defaults(parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True))
        )
        .post_init(partial(menus.announce, desk=desk))
        .build()
    )
    add_handlers(application, Conversation(desk))
    if application.job_queue:
        application.job_queue.run_repeating(
            partial(_purge, desk),
            PURGE_EVERY,
            first=PURGE_FIRST,
            name="purge",
            job_kwargs={"misfire_grace_time": None},
        )
    watching.attach(application, settings, library, clock)
    driving.attach(application, desk)
    return application


def add_handlers(application: Application[Any, Any, Any, Any, Any, Any], conversation: Conversation) -> None:
    """One handler for each row of the table, and one for each other thing that can reach a bot."""
    posts = filters.UpdateType.CHANNEL_POST
    for command in COMMANDS:
        reply = partial(conversation.command, command)
        heard = filters.UpdateType.MESSAGES | posts if command.follows else filters.UpdateType.MESSAGES
        application.add_handler(CommandHandler(command.name, reply, filters=heard))
    written = filters.UpdateType.MESSAGES
    application.add_handlers(
        [
            MessageHandler(written & filters.COMMAND, conversation.unknown_command),
            MessageHandler(written & filters.TEXT, conversation.words),
            MessageHandler(written & filters.Document.ALL, conversation.file),
            MessageHandler(written & filters.StatusUpdate.MIGRATE, conversation.migrated),
            MessageHandler(written & filters.StatusUpdate.ALL, conversation.nothing),
            MessageHandler(written, conversation.something_else),
            MessageHandler(posts & filters.TEXT & filters.REPLY, conversation.posted),
            ChatMemberHandler(conversation.membership, ChatMemberHandler.MY_CHAT_MEMBER),
            CallbackQueryHandler(conversation.button),
            InlineQueryHandler(conversation.inline),
        ]
    )
    application.add_error_handler(conversation.failed)


async def _purge(desk: Desk, _context: CallbackContext[Any, Any, Any, Any]) -> None:
    """Once a day: erase the settings of chats that were not seen for a year, and what of deliveries is old."""
    store = desk.library.store
    erased = await asyncio.to_thread(readers.purge, store, desk.today("UTC"))
    if erased:
        log.info("settings of silent chats erased", extra={"chats": erased})
    await purging.run(store, desk.clock())
