"""Trigger ids: proof that a person just did something, good for three seconds and one modal.

https://docs.slack.dev/interactivity/handling-user-interaction#payloads
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sandbox.clock import SettableClock
from sandbox.errors import SlackError
from sandbox.forgetting import forget_oldest
from sandbox.ids import random_token

LIFE = timedelta(seconds=3)
KEPT = 10_000
"""Triggers remembered, so that an old one is called expired rather than invented."""


@dataclass
class Trigger:
    """What a trigger id stands for."""

    person_id: str
    expires_at: datetime
    view_id: str | None = None
    is_used: bool = False


class Triggers:
    """Issue trigger ids and exchange each once."""

    def __init__(self, clock: SettableClock, team_id: str) -> None:
        self._clock = clock
        self._team_number = sum(map(ord, team_id))
        self._triggers: dict[str, Trigger] = {}

    def issue(self, person_id: str, *, view_id: str | None = None) -> str:
        """Return a fresh trigger id for what somebody did, perhaps inside a modal."""
        moment = int(self._clock.now().timestamp() * 1000)
        trigger_id = f"{moment}.{self._team_number}.{random_token(16)}"
        self._triggers[trigger_id] = Trigger(person_id, self._clock.now() + LIFE, view_id)
        forget_oldest(self._triggers, keep=KEPT)
        return trigger_id

    def exchange(self, trigger_id: str) -> Trigger:
        """Use a trigger id up, or say why it does not work."""
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.is_used:
            raise SlackError("exchanged_trigger_id")
        if self._clock.now() > trigger.expires_at:
            raise SlackError("expired_trigger_id")
        trigger.is_used = True
        return trigger
