"""Nothing goes in; the rows of the table of commands that are about following come out."""

from __future__ import annotations

from bot.desk import Command
from bot.following import almanac, replies

FOLLOWING: tuple[Command, ...] = (
    Command(
        "subscribe",
        "[HOW OFTEN] [TIME] [WHAT]",
        "A digest at your own hour: daily, weekly, on chosen days or monthly",
        replies.subscribe,
        writes=True,
        follows=True,
        summaries=(("fr", "Un résumé à votre heure : chaque jour, semaine ou mois"),),
        example="/subscribe weekly monday 8:00 australia vaccines",
    ),
    Command(
        "watch",
        "[WHAT]",
        "A message as soon as something is published about a party, topic, event or words",
        replies.watch,
        writes=True,
        follows=True,
        summaries=(("fr", "Une alerte dès qu'un document paraît sur un sujet suivi"),),
        example='/watch "code of conduct"',
    ),
    Command(
        "subscriptions",
        "",
        "What this chat follows: pause, change, test or remove it",
        replies.subscriptions,
        writes=True,
        follows=True,
        summaries=(("fr", "Ce que suit cette conversation : suspendre, modifier, supprimer"),),
    ),
    Command(
        "calendar",
        "[WHAT]",
        "The events to come as a file for your calendar",
        almanac.calendar,
        writes=True,
        follows=True,
        summaries=(("fr", "Les événements à venir, en fichier pour votre agenda"),),
        example="/calendar australia",
    ),
)
