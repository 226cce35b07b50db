"""People who are about to be told something, so that Slack is asked about many of them at once."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Crowd:
    """Whom of a workspace one will have to ask about, and from when Slack may be asked again.

    `turn` is held while Slack is asked: whoever comes meanwhile waits for that answer instead of asking as well.
    """

    turn: threading.Lock = field(default_factory=threading.Lock)
    not_before: float = 0.0
    _expected: dict[str, None] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self._expected)

    def __contains__(self, person: str) -> bool:
        return person in self._expected

    def expect(self, people: Iterable[str]) -> None:
        """Add people, in the order in which they will be needed."""
        self._expected.update(dict.fromkeys(people))

    def around(self, person: str, size: int) -> tuple[str, ...]:
        """Return the person and those who were expected first, so many in all."""
        return tuple({person: None, **dict.fromkeys(tuple(self._expected)[:size])})[:size]

    def leave(self, people: Iterable[str]) -> None:
        """Take people out who are known now."""
        for person in people:
            self._expected.pop(person, None)


class Crowds:
    """One crowd for each workspace."""

    def __init__(self) -> None:
        self._crowds: dict[str, Crowd] = {}

    def of(self, workspace: str) -> Crowd:
        """Return the crowd of the workspace."""
        return self._crowds.setdefault(workspace, Crowd())
