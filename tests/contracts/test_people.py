"""What every store of people does."""

from dataclasses import replace
from datetime import date, time, timedelta

from bot.domain.people import NudgePreferences, Person
from bot.ports import TURN, DueDigest
from tests.builders import OPENED_AT, a_person

EARLY = NudgePreferences(
    zone="Asia/Kolkata",
    starts_at=time(7, 30),
    ends_at=time(15, 0),
    days=frozenset({0, 2, 6}),
    country="IN",
    away_from=date(2026, 3, 9),
    away_until=date(2026, 3, 13),
    stand_in="UBEN",
    digest=False,
)


def schedule(database, **slots):
    with database.write() as tx:
        for person, at in slots.items():
            tx.people.schedule_digest("T1", person, at)


def claim(database, now, limit=10):
    with database.write() as tx:
        return tx.people.claim_due(now, limit)


def test_an_account_comes_back_as_it_was_stored(database):
    person = a_person(is_bot=True, is_deactivated=True, is_guest=True, is_external=True, seen_at=OPENED_AT)

    with database.write() as tx:
        tx.people.put(person)

    with database.read() as tx:
        assert person == tx.people.find("T1", "UANA")
        assert tx.people.find("T2", "UANA") is None


def test_an_account_described_again_replaces_the_old_description(database):
    with database.write() as tx:
        tx.people.put(a_person())
        tx.people.put(a_person(name="Ana María", zone="Europe/Madrid"))

    with database.read() as tx:
        assert a_person(name="Ana María", zone="Europe/Madrid") == tx.people.find("T1", "UANA")


def test_who_set_nothing_has_the_defaults(database):
    with database.read() as tx:
        assert NudgePreferences() == tx.people.preferences_of("T1", "UANA")


def test_preferences_come_back_as_they_were_set(database):
    with database.write() as tx:
        tx.people.put_preferences("T1", "UANA", NudgePreferences())
        tx.people.put_preferences("T1", "UANA", EARLY)

    with database.read() as tx:
        assert tx.people.preferences_of("T1", "UANA") == EARLY
        assert NudgePreferences() == tx.people.preferences_of("T2", "UANA")


def test_a_person_has_one_next_digest(database):
    schedule(database, UANA=OPENED_AT)
    schedule(database, UANA=OPENED_AT + timedelta(days=1))

    with database.read() as tx:
        assert OPENED_AT + timedelta(days=1) == tx.people.next_digest_of("T1", "UANA")
        assert tx.people.next_digest_of("T2", "UANA") is None


def test_who_owes_nothing_has_no_next_digest(database):
    schedule(database, UANA=OPENED_AT)
    schedule(database, UANA=None)

    with database.read() as tx:
        assert tx.people.next_digest_of("T1", "UANA") is None


def test_who_named_a_stand_in_is_found_in_their_own_workspace_only(database):
    with database.write() as tx:
        for workspace, person in (("T1", "UCLEO"), ("T1", "UANA"), ("T2", "UDANA")):
            tx.people.put_preferences(workspace, person, EARLY)
        tx.people.put_preferences("T1", "UEVE", NudgePreferences())

    with database.read() as tx:
        assert ("UANA", "UCLEO") == tx.people.list_who_named("T1", "UBEN")
        assert () == tx.people.list_who_named("T1", "UANA")


def test_due_digests_are_claimed_the_oldest_first_with_person_and_preferences(database):
    with database.write() as tx:
        tx.people.put(a_person())
        tx.people.put_preferences("T1", "UANA", EARLY)
    schedule(database, UANA=OPENED_AT, UBEN=OPENED_AT - timedelta(hours=1), UCLEO=OPENED_AT + timedelta(seconds=1))

    claimed = claim(database, OPENED_AT)

    ben = Person(workspace="T1", id="UBEN", name="UBEN")
    assert (
        DueDigest(person=ben, preferences=NudgePreferences(), due_at=OPENED_AT - timedelta(hours=1)),
        DueDigest(person=a_person(), preferences=EARLY, due_at=OPENED_AT),
    ) == claimed


def test_a_claimed_digest_is_not_claimed_again(database):
    schedule(database, UANA=OPENED_AT)

    claims = [claim(database, OPENED_AT), claim(database, OPENED_AT)]

    assert [len(claimed) for claimed in claims] == [1, 0]


def test_no_more_digests_are_claimed_than_asked_for(database):
    schedule(database, UANA=OPENED_AT, UBEN=OPENED_AT, UCLEO=OPENED_AT)

    claims = [claim(database, OPENED_AT, limit=2), claim(database, OPENED_AT, limit=2)]

    people = [digest.person.id for claimed in claims for digest in claimed]
    assert ([2, 1], {"UANA", "UBEN", "UCLEO"}) == ([len(claimed) for claimed in claims], set(people))


def test_the_digest_of_a_local_date_is_claimed_once(database):
    with database.write() as tx:
        answers = [tx.people.note_digest("T1", "UANA", date(2026, 3, 2)) for _ in range(2)]
    with database.write() as tx:
        answers.append(tx.people.note_digest("T1", "UANA", date(2026, 3, 2)))
        answers.append(tx.people.note_digest("T1", "UANA", date(2026, 3, 3)))
        answers.append(tx.people.note_digest("T2", "UANA", date(2026, 3, 2)))

    assert answers == [True, False, False, True, True]


