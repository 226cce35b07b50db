"""Until when people are in Do Not Disturb, asked for fifty of them in one call and remembered for some minutes."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta

from bot.domain.outcome import Obstacle, Postponed, Refused
from bot.ports import Clock
from bot.slack.crowd import Crowd, Crowds
from bot.slack.memory import Memory
from bot.slack.web import Interrupted, Reply, Web

NOT_PAUSED = datetime.fromtimestamp(0, UTC)
QUIET_MEMORY = timedelta(minutes=5)
AT_ONCE = 50


class DoNotDisturb:
    """Answers from memory while that is fresh, else asks about the person and everybody else who is expected.

    Where Slack cannot be asked now, whoever wants to know is told to wait (Interrupted): nobody is disturbed for that.
    Where it will not say, for want of the scope or because it does not show somebody, nobody is taken to be paused.
    """

    def __init__(self, web: Web, clock: Clock, monotonic: Callable[[], float]) -> None:
        self._web = web
        self._clock = clock
        self._monotonic = monotonic
        self._ends: Memory[datetime] = Memory(monotonic)
        self._crowds = Crowds()

    def expect(self, workspace: str, people: Iterable[str]) -> None:
        """Learn who will be asked about soon."""
        self._crowds.of(workspace).expect(one for one in people if self._known(workspace, one) is None)

    def left_for(self, workspace: str, person: str) -> timedelta:
        """Return how much longer the person is not to be disturbed."""
        ends = self._known(workspace, person)
        if ends is None:
            crowd = self._crowds.of(workspace)
            with crowd.turn:
                ends = self._known(workspace, person) or self._ask_with_others(workspace, person, crowd)
        return max(ends - self._clock.now(), timedelta())

    def _known(self, workspace: str, person: str) -> datetime | None:
        return self._ends.find((workspace, person), QUIET_MEMORY)

    def _ask_with_others(self, workspace: str, person: str, crowd: Crowd) -> datetime:
        """Ask now, or not before the pace allows it; whoever waits is asked about with the next ones."""
        crowd.expect((person,))
        wait = crowd.not_before - self._monotonic()
        if wait > 0:
            raise Interrupted(Postponed(wait=timedelta(seconds=wait), reason="pace of dnd.teamInfo"))
        try:
            self._ask(workspace, crowd.around(person, AT_ONCE), crowd)
        except Interrupted as interruption:
            if isinstance(interruption.outcome, Postponed):
                crowd.not_before = self._monotonic() + interruption.outcome.wait.total_seconds()
            raise
        return self._known(workspace, person) or NOT_PAUSED

    def _ask(self, workspace: str, people: tuple[str, ...], crowd: Crowd) -> None:
        """Ask about all of them; one whom Slack does not show spoils the answer for all, and is searched by halves."""
        try:
            told = self._told(workspace, people)
        except Interrupted as interruption:
            if not isinstance(interruption.outcome, Refused):
                raise
            if interruption.outcome.obstacle is Obstacle.PERSON and len(people) > 1:
                middle = len(people) // 2
                self._ask(workspace, people[:middle], crowd)
                self._ask(workspace, people[middle:], crowd)
                return
            told = {}
        for person in people:
            self._ends.put((workspace, person), self._end_of(told.get(person) or {}))
        crowd.leave(people)

    def _told(self, workspace: str, people: tuple[str, ...]) -> Mapping[str, Reply]:
        """Ask by the method that is made for their number: the one for teams "must provide more than one user".

        https://docs.slack.dev/reference/methods/dnd.teamInfo https://docs.slack.dev/reference/methods/dnd.info
        """
        if len(people) == 1:
            return {people[0]: self._web.call(workspace, "dnd.info", user=people[0])}
        told: Mapping[str, Reply] = self._web.call(workspace, "dnd.teamInfo", users=",".join(people)).get("users") or {}
        return told

    def _end_of(self, told: Reply) -> datetime:
        """Return the end of a pause that has begun."""
        starts, ends = float(told.get("next_dnd_start_ts") or 0), float(told.get("next_dnd_end_ts") or 0)
        has_begun = bool(told.get("dnd_enabled")) and starts <= self._clock.now().timestamp()
        snoozed = float(told.get("snooze_endtime") or 0) if told.get("snooze_enabled") else 0.0
        return datetime.fromtimestamp(max(ends if has_begun else 0.0, snoozed), UTC)
