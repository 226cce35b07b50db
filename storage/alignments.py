"""Alignments: looked up by their keys, loaded whole where they changed, saved where they changed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, Select

from bot.domain.alignment import Alignment, Answer, MessageRef
from bot.domain.errors import AnsweredMeanwhile, StaleAlignment, UnknownAlignment
from bot.domain.glimpses import Glimpse, Whereabouts
from storage import alignment_queries as queries
from storage.alignment_loading import alignments_whole, answer_from
from storage.alignment_parts import add_parts, alignment_values, answer_values, save_parts
from storage.memory import Memory
from storage.rows import AlignmentRow, AnswerRow, table_of
from storage.statements import add_new

_alignments = table_of(AlignmentRow)
_answers = table_of(AnswerRow)

_Key = tuple[str, str]


class SqlAlignments:
    """The aggregate over its tables.

    What a transaction loaded it keeps, so that saving writes the parts that differ; the revision tells whether it is
    still so. What nobody has changed yet is kept in the memory of the process as well, for the next transaction.
    Where `locks` is set, a loaded alignment stays locked.
    """

    def __init__(self, connection: Connection, memory: Memory, *, locks: bool) -> None:
        self._connection = connection
        self._memory = memory
        self._locks = locks
        self._loaded: dict[_Key, Alignment] = {}
        self._outdated: set[_Key] = set()
        self._changed: set[_Key] = set()
        self._answered: set[_Key] = set()

    def add(self, alignment: Alignment) -> None:
        """Store a new alignment with all its parts."""
        key = (alignment.workspace, alignment.id)
        self._changed.add(key)
        self._connection.execute(_alignments.insert(), alignment_values(alignment))
        add_parts(self._connection, alignment)
        for answer in alignment.answers.values():
            self.record(alignment.workspace, alignment.id, answer)
        self._answered.discard(key)  # nobody has seen it without them
        self._loaded[key] = alignment

    def get(self, workspace: str, alignment_id: str) -> Alignment:
        """Return it whole, or raise UnknownAlignment."""
        found = self._load_one(queries.by_id(locks=self._locks), {"workspace": workspace, "id": alignment_id})
        if found is None:
            raise UnknownAlignment(id=alignment_id)
        return found

    def whereabouts(self, workspace: str, alignment_id: str) -> Whereabouts:
        """Return where it can be reached, without loading it, or raise UnknownAlignment."""
        found = self._connection.execute(queries.reach(), {"workspace": workspace, "id": alignment_id}).one_or_none()
        if found is None:
            raise UnknownAlignment(id=alignment_id)
        return Whereabouts(channel=found.channel, thread_ts=found.thread_ts, is_muted=found.is_muted)

    def save(self, alignment: Alignment) -> Alignment:
        """Store everything but answers, and return it with the next revision; raise StaleAlignment if it moved on."""
        key = (alignment.workspace, alignment.id)
        saved = replace(alignment, revision=alignment.revision + 1)
        loaded = self._loaded.get(key)
        before = loaded if loaded and loaded.revision == alignment.revision else None
        self._changed.add(key)
        self._set(alignment, _differences(saved, before))
        save_parts(self._connection, saved, before)
        if loaded is None or loaded.answers != saved.answers:
            self._outdated.add(key)
        self._answered.discard(key)
        self._loaded[key] = saved
        return saved

    def record(self, workspace: str, alignment_id: str, answer: Answer) -> None:
        """Append an answer; raise AnsweredMeanwhile when that revision of the field exists already."""
        values = answer_values(answer)
        key = (workspace, alignment_id)
        self._changed.add(key)
        if not add_new(self._connection, _answers, workspace=workspace, alignment_id=alignment_id, **values):
            raise AnsweredMeanwhile(field=answer.field)
        if not answer.is_set_aside:
            self._outdated.add(key)
            self._answered.add(key)

    def finish(self) -> None:
        """Let an alignment that was answered and not saved take another revision, as by every change."""
        for workspace, alignment_id in sorted(self._answered):
            self._connection.execute(queries.count_up(), {"seen_workspace": workspace, "seen_id": alignment_id})

    def history(self, workspace: str, alignment_id: str, field: str | None = None) -> tuple[Answer, ...]:
        """List the answers ever given, oldest first; of one field, or of all."""
        given = {"workspace": workspace, "alignment": alignment_id, "field": field}
        rows = self._connection.execute(queries.answers_given(of_field=field is not None), given).mappings()
        return tuple(answer_from(row) for row in rows)

    def answers(self, workspace: str, alignment_id: str, ids: Sequence[str]) -> tuple[Answer, ...]:
        """Return those of the answers ever given that have these ids, in this order."""
        named = {"workspace": workspace, "alignment": alignment_id, "ids": list(ids)}
        rows = self._connection.execute(queries.answers_named(), named).mappings() if ids else ()
        found = {row["id"]: answer_from(row) for row in rows}
        return tuple(found[answer_id] for answer_id in ids if answer_id in found)

    def latest_revision(self, workspace: str, alignment_id: str, field: str) -> int:
        """Return the highest revision a field was answered in, set aside or not; 0 when it never was."""
        place = {"workspace": workspace, "alignment": alignment_id, "field": field}
        return self._connection.scalar(queries.latest_revision(), place) or 0

    def find_by_thread(self, workspace: str, channel: str, thread_ts: str) -> Alignment | None:
        """Return the alignment whose thread that is."""
        place = {"workspace": workspace, "channel": channel, "thread_ts": thread_ts}
        return self._load_one(queries.by_thread(locks=self._locks), place)

    def concerns(self, workspace: str, message: MessageRef, thread_ts: str | None) -> bool:
        """Tell whether a message belongs to an alignment's thread, or an answer was taken from it."""
        place = {"workspace": workspace, "channel": message.channel, "ts": message.ts, "thread_ts": thread_ts}
        return bool(self._connection.scalar(queries.concern(), place))

    def find_by_source(self, workspace: str, source: MessageRef) -> tuple[Alignment, Answer] | None:
        """Return the newest answer that was taken from that Slack message."""
        place = {"workspace": workspace, "channel": source.channel, "ts": source.ts}
        row = self._connection.execute(queries.answer_from_message(), place).mappings().one_or_none()
        return (self.get(workspace, row["alignment_id"]), answer_from(row)) if row else None

    def change_channel(self, workspace: str, old: str, new: str) -> None:
        """Follow a channel that has another id now: its alignments, the oldest first, and where answers came from."""
        touching = queries.touched_by_channel(locks=self._locks)
        touched = self._connection.execute(touching, {"workspace": workspace, "old": old}).all()
        for statement in (queries.source_change(), queries.channel_change()):
            self._connection.execute(statement, {"of_workspace": workspace, "old": old, "new": new})
        for row in touched:
            key = (row.workspace, row.id)
            self._changed.add(key)
            self._outdated.add(key)
            self._connection.execute(queries.count_up(), {"seen_workspace": row.workspace, "seen_id": row.id})

    def list_in_channel(self, workspace: str, channel: str, limit: int = 50) -> tuple[Alignment, ...]:
        """List the channel's alignments, the newest first."""
        return self._load(queries.in_channel(), {"workspace": workspace, "channel": channel, "limit": limit})

    def glimpses(self, workspace: str, channel: str) -> tuple[Glimpse, ...]:
        """Return a glimpse of every alignment of the channel, the newest first."""
        rows = self._connection.execute(queries.glimpses(), {"workspace": workspace, "channel": channel}).mappings()
        return tuple(Glimpse(**row) for row in rows)

    def list_these(self, workspace: str, ids: Sequence[str]) -> tuple[Alignment, ...]:
        """List those of the alignments that have these ids, in this order."""
        found = self._load(queries.by_ids(), {"workspace": workspace, "ids": list(ids)}) if ids else ()
        return tuple(sorted(found, key=lambda alignment: ids.index(alignment.id)))

    def list_owed_by(self, workspace: str, person: str) -> tuple[Alignment, ...]:
        """List open alignments in which the person owns an artifact or is the facilitator; oldest first."""
        return self._load(queries.owed(), {"workspace": workspace, "person": person})

    def list_involving(self, workspace: str, person: str, limit: int = 50) -> tuple[Alignment, ...]:
        """List alignments the person facilitates, owns something in, or took part in, the newest first."""
        return self._load(queries.involving(), {"workspace": workspace, "person": person, "limit": limit})

    def list_open(self, limit: int, *, after: Alignment | None) -> tuple[Alignment, ...]:
        """List open alignments of every workspace, by workspace and id, from the first one after the given one."""
        workspace, last = (after.workspace, after.id) if after else ("", "")
        return self._load(queries.open_after(), {"after_workspace": workspace, "after_id": last, "limit": limit})

    def list_out_of_reach(self, limit: int) -> tuple[Alignment, ...]:
        """List open alignments of every workspace of which nobody is reminded, since their channel is out of reach."""
        return self._load(queries.out_of_reach(), {"limit": limit})

    def list_expiring(self, today: date) -> tuple[Alignment, ...]:
        """List alignments, open or complete, with a waiver that has expired by that day and is still recorded."""
        return self._load(queries.expiring(), {"today": today})

    def count_opened_by(self, workspace: str, person: str, since: datetime) -> int:
        """Count what the person started since the instant."""
        opened = {"workspace": workspace, "person": person, "since": since}
        return self._connection.scalar(queries.number_opened(), opened) or 0

    def _load_one(self, statement: Select[Any], given: dict[str, Any]) -> Alignment | None:
        found = self._load(statement, given)
        return found[0] if found else None

    def _load(self, statement: Select[Any], given: dict[str, Any] | None = None) -> tuple[Alignment, ...]:
        """Look up which alignments are wanted and in which revision, and load those that are not known so."""
        keys = self._connection.execute(statement, given).all()
        for workspace, of_workspace in groupby(keys, key=_workspace_of):
            unknown = [row.id for row in of_workspace if not self._knows(row)]
            for alignment in alignments_whole(self._connection, workspace, unknown) if unknown else ():
                self._keep(alignment)
        return tuple(self._loaded[row.workspace, row.id] for row in keys)

    def _knows(self, row: Row[Any]) -> bool:
        """Tell whether this revision was loaded or saved by this transaction, or read by an earlier one."""
        key = (row.workspace, row.id)
        if key in self._outdated:
            return False
        known = self._loaded.get(key)
        if known is not None and known.revision == row.revision:
            return True
        remembered = None if key in self._changed else self._memory.find(*key, row.revision)
        if remembered is None:
            return False
        self._loaded[key] = remembered
        return True

    def _keep(self, alignment: Alignment) -> None:
        """Keep what was read; what this transaction has changed may still be rolled back, and is not remembered."""
        key = (alignment.workspace, alignment.id)
        self._loaded[key] = alignment
        self._outdated.discard(key)
        if key not in self._changed:
            self._memory.put(alignment)

    def _set(self, seen: Alignment, values: dict[str, Any]) -> None:
        as_seen = {"seen_workspace": seen.workspace, "seen_id": seen.id, "seen_revision": seen.revision}
        if self._connection.execute(queries.change(), {**values, **as_seen}).rowcount != 1:
            raise StaleAlignment()


def _differences(alignment: Alignment, before: Alignment | None) -> dict[str, Any]:
    """Return what its own row must be told, apart from the revision: nothing, where only parts have changed."""
    values = alignment_values(alignment)
    is_same = before is not None and alignment_values(replace(before, revision=alignment.revision)) == values
    return {} if is_same else {name: value for name, value in values.items() if name != "revision"}


def _workspace_of(row: Row[Any]) -> str:
    workspace: str = row.workspace
    return workspace
