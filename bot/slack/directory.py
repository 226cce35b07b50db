"""What Slack knows of people and channels, asked when it matters and remembered for a while."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar

from bot.domain.outcome import Obstacle, Refused
from bot.domain.people import Person, zone_named
from bot.ports import ChannelAccess, Clock
from bot.slack.text import stripped, truncated
from bot.slack.web import Interrupted, Reply, Web

NOT_PAUSED = datetime.fromtimestamp(0, UTC)
QUIET_MEMORY = timedelta(minutes=5)
CHANNEL_MEMORY = timedelta(seconds=60)
REMEMBERED = 20_000
_PAGE = 200
_NAME_LENGTH = 80
# Slackbot is no app, so `is_bot` is false for it.
_SLACKBOT = "USLACKBOT"

V = TypeVar("V")


class SlackDirectory:
    """Answers from memory while that is fresh, else from Slack; members of a channel for a minute only."""

    def __init__(self, web: Web, clock: Clock, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._web = web
        self._clock = clock
        self._people: _Memory[Person] = _Memory(monotonic)
        self._channels: _Memory[Reply] = _Memory(monotonic)
        self._members: _Memory[frozenset[str]] = _Memory(monotonic)
        self._quiet: _Memory[datetime] = _Memory(monotonic)

    def person(self, workspace: str, person: str, *, fresher_than: timedelta) -> Person:
        """Describe an account, from memory when that is fresh enough.

        An account Slack does not know, or does not show us, is described as deactivated or external:
        definite answers are not errors. Interrupted is raised only when Slack cannot be asked.
        """
        remembered = self._people.find((workspace, person), fresher_than)
        if remembered is not None:
            return remembered
        described = self._ask_about(workspace, person)
        self._people.put((workspace, person), described)
        return described

    def forget(self, workspace: str, person: str) -> None:
        """Ask again next time, because Slack said that the account changed."""
        self._people.drop((workspace, person))

    def quiet_for(self, workspace: str, person: str) -> timedelta:
        """Return how much longer the person is in Do Not Disturb; nothing where the scope was not granted."""
        key, now = (workspace, person), self._clock.now()
        until = self._quiet.find(key, QUIET_MEMORY)
        if until is None:
            until = self._ask_until_when(workspace, person)
            self._quiet.put(key, until)
        return max(until - now, timedelta())

    def access(self, workspace: str, channel: str) -> ChannelAccess:
        """Say whether the bot can post in the channel; a private one it is not in looks as if there were none."""
        try:
            known = self._channel(workspace, channel)
        except Interrupted as refusal:
            hidden = isinstance(refusal.outcome, Refused) and refusal.outcome.obstacle is Obstacle.CHANNEL
            return ChannelAccess.NOT_A_MEMBER if hidden else ChannelAccess.UNKNOWN
        if known.get("is_archived"):
            return ChannelAccess.ARCHIVED
        is_inside = known.get("is_member") or known.get("is_im")
        return ChannelAccess.MEMBER if is_inside else ChannelAccess.NOT_A_MEMBER

    def may_read(self, workspace: str, channel: str, person: str) -> bool:
        """Tell whether the person is a member of the channel now.

        Where the members cannot be listed, everybody may read a public channel and nobody any other.
        """
        try:
            return person in self._members_of(workspace, channel)
        except Interrupted:
            return self._is_public(workspace, channel)

    def _ask_about(self, workspace: str, person: str) -> Person:
        try:
            user = self._web.call(workspace, "users.info", user=person)["user"]
        except Interrupted as refusal:
            outcome = refusal.outcome
            if not isinstance(outcome, Refused) or outcome.obstacle is not Obstacle.PERSON:
                raise
            is_hidden = outcome.code == "user_not_visible"
            return self._person(workspace, person, is_external=is_hidden, is_deactivated=not is_hidden)
        return self._person(
            workspace,
            person,
            name=_name_of(user) or person,
            zone=zone_named(user.get("tz")).key,
            is_bot=bool(user.get("is_bot")) or person == _SLACKBOT,
            is_deactivated=bool(user.get("deleted")),
            is_guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
            is_external=_is_external(user, workspace),
        )

    def _ask_until_when(self, workspace: str, person: str) -> datetime:
        """Return the end of a pause that has begun. https://docs.slack.dev/reference/methods/dnd.info"""
        try:
            told = self._web.call(workspace, "dnd.info", user=person)
        except Interrupted:
            return NOT_PAUSED
        starts, ends = float(told.get("next_dnd_start_ts") or 0), float(told.get("next_dnd_end_ts") or 0)
        has_begun = bool(told.get("dnd_enabled")) and starts <= self._clock.now().timestamp()
        snoozed = float(told.get("snooze_endtime") or 0) if told.get("snooze_enabled") else 0.0
        return datetime.fromtimestamp(max(ends if has_begun else 0.0, snoozed), UTC)

    def _person(self, workspace: str, person: str, **facts: Any) -> Person:
        return Person(**{"workspace": workspace, "id": person, "name": person, "seen_at": self._clock.now(), **facts})

    def _channel(self, workspace: str, channel: str) -> Reply:
        key = (workspace, channel)
        known = self._channels.find(key, CHANNEL_MEMORY)
        if known is None:
            known = self._web.call(workspace, "conversations.info", channel=channel).get("channel") or {}
            if known.get("is_member"):  # whoever is told to invite the bot does so at once, and tries again
                self._channels.put(key, known)
        return known

    def _is_public(self, workspace: str, channel: str) -> bool:
        try:
            known = self._channel(workspace, channel)
        except Interrupted:
            return False
        return known.get("is_channel") is True and known.get("is_private") is False

    def _members_of(self, workspace: str, channel: str) -> frozenset[str]:
        key = (workspace, channel)
        members = self._members.find(key, CHANNEL_MEMORY)
        if members is None:
            members = frozenset(self._list_members(workspace, channel))
            self._members.put(key, members)
        return members

    def _list_members(self, workspace: str, channel: str) -> Iterator[str]:
        asked: dict[str, Any] = {"channel": channel, "limit": _PAGE}
        while True:
            page = self._web.call(workspace, "conversations.members", **asked)
            yield from page.get("members", ())
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return
            asked["cursor"] = cursor


