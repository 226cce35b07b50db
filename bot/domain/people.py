"""People as far as the product needs to know them: who may own something, and when they work."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

WORKING_DAYS = frozenset(range(5))


class Ineligible(StrEnum):
    """Why an account cannot own an artifact."""

    BOT = "bot"
    DEACTIVATED = "deactivated"
    GUEST = "guest"
    EXTERNAL = "external"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One account of a workspace, as Slack last described it. `zone` is an IANA name."""

    workspace: str
    id: str
    name: str
    zone: str = "UTC"
    is_bot: bool = False
    is_deactivated: bool = False
    is_guest: bool = False
    is_external: bool = False
    seen_at: datetime | None = None

    @property
    def ineligible(self) -> Ineligible | None:
        """Say why this account cannot own anything, or None when it can."""
        if self.is_bot:
            return Ineligible.BOT
        if self.is_deactivated:
            return Ineligible.DEACTIVATED
        if self.is_external:
            return Ineligible.EXTERNAL
        return Ineligible.GUEST if self.is_guest else None


@dataclass(frozen=True, slots=True, kw_only=True)
class NudgePreferences:
    """When a person wants to be reminded, if not as their workspace does."""

    zone: str | None = None
    starts_at: time = time(9, 0)
    ends_at: time = time(17, 0)
    days: frozenset[int] = WORKING_DAYS
    country: str | None = None
    away_from: date | None = None
    away_until: date | None = None
    stand_in: str | None = None
    digest: bool = True


def zone_named(name: str | None, fallback: str = "UTC") -> ZoneInfo:
    """Return the zone of that IANA name, or the fallback when the name is missing or unknown."""
    for candidate in (name, fallback):
        if candidate:
            try:
                return ZoneInfo(candidate)
            except (ZoneInfoNotFoundError, ValueError, OSError):
                continue
    return ZoneInfo("UTC")
