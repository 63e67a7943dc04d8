"""Dates and clocks in words: month in letters, twelve hours, and the zone; the doubled hour of autumn says which."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import formats, translation

ZONES = {
    "America/New_York": ("ET", "hora del este"),
    "America/Chicago": ("CT", "hora del centro"),
    "America/Denver": ("MT", "hora de la montaña"),
    "America/Phoenix": ("MT", "hora de la montaña"),
    "America/Los_Angeles": ("PT", "hora del Pacífico"),
    "America/Anchorage": ("AKT", "hora de Alaska"),
    "Pacific/Honolulu": ("HT", "hora de Hawái"),
}


def in_words(at: datetime, zone: str) -> str:
    """`Tue, Nov 24, 2026, 2:10 p.m. CT`, or the same in Spanish."""
    local = at.astimezone(ZoneInfo(zone))
    spanish = translation.get_language() == "es"
    day = formats.date_format(local, r"l j \d\e F \d\e Y" if spanish else "D, M j, Y", use_l10n=False)
    clock = _clock(local, spanish=spanish)
    return f"{day}, {clock}, {_zone(local, zone)}" if spanish else f"{day}, {clock} {_zone(local, zone)}"


def clock_in_words(at: datetime, zone: str) -> str:
    """`2:14 p.m.`, or the same in Spanish: for what happened on this very page."""
    return _clock(at.astimezone(ZoneInfo(zone)), spanish=translation.get_language() == "es")


def _clock(local: datetime, *, spanish: bool) -> str:
    half = ("a" if local.hour < 12 else "p") + (".\u00a0m." if spanish else ".m.")
    return f"{(local.hour + 11) % 12 + 1}:{local.minute:02d}" + ("\u00a0" if spanish else " ") + half


def day_in_words(at: date) -> str:
    """`Nov 24, 2026`, or `24 de noviembre de 2026`."""
    spanish = translation.get_language() == "es"
    return formats.date_format(at, r"j \d\e F \d\e Y" if spanish else "M j, Y", use_l10n=False)


def _zone(local: datetime, zone: str) -> str:
    other_reading = local.replace(fold=1 - local.fold)
    if other_reading.utcoffset() != local.utcoffset() and _is_doubled(local):
        return local.tzname() or zone
    names = ZONES.get(zone)
    return names[1 if translation.get_language() == "es" else 0] if names else (local.tzname() or zone)


def _is_doubled(local: datetime) -> bool:
    """Whether this wall time comes twice, as on the night when summer time ends."""
    first, second = local.replace(fold=0), local.replace(fold=1)
    return (first.utcoffset() or timedelta()) > (second.utcoffset() or timedelta())
