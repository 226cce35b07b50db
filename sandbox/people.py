"""People of the workspace, human and bot, and how Slack describes them.

https://docs.slack.dev/reference/objects/user-object
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sandbox.json_types import JsonObject

COLORS = ("9f69e7", "4bbe2e", "e7392d", "3c989f", "674b1b", "e96699", "235e5b", "684b6c")


@dataclass
class Person:
    """Somebody who has an account in the workspace, or whom Slack Connect makes visible in it."""

    id: str
    handle: str
    name: str
    tz: str = "UTC"
    title: str = ""
    locale: str = "en-US"
    color: str = COLORS[0]
    is_bot: bool = False
    is_admin: bool = False
    deleted: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    bot_id: str = ""
    app_id: str = ""
    dnd_until: datetime | None = None
    updated_at: datetime = field(default_factory=lambda: datetime(2026, 1, 1, tzinfo=UTC))

    def tz_offset(self, now: datetime) -> int:
        """Return the seconds this person's wall clock is ahead of UTC at a moment."""
        offset = now.astimezone(ZoneInfo(self.tz)).utcoffset()
        return int(offset.total_seconds()) if offset else 0

    def is_in_do_not_disturb(self, now: datetime) -> bool:
        """Tell whether notifications are paused at a moment."""
        return self.dnd_until is not None and now < self.dnd_until


def user_object(person: Person, *, team_id: str, now: datetime, with_locale: bool = False) -> JsonObject:
    """Describe a person as users.info does; a stranger's time zone and locale stay unknown."""
    user: JsonObject = {
        "id": person.id,
        "team_id": stranger_team(team_id) if person.is_stranger else team_id,
        "name": person.handle,
        "deleted": person.deleted,
        "color": person.color,
        "real_name": person.name,
        "profile": _profile(person, team_id),
        "is_admin": person.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": person.is_restricted,
        "is_ultra_restricted": person.is_ultra_restricted,
        "is_bot": person.is_bot,
        "is_app_user": False,
        "updated": int(person.updated_at.timestamp()),
        "is_email_confirmed": not person.is_bot,
        "who_can_share_contact_card": "EVERYONE",
    }
    if person.is_stranger:
        return {**user, "is_stranger": True}
    user |= _time_zone(person, now)
    return {**user, "locale": person.locale} if with_locale else user


def stranger_team(team_id: str) -> str:
    """Return the id of the other organisation that strangers belong to."""
    return "E" + team_id[1:][::-1]


def seen_person(person: Person, now: datetime) -> JsonObject:
    """Describe a person for the sandbox's own page and client."""
    return {
        "id": person.id,
        "handle": person.handle,
        "name": person.name,
        "title": person.title,
        "tz": person.tz,
        "tz_offset": person.tz_offset(now),
        "is_bot": person.is_bot,
        "deleted": person.deleted,
        "is_restricted": person.is_restricted,
        "is_ultra_restricted": person.is_ultra_restricted,
        "is_stranger": person.is_stranger,
        "color": f"#{person.color}",
        "dnd_until": person.dnd_until.isoformat() if person.dnd_until else None,
    }


def _time_zone(person: Person, now: datetime) -> JsonObject:
    label = now.astimezone(ZoneInfo(person.tz)).tzname()
    return {"tz": person.tz, "tz_label": label, "tz_offset": person.tz_offset(now)}


def _profile(person: Person, team_id: str) -> JsonObject:
    profile: JsonObject = {
        "title": person.title,
        "phone": "",
        "real_name": person.name,
        "real_name_normalized": person.name,
        "display_name": person.handle,
        "display_name_normalized": person.handle,
        "status_text": "",
        "status_emoji": "",
        "avatar_hash": "",
        "first_name": person.name.split(" ")[0],
        "last_name": person.name.partition(" ")[2],
        "team": team_id,
    }
    if person.is_bot:
        profile |= {"bot_id": person.bot_id, "api_app_id": person.app_id, "always_active": True}
    return profile
