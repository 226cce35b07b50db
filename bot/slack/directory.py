"""What Slack knows of people and channels, asked when it matters and remembered for a while."""

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any

from bot.domain.outcome import Obstacle, Refused
from bot.domain.people import Person
from bot.ports import ChannelAccess, Clock
from bot.slack.accounts import Accounts
from bot.slack.memory import Memory
from bot.slack.quiet import DoNotDisturb
from bot.slack.web import Interrupted, Reply, Web, reading

CHANNEL_MEMORY = timedelta(seconds=60)
_PAGE = 200


class SlackDirectory:
    """Answers from memory while that is fresh, else from Slack; members of a channel for a minute only."""

    def __init__(
        self,
        web: Web,
        clock: Clock,
        *,
        organisation: str = "",
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._web = web
        self._accounts = Accounts(web, clock, monotonic, organisation)
        self._do_not_disturb = DoNotDisturb(web, clock, monotonic)
        self._channels: Memory[Reply] = Memory(monotonic)
        self._members: Memory[frozenset[str]] = Memory(monotonic)

    def expect(self, workspace: str, people: Iterable[str]) -> None:
        """Learn who is about to be told something: Slack is asked about many people in one call."""
        expected = tuple(dict.fromkeys(people))
        self._accounts.expect(workspace, expected)
        self._do_not_disturb.expect(workspace, expected)

    def person(self, workspace: str, person: str, *, fresher_than: timedelta) -> Person:
        """Describe an account, from memory when that is fresh enough."""
        return self._accounts.describe(workspace, person, fresher_than=fresher_than)

    def forget(self, workspace: str, person: str) -> None:
        """Ask again next time, because Slack said that the account changed."""
        self._accounts.forget(workspace, person)

    def quiet_for(self, workspace: str, person: str) -> timedelta:
        """Return how much longer the person is in Do Not Disturb; nothing where that may not be known."""
        with reading("dnd.teamInfo"):
            return self._do_not_disturb.left_for(workspace, person)

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
