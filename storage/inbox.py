"""Which deliveries from Slack have been handled."""

from datetime import datetime
from secrets import token_hex

from sqlalchemy import Connection, delete, select

from bot.ports import Clock
from storage.rows import InboxRow, table_of
from storage.statements import add_new

_inbox = table_of(InboxRow)

#: So many rows a sweep drops at once: more would keep people waiting for the write lock.
SWEEP = 1_000
_KEY_BYTES = 8  # so that no other replica waits for it


class SqlInbox:
    """The keys of handled deliveries."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    def accept(self, key: str) -> bool:
        """Remember the key; False when it was there already."""
        return add_new(self._connection, _inbox, key=key, accepted_at=self._clock.now())

    def try_out(self) -> None:
        """Write a key and take it back: less does not show whether the database writes."""
        key = f"check:{token_hex(_KEY_BYTES)}"
        self.accept(key)
        self._connection.execute(delete(_inbox).where(_inbox.c.key == key))

    def forget_before(self, instant: datetime) -> int:
        """Drop keys accepted before the instant, a thousand at a time; return how many."""
        old = select(_inbox.c.key).where(_inbox.c.accepted_at < instant).limit(SWEEP)
        return self._connection.execute(delete(_inbox).where(_inbox.c.key.in_(old))).rowcount