class _Memory(Generic[V]):
    """The newest values by key, each with its age; the oldest give way."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._values: OrderedDict[Hashable, tuple[float, V]] = OrderedDict()

    def find(self, key: Hashable, fresher_than: timedelta) -> V | None:
        with self._lock:
            since, value = self._values.get(key, (None, None))
        is_fresh = since is not None and self._monotonic() - since < fresher_than.total_seconds()
        return value if is_fresh else None

    def put(self, key: Hashable, value: V) -> None:
        with self._lock:
            self._values.pop(key, None)
            self._values[key] = (self._monotonic(), value)
            if len(self._values) > REMEMBERED:
                self._values.popitem(last=False)

    def drop(self, key: Hashable) -> None:
        with self._lock:
            self._values.pop(key, None)


def _name_of(user: Reply) -> str:
    """Prefer the full name: a spec is read by people who do not know the nicknames of a workspace."""
    profile = user.get("profile") or {}
    names = (profile.get("real_name"), user.get("real_name"), profile.get("display_name"), user.get("name"))
    return truncated(stripped(next((name for name in names if name), "")), _NAME_LENGTH)


def _is_external(user: Reply, workspace: str) -> bool:
    """Tell whether the account belongs to another organisation; on an Enterprise Grid it may be in several teams."""
    teams = {user.get("team_id"), *(user.get("enterprise_user") or {}).get("teams", ())} - {None}
    return bool(user.get("is_stranger")) or (bool(teams) and workspace not in teams)
