"""Nothing goes in; the words by which people name days, rhythms and hours come out, in English, French and Khmer."""

from __future__ import annotations

from collections.abc import Mapping

DAYS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "monday mondays mon lundi lundis ច័ន្ទ ចន្ទ",
            "tuesday tuesdays tues tue mardi mardis អង្គារ",
            "wednesday wednesdays weds wed mercredi mercredis ពុធ",
            "thursday thursdays thurs thur thu jeudi jeudis ព្រហស្បតិ៍ ព្រហស្បតិ៏",
            "friday fridays fri vendredi vendredis សុក្រ",
            "saturday saturdays sat samedi samedis សៅរ៍",
            "sunday sundays sun dimanche dimanches អាទិត្យ",
        )
    )
    for name in names.split()
}
"""Days of the week, Monday is 0."""

DAY_GROUPS: Mapping[str, tuple[int, ...]] = {
    "weekdays": (0, 1, 2, 3, 4),
    "weekday": (0, 1, 2, 3, 4),
    "workdays": (0, 1, 2, 3, 4),
    "workday": (0, 1, 2, 3, 4),
    "working days": (0, 1, 2, 3, 4),
    "working day": (0, 1, 2, 3, 4),
    "business days": (0, 1, 2, 3, 4),
    "jours ouvrables": (0, 1, 2, 3, 4),
    "en semaine": (0, 1, 2, 3, 4),
    "weekends": (5, 6),
    "weekend": (5, 6),
}

RHYTHMS: Mapping[str, str] = {
    "daily": "daily",
    "everyday": "daily",
    "every day": "daily",
    "each day": "daily",
    "every morning": "daily",
    "each morning": "daily",
    "every evening": "daily",
    "quotidien": "daily",
    "quotidienne": "daily",
    "tous les jours": "daily",
    "chaque jour": "daily",
    "chaque matin": "daily",
    "ប្រចាំថ្ងៃ": "daily",
    "រាល់ថ្ងៃ": "daily",
    "weekly": "weekly",
    "every week": "weekly",
    "each week": "weekly",
    "once a week": "weekly",
    "hebdomadaire": "weekly",
    "chaque semaine": "weekly",
    "toutes les semaines": "weekly",
    "ប្រចាំសប្តាហ៍": "weekly",
    "រាល់សប្តាហ៍": "weekly",
    "monthly": "monthly",
    "every month": "monthly",
    "each month": "monthly",
    "once a month": "monthly",
    "mensuel": "monthly",
    "mensuelle": "monthly",
    "chaque mois": "monthly",
    "tous les mois": "monthly",
    "ប្រចាំខែ": "monthly",
    "រាល់ខែ": "monthly",
}

NOT_OFFERED = (
    "hourly",
    "every hour",
    "fortnightly",
    "biweekly",
    "every two weeks",
    "every 2 weeks",
    "every other",
    "quarterly",
    "yearly",
)
"""Rhythms that people ask for and that there are not."""

HOURS: Mapping[str, int] = {
    "noon": 720,
    "midday": 720,
    "midi": 720,
    "midnight": 0,
    "minuit": 0,
}
"""Hours with a name, in minutes of the day."""

EDGES = frozenset(
    "a about and at daily de digest digests every each for from get i le la les me news of on or please "
    "send subscribe subscription sur tell that the time to update updates want with à".split()
)
"""Words that say nothing of what is followed where they stand at either end of it."""

DIGITS = str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789")
