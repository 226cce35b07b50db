"""Going through what a day brings once at the start, and taking it back: the first time costs ten times the second.

Statements are composed when they are first needed, inside the transaction that needs them. Unrehearsed, whoever
answers first would wait for that, and so would everybody else while the first reminder of a process is prepared.
"""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.alignment import Alignment, Answer, Consent, MessageRef, Ownership, Provenance, Silence, Waiver
from bot.domain.delivery import Lane
from bot.domain.effects import Hear, Heard, SendDigest, UpdateCard
from bot.domain.errors import NotStored
from bot.domain.people import NudgePreferences, Person
from bot.domain.verdict import Assessment, Verdict
from bot.ports import Database, Transaction

#: No workspace of Slack has this name.
NOWHERE = "rehearsal"
NOBODY = "nobody"
#: What is rehearsed was due before anything else, so that nothing else is touched.
LONG_AGO = datetime(2000, 1, 3, 12, 0, tzinfo=UTC)


class _Over(Exception):
    """The rehearsal is over, and nothing of it stays."""


def rehearse(database: Database) -> None:
    """Open, answer, remind and deliver in one transaction that is rolled back; a busy database is left in peace."""
    with suppress(NotStored, _Over), database.write() as tx:
        tx.inbox.accept(NOWHERE)
        _answer(tx, LONG_AGO)
        _remind(tx, LONG_AGO)
        _deliver(tx, LONG_AGO)
        raise _Over


def _answer(tx: Transaction, now: datetime) -> None:
    known = _alignment(now)
    tx.alignments.add(known)
    tx.alignments.concerns(NOWHERE, MessageRef(channel=known.channel, ts="1.2"), "1.1")
    tx.alignments.find_by_thread(NOWHERE, known.channel, "1.1")
    tx.alignments.whereabouts(NOWHERE, known.id)
    before = tx.alignments.get(NOWHERE, known.id)
    tx.alignments.record(NOWHERE, known.id, _reply(now))
    saved = tx.alignments.save(replace(before.nudged(NOBODY, ("ownership",), now), silences={}, waivers=()))
    tx.alignments.save(replace(saved, owners={}))
    tx.alignments.list_owed_by(NOWHERE, NOBODY)
    tx.alignments.list_involving(NOWHERE, NOBODY)


def _remind(tx: Transaction, now: datetime) -> None:
    tx.people.put(Person(workspace=NOWHERE, id=NOBODY, name=NOBODY))
    tx.people.put_preferences(NOWHERE, NOBODY, NudgePreferences())
    tx.people.find(NOWHERE, NOBODY)
    tx.people.preferences_of(NOWHERE, NOBODY)
    tx.people.keep_others_out(NOWHERE, NOBODY)
    tx.people.schedule_digest(NOWHERE, NOBODY, now)
    tx.people.claim_due(now, 1)
    tx.people.schedule_digest(NOWHERE, NOBODY, None)
    tx.people.note_digest(NOWHERE, NOBODY, now.date())
    tx.people.last_digest_of(NOWHERE, NOBODY)


def _deliver(tx: Transaction, now: datetime) -> None:
    tx.deliveries.add(NOWHERE, SendDigest(person=NOBODY, local_date=now.date().isoformat()), due_at=now)
    tx.deliveries.add(NOWHERE, UpdateCard(alignment_id=NOWHERE, channel=NOWHERE), due_at=now)
    tx.deliveries.next_due_at()
    tx.deliveries.oldest_begun_at()
    tx.deliveries.add(NOWHERE, Hear(what=Heard.SAID, person=NOBODY, channel=NOWHERE, ts="1.2"), due_at=now)
    for heard in tx.deliveries.claim(Lane.HEARING, now, 1):
        tx.deliveries.forget(heard)
    for delivery in tx.deliveries.claim(Lane.PATIENT, now, 1):
        tx.deliveries.mark_sent(delivery, MessageRef(channel=NOWHERE, ts="1.1"))
    tx.deliveries.find_latest(NOWHERE, NOWHERE, "post_card")
    tx.deliveries.find_sent(NOWHERE, MessageRef(channel=NOWHERE, ts="1.1"))


def _alignment(now: datetime) -> Alignment:
    today, tomorrow = now.date(), now + timedelta(days=1)
    owned = Ownership(artifact="ownership", person=NOBODY, consent=Consent.ASKED, since=now, named_by=NOBODY)
    waiver = Waiver(subject="ownership", reason=NOWHERE, author=NOBODY, granted_on=today, expires_on=tomorrow.date())
    return Alignment(
        id=NOWHERE,
        workspace=NOWHERE,
        channel=NOWHERE,
        facilitator=NOBODY,
        title=NOWHERE,
        met_on=today,
        opened_at=now,
        participants=(NOBODY,),
        owners={"ownership": owned},
        waivers=(waiver,),
        silences={NOBODY: Silence(person=NOBODY, until=tomorrow, is_promise=False, made_at=now)},
    )


def _reply(now: datetime) -> Answer:
    return Answer(
        id=NOWHERE,
        field="ownership.accountable",
        text=NOBODY,
        author=NOBODY,
        answered_at=now,
        provenance=Provenance.THREAD,
        question=NOWHERE,
        catalogue_version=NOWHERE,
        assessment=Assessment(verdict=Verdict.VAGUE),
        revision=1,
    )
