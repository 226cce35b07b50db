"""What stands in the database and in the workspace after a run, each read without the app's help, and compared."""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import NullPool, create_engine, func, select

from sandbox.messages import Message
from sandbox.running import RunningSandbox
from storage import urls
from storage.rows import DigestSlotRow, table_of

_ANSWERS = "SELECT alignment_id, field, id FROM answers"


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of one delivery."""

    key: str
    kind: str
    state: str
    message_ts: str | None


class Ledger:
    """Plain SQL over the app's tables."""

    def __init__(self, database_url: str) -> None:
        self._engine = create_engine(urls.parse(database_url), poolclass=NullPool)
        self._is_sqlite = self._engine.dialect.name == "sqlite"

    def answers(self) -> str:
        """Return every answer recorded, or kept until its author says what it is for, as one text with their marks."""
        recorded = [text for (text,) in self._rows("SELECT text FROM answers")]
        asked_about = [effect["facts"]["text"] for effect in self._said("which_question")]
        return "\n".join([*recorded, *asked_about])

    def answers_recorded_twice(self) -> int:
        """Count the messages that one question took as its answer more than once."""
        taken = "SELECT field FROM answers WHERE source_ts IS NOT NULL GROUP BY alignment_id, field, source_ts"
        return int(self._rows(f"SELECT count(*) FROM ({taken} HAVING count(*) > 1) AS repeated")[0][0])

    def answers_by_question(self, *, only_current: bool = False) -> Counter[tuple[str, str]]:
        """Count the answers to each question of each alignment, with or without those set aside."""
        kept = self._rows("SELECT alignment_id, field, is_set_aside FROM answers")
        return Counter((alignment, field) for alignment, field, aside in kept if not (only_current and aside))

    def conflicts_by_question(self) -> Counter[tuple[str, str]]:
        """Count how often somebody was told that their answer crossed another one."""
        questions = {id_: (alignment, field) for alignment, field, id_ in self._rows(_ANSWERS)}
        effects = (
            json.loads(effect) if isinstance(effect, str) else effect
            for (effect,) in self._rows("SELECT effect FROM deliveries WHERE kind IN ('whisper', 'say_directly')")
        )
        return Counter(questions[e["facts"]["answer"]] for e in effects if e["notice"] == "conflict")

    def commands(self) -> int:
        """Count the commands that were saved."""
        return int(self._rows("SELECT count(*) FROM inbox WHERE key LIKE 'command:%%'")[0][0])

    def confirmations(self) -> int:
        """Count the direct messages that say what was understood, or ask what an answer is for."""
        return len(self._said("understood", "which_question"))

    def deliveries(self) -> list[Row]:
        """List every delivery."""
        return [Row(*row) for row in self._rows("SELECT key, kind, state, message_ts FROM deliveries")]

    def digests(self) -> Counter[str]:
        """Count the digests that each person was promised, by the day they are of."""
        return Counter(str(person) for (person,) in self._rows("SELECT person FROM digests"))

    def promised(self) -> set[tuple[str, str]]:
        """List the digests that were promised and are not forgotten yet, by person and day."""
        rows = self._rows("SELECT person, local_date FROM digests")
        return {(str(person), str(day)) for person, day in rows}

    def is_finished(self) -> bool:
        """Tell whether nothing waits to happen."""
        waiting = self._rows("SELECT count(*) FROM deliveries WHERE state IN ('due', 'sending', 'ambiguous')")
        return int(waiting[0][0]) == 0

    def is_idle(self, now: datetime) -> bool:
        """Tell whether nothing waits to happen and nobody is to be reminded yet."""
        slots = table_of(DigestSlotRow)
        with self._engine.connect() as connection:
            due = connection.scalar(select(func.count()).select_from(slots).where(slots.c.next_digest_at <= now))
        return not due and self.is_finished()

    def is_whole(self) -> bool:
        """Tell whether SQLite finds nothing wrong with its file; PostgreSQL looks after itself."""
        return not self._is_sqlite or self._rows("PRAGMA integrity_check") == [("ok",)]

    def _said(self, *notices: str) -> list[dict[str, Any]]:
        """List the direct messages of some kinds."""
        said = self._rows("SELECT effect FROM deliveries WHERE kind = 'say_directly'")
        effects = [json.loads(effect) if isinstance(effect, str) else effect for (effect,) in said]
        return [effect for effect in effects if effect["notice"] in notices]

    def _rows(self, statement: str) -> list[tuple[Any, ...]]:
        with self._engine.connect() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(statement)]


def posts_of(running: RunningSandbox) -> list[Message]:
    """List every message the app has in the workspace, threads included."""
    bot = running.sandbox.installation.bot_user.id
    found = {
        (conversation.id, message.ts): message
        for conversation in list(running.sandbox.workspace.conversations.values())
        for root in conversation.flow()
        for message in (root, *conversation.thread(root.ts))
    }
    return [message for message in found.values() if message.user == bot]


def keys_of(posts: list[Message]) -> Counter[str]:
    """Count the messages of each delivery."""
    keys = (((post.metadata or {}).get("event_payload") or {}).get("k") for post in posts)
    return Counter(str(key) for key in keys if key)


def day_of(message: Message) -> date:
    """Return the day of a message."""
    return datetime.fromtimestamp(float(message.ts), UTC).date()
