"""Accounts as Slack describes them: asked about one by one, or all at once where many are expected."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import timedelta
from typing import Any

from bot.domain.outcome import Obstacle, Postponed, Refused
from bot.domain.people import Person, zone_named
from bot.ports import Clock
from bot.slack.crowd import Crowd, Crowds
from bot.slack.memory import Memory
from bot.slack.text import stripped, truncated
from bot.slack.web import Interrupted, Reply, Web, reading

FRESH_ACCOUNT = timedelta(hours=1)
"""How old what is known of an account may be when it is written to.

`user_change` tells of a deactivation, yet to one replica only, and to none while the app is away: Slack is asked.
"""
MANY = 5
"""From so many on everybody is listed: 500 accounts by one call, where one by one 100 a minute could be asked about."""
PAGE, MOST_PAGES = 500, 20
"""Beyond 10,000 accounts it would take longer to list a workspace than to ask about those who are due."""
NAME_LENGTH = 80
# Slackbot is no app, so `is_bot` is false for it.
_SLACKBOT = "USLACKBOT"


class Accounts:
    """Describes accounts from memory while that is fresh, else from Slack."""

    def __init__(self, web: Web, clock: Clock, monotonic: Callable[[], float], organisation: str = "") -> None:
        self._organisation = organisation
        self._web = web
        self._clock = clock
        self._monotonic = monotonic
        self._people: Memory[Person] = Memory(monotonic)
        self._crowds = Crowds()
        self._cursors: dict[str, tuple[str, int]] = {}

    def expect(self, workspace: str, people: Iterable[str]) -> None:
        """Learn who will be asked about soon."""
        unknown = (one for one in people if self._known(workspace, one, FRESH_ACCOUNT) is None)
        self._crowds.of(workspace).expect(unknown)

    def describe(self, workspace: str, person: str, *, fresher_than: timedelta) -> Person:
        """Describe an account, from memory when that is fresh enough.

        An account Slack does not know, or does not show us, is described as deactivated or external:
        definite answers are not errors. Interrupted is raised only when Slack cannot be asked.
        """
        known = self._known(workspace, person, fresher_than)
        if known is None and person in self._crowds.of(workspace):
            known = self._found_among_all(workspace, person, fresher_than)
        return known or self._remembered(workspace, self._ask_about(workspace, person))

    def forget(self, workspace: str, person: str) -> None:
        """Ask again next time."""
        self._people.drop((workspace, person))

    def _known(self, workspace: str, person: str, fresher_than: timedelta) -> Person | None:
        return self._people.find((workspace, person), fresher_than)

    def _remembered(self, workspace: str, described: Person) -> Person:
        self._people.put((workspace, described.id), described)
        self._crowds.of(workspace).leave((described.id,))
        return described

    def _found_among_all(self, workspace: str, person: str, fresher_than: timedelta) -> Person | None:
        """List everybody up to that person, where many are expected and the pace allows it."""
        crowd = self._crowds.of(workspace)
        with crowd.turn:
            known = self._known(workspace, person, fresher_than)
            while known is None and len(crowd) >= MANY and self._monotonic() >= crowd.not_before:
                self._read_page(workspace, crowd)
                known = self._known(workspace, person, fresher_than)
        return known

    def _read_page(self, workspace: str, crowd: Crowd) -> None:
        """Read one more page of everybody; after the last one, or without leave, not again for as long as it is fresh.

        https://docs.slack.dev/reference/methods/users.list
        """
        cursor, pages = self._cursors.pop(workspace, ("", 0))
        asked: dict[str, Any] = {"limit": PAGE, **({"cursor": cursor} if cursor else {})}
        try:
            upcoming = self._take_in(workspace, self._web.call(workspace, "users.list", **asked))
        except Interrupted as interruption:
            outcome = interruption.outcome
            if isinstance(outcome, Postponed):
                self._cursors[workspace] = (cursor, pages)
            self._rest(crowd, outcome.wait if isinstance(outcome, Postponed) else FRESH_ACCOUNT)
            return
        if upcoming and pages + 1 < MOST_PAGES:
            self._cursors[workspace] = (upcoming, pages + 1)
        else:
            self._rest(crowd, FRESH_ACCOUNT)

    def _take_in(self, workspace: str, page: Reply) -> str:
        """Remember everybody on a page, and return where the next one begins; whoever cannot be read is left out."""
        with reading("users.list"):
            for user in page["members"]:
                with suppress(Interrupted), reading("users.list"):
                    self._remembered(workspace, self._described(workspace, user))
            return str((page.get("response_metadata") or {}).get("next_cursor") or "")

    def _rest(self, crowd: Crowd, wait: timedelta) -> None:
        crowd.not_before = self._monotonic() + wait.total_seconds()

    def _ask_about(self, workspace: str, person: str) -> Person:
        try:
            answer = self._web.call(workspace, "users.info", user=person)
        except Interrupted as refusal:
            outcome = refusal.outcome
            if not isinstance(outcome, Refused) or outcome.obstacle is not Obstacle.PERSON:
                raise
            is_hidden = outcome.code == "user_not_visible"
            return self._person(workspace, person, is_external=is_hidden, is_deactivated=not is_hidden)
        with reading("users.info"):
            return self._described(workspace, {**answer["user"], "id": person})

    def _described(self, workspace: str, user: Reply) -> Person:
        person = str(user.get("id") or "")
        return self._person(
            workspace,
            person,
            name=_name_of(user) or person,
            zone=zone_named(user.get("tz")).key,
            is_bot=bool(user.get("is_bot")) or person == _SLACKBOT,
            is_deactivated=bool(user.get("deleted")),
            is_guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
            is_external=_is_external(user, workspace, self._organisation),
        )

    def _person(self, workspace: str, person: str, **facts: Any) -> Person:
        return Person(**{"workspace": workspace, "id": person, "name": person, "seen_at": self._clock.now(), **facts})


def _name_of(user: Reply) -> str:
    """Prefer the full name: a spec is read by people who do not know the nicknames of a workspace."""
    profile = user.get("profile") or {}
    names = (profile.get("real_name"), user.get("real_name"), profile.get("display_name"), user.get("name"))
    return truncated(stripped(next((name for name in names if name), "")), NAME_LENGTH)


def _is_external(user: Reply, workspace: str, organisation: str) -> bool:
    """Tell whether the account belongs to another organisation; ours may have several workspaces (Enterprise Grid).

    https://docs.slack.dev/reference/objects/user-object
    """
    grid = user.get("enterprise_user") or {}
    if organisation and grid.get("enterprise_id") == organisation:
        return False
    teams = {user.get("team_id"), *grid.get("teams", ())} - {None}
    return bool(user.get("is_stranger")) or (bool(teams) and workspace not in teams)