def test_the_latest_digest_is_known(database):
    with database.write() as tx:
        for day in (2, 4, 3):
            tx.people.note_digest("T1", "UANA", date(2026, 3, day))

    with database.read() as tx:
        assert date(2026, 3, 4) == tx.people.last_digest_of("T1", "UANA")
        assert tx.people.last_digest_of("T1", "UBEN") is None


def test_digests_of_earlier_dates_are_forgotten_and_the_others_are_not(database):
    with database.write() as tx:
        for person, day in (("UANA", 2), ("UANA", 3), ("UBEN", 2), ("UBEN", 4)):
            tx.people.note_digest("T1", person, date(2026, 3, day))

    with database.write() as tx:
        forgotten = tx.people.forget_digests_before(date(2026, 3, 3))

    with database.write() as tx:
        noted_again = [tx.people.note_digest("T1", "UANA", date(2026, 3, day)) for day in (2, 3)]
    assert (2, [True, False]) == (forgotten, noted_again)


def test_what_is_known_of_a_person_follows_what_the_transaction_changes(database):
    with database.write() as tx:
        before = (tx.people.find("T1", "UANA"), tx.people.preferences_of("T1", "UANA").digest)
        tx.people.put(a_person())
        tx.people.put_preferences("T1", "UANA", NudgePreferences(digest=False))
        tx.people.note_digest("T1", "UANA", date(2026, 3, 2))
        after = (tx.people.find("T1", "UANA"), tx.people.preferences_of("T1", "UANA").digest)

        assert ((None, True), (a_person(), False)) == (before, after)
        assert date(2026, 3, 2) == tx.people.last_digest_of("T1", "UANA")


def test_what_is_known_of_whoever_is_due_follows_their_digest(database):
    with database.write() as tx:
        tx.people.note_digest("T1", "UANA", date(2026, 3, 4))
        tx.people.schedule_digest("T1", "UANA", OPENED_AT)

    with database.write() as tx:
        tx.people.claim_due(OPENED_AT, 1)
        known = [tx.people.last_digest_of("T1", "UANA")]
        for day in (3, 5):
            tx.people.note_digest("T1", "UANA", date(2026, 3, day))
            known.append(tx.people.last_digest_of("T1", "UANA"))

    assert [date(2026, 3, day) for day in (4, 4, 5)] == known


def test_the_direct_conversation_is_known_from_both_sides(database):
    with database.write() as tx:
        tx.people.put_direct_channel("T1", "UANA", "D0")
        tx.people.put_direct_channel("T1", "UANA", "D1")

    with database.read() as tx:
        assert tx.people.direct_channel_of("T1", "UANA") == "D1"
        assert tx.people.find_by_direct_channel("T1", "D1") == "UANA"
        assert [
            tx.people.direct_channel_of("T2", "UANA"),
            tx.people.find_by_direct_channel("T2", "D1"),
            tx.people.find_by_direct_channel("T1", "D0"),
        ] == [None, None, None]


def test_what_is_scheduled_can_be_listed_in_order_and_stays_scheduled(database):
    later, sooner = OPENED_AT + timedelta(days=2), OPENED_AT + timedelta(days=1)
    with database.write() as tx:
        tx.people.schedule_digest("T1", "UANA", later)
        tx.people.schedule_digest("T2", "UBEN", sooner)

    with database.read() as tx:
        listed = [(slot.person.workspace, slot.person.id, slot.due_at) for slot in tx.people.list_scheduled(10)]
        first = tx.people.list_scheduled(1)

    assert [("T2", "UBEN", sooner), ("T1", "UANA", later)] == listed
    assert ["UBEN"] == [slot.person.id for slot in first]
    with database.write() as tx:
        assert len(tx.people.claim_due(later, 10)) == 2


def test_somebody_who_was_taken_and_not_scheduled_comes_again_soon(database):
    schedule(database, UANA=OPENED_AT)

    taken = [len(claim(database, at)) for at in (OPENED_AT, OPENED_AT, OPENED_AT + TURN)]

    assert [1, 0, 1] == taken


def test_somebody_who_was_taken_and_scheduled_comes_when_that_says(database):
    schedule(database, UANA=OPENED_AT)
    claim(database, OPENED_AT)

    schedule(database, UANA=OPENED_AT + timedelta(days=1))

    assert [0, 1] == [len(claim(database, OPENED_AT + by)) for by in (TURN, timedelta(days=1))]


def test_a_stand_in_is_dropped_and_nothing_else_that_was_set(database):
    with database.write() as tx:
        tx.people.put_preferences("T1", "UANA", EARLY)
        tx.people.drop_stand_in("T1", "UANA", "USOMEBODYELSE")
        kept = tx.people.preferences_of("T1", "UANA")
        tx.people.drop_stand_in("T1", "UANA", "UBEN")

    with database.read() as tx:
        assert (EARLY, replace(EARLY, stand_in=None)) == (kept, tx.people.preferences_of("T1", "UANA"))


def test_only_the_people_of_the_workspace_of_the_process_are_due(database):
    schedule(database, UANA=OPENED_AT)
    with database.write() as tx:
        tx.people.schedule_digest("T2", "UBEN", OPENED_AT - timedelta(days=1))

    database.keep_to("T1")

    assert ["UANA"] == [due.person.id for due in claim(database, OPENED_AT, 1)]


def test_the_other_workspaces_are_named_in_which_somebody_waits_for_a_reminder(database):
    schedule(database, UANA=OPENED_AT, UBEN=OPENED_AT)

    assert ((), ("T1",)) == (database.keep_to("T1"), database.keep_to("T2"))
