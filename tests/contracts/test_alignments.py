"""What every store of alignments does."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.alignment import ENDLESS, Escalation, MessageRef, Provenance, Status
from bot.domain.catalogue import Depth
from bot.domain.errors import AnsweredMeanwhile, StaleAlignment, UnknownAlignment
from bot.domain.glimpses import Glimpse, Whereabouts
from bot.domain.review import REVIEW
from bot.domain.verdict import Verdict
from tests.builders import (
    OPENED_AT,
    a_finding,
    a_message,
    a_silence,
    a_waiver,
    an_alignment,
    an_answer,
    an_assessment,
    an_ownership,
)

DECISION = "capability.decision"


def add(database, *alignments):
    with database.write() as tx:
        for alignment in alignments:
            tx.alignments.add(alignment)


def ids(alignments):
    return [alignment.id for alignment in alignments]


def a_full_alignment():
    vague = an_assessment(Verdict.VAGUE, missing=("limit", "window"), findings=(a_finding(), a_finding(slot=None)))
    return an_alignment(
        an_answer(),
        an_answer("success_criteria.metric", source=a_message(), assessment=vague, provenance=Provenance.FORM),
        depth=Depth.HIGH,
        participants=("UBEN", "UANA", "UCLEO"),
        status=Status.COMPLETE,
        completed_at=OPENED_AT + timedelta(days=2),
        thread_ts="1772442000.000100",
        is_muted=True,
        version=2,
        asked=("ownership.accountable_owner", DECISION),
        skipped=("monitoring.alarm",),
        owners={
            "monitoring": an_ownership(),
            "capability": an_ownership(
                "capability", nudges=3, last_nudged_at=OPENED_AT, escalation=Escalation.FACILITATOR
            ),
        },
        waivers=(a_waiver("rollback"), a_waiver("monitoring")),
        silences={"UBEN": a_silence(), "UCLEO": a_silence("UCLEO", is_promise=True)},
    )


def test_an_alignment_comes_back_as_it_was_stored(database):
    alignment = a_full_alignment()

    add(database, alignment)

    with database.read() as tx:
        assert alignment == tx.alignments.get("T1", "A1")


def test_everything_but_answers_is_saved(database):
    add(database, an_alignment())
    full = a_full_alignment()

    with database.write() as tx:
        tx.alignments.get("T1", "A1")
        saved = tx.alignments.save(full)

    with database.read() as tx:
        stored = tx.alignments.get("T1", "A1")
    assert replace(full, answers={}, revision=1) == stored
    assert full.answers == saved.answers


def test_parts_that_are_gone_are_gone_after_saving(database):
    add(database, a_full_alignment())

    with database.write() as tx:
        seen = tx.alignments.get("T1", "A1")
        tx.alignments.save(replace(seen, owners={}, waivers=(), silences={}, participants=()))

    with database.read() as tx:
        stored = tx.alignments.get("T1", "A1")
    assert (stored.owners, stored.waivers, stored.silences, stored.participants) == ({}, (), {}, ())


def test_an_alignment_can_be_saved_without_being_loaded_first(database):
    add(database, a_full_alignment())

    with database.write() as tx:
        tx.alignments.save(a_full_alignment().without_waiver("rollback"))

    with database.read() as tx:
        assert (a_waiver("monitoring"),) == tx.alignments.get("T1", "A1").waivers


def test_what_was_saved_is_seen_in_the_same_transaction(database):
    add(database, an_alignment())

    with database.write() as tx:
        saved = tx.alignments.save(replace(tx.alignments.get("T1", "A1"), title="Returns copilot"))

        assert saved == tx.alignments.get("T1", "A1")


def test_an_alignment_can_be_saved_twice_in_a_transaction(database):
    add(database, an_alignment())

    with database.write() as tx:
        once = tx.alignments.save(tx.alignments.get("T1", "A1").with_waiver(a_waiver()))
        twice = tx.alignments.save(once.without_waiver("monitoring"))

    with database.read() as tx:
        assert twice == tx.alignments.get("T1", "A1")


def test_an_alignment_that_moved_on_is_not_overwritten(database):
    add(database, an_alignment())
    with database.read() as tx:
        seen = tx.alignments.get("T1", "A1")
    with database.write() as tx:
        tx.alignments.save(tx.alignments.get("T1", "A1").with_skipped("monitoring.alarm"))

    with pytest.raises(StaleAlignment), database.write() as tx:
        tx.alignments.save(seen)

    with database.read() as tx:
        assert tx.alignments.get("T1", "A1").skipped == ("monitoring.alarm",)


def test_an_unknown_alignment_is_refused(database):
    with pytest.raises(UnknownAlignment), database.read() as tx:
        tx.alignments.get("T1", "A1")


def test_an_alignment_of_another_workspace_is_unknown(database):
    add(database, an_alignment(workspace="T2"))

    with pytest.raises(UnknownAlignment), database.read() as tx:
        tx.alignments.get("T1", "A1")


def test_two_workspaces_may_use_the_same_id(database):
    add(database, an_alignment(an_answer()), an_alignment(workspace="T2", title="Other"))

    with database.read() as tx:
        assert an_alignment(workspace="T2", title="Other") == tx.alignments.get("T2", "A1")


def test_the_newest_answer_is_current_and_the_older_ones_are_kept(database):
    first, second = an_answer(), an_answer(revision=2, text="Approve refunds up to 300 euros.")
    add(database, an_alignment(first))

    with database.write() as tx:
        tx.alignments.record("T1", "A1", second)

    with database.read() as tx:
        assert {DECISION: second} == tx.alignments.get("T1", "A1").answers
        assert (first, second) == tx.alignments.history("T1", "A1")


def test_an_answer_set_aside_is_kept_and_not_current(database):
    first, crossed = an_answer(), an_answer(revision=2, is_set_aside=True)
    add(database, an_alignment(first))

    with database.write() as tx:
        tx.alignments.record("T1", "A1", crossed)

    with database.read() as tx:
        assert {DECISION: first} == tx.alignments.get("T1", "A1").answers
        assert (first, crossed) == tx.alignments.history("T1", "A1")


def test_the_second_of_two_answers_of_one_revision_is_refused(database):
    add(database, an_alignment(an_answer()))

    with pytest.raises(AnsweredMeanwhile), database.write() as tx:
        tx.alignments.record("T1", "A1", an_answer(text="Something else."))

    with database.read() as tx:
        assert (an_answer(),) == tx.alignments.history("T1", "A1")


def test_a_transaction_goes_on_after_an_answer_was_refused(database):
    add(database, an_alignment(an_answer()))
    aside = an_answer(revision=2, is_set_aside=True)

    with database.write() as tx:
        with pytest.raises(AnsweredMeanwhile):
            tx.alignments.record("T1", "A1", an_answer(text="Something else."))
        tx.alignments.record("T1", "A1", aside)

    with database.read() as tx:
        assert (an_answer(), aside) == tx.alignments.history("T1", "A1")


def test_some_of_the_answers_ever_given_are_found_in_the_order_asked_for(database):
    first, second = an_answer(id="N1"), an_answer(id="N2", revision=2)
    other = an_answer("success_criteria.metric", id="N3")
    add(database, an_alignment(first, other))
    with database.write() as tx:
        tx.alignments.record("T1", "A1", second)

    with database.read() as tx:
        assert (other, first) == tx.alignments.answers("T1", "A1", ("N3", "gone", "N1"))
        assert () == tx.alignments.answers("T1", "A1", ())


def test_answers_are_found_only_in_their_own_alignment_and_workspace(database):
    add(database, an_alignment(an_answer(id="N1")))

    with database.read() as tx:
        assert () == tx.alignments.answers("T2", "A1", ("N1",))
        assert () == tx.alignments.answers("T1", "A2", ("N1",))


def test_the_latest_revision_of_a_field_counts_what_was_set_aside(database):
    add(database, an_alignment(an_answer()))
    with database.write() as tx:
        tx.alignments.record("T1", "A1", an_answer(revision=2, is_set_aside=True))

    with database.read() as tx:
        assert 2 == tx.alignments.latest_revision("T1", "A1", an_answer().field)
        assert 0 == tx.alignments.latest_revision("T1", "A1", "success_criteria.metric")
        assert 0 == tx.alignments.latest_revision("T2", "A1", an_answer().field)


def test_history_can_be_narrowed_to_a_field(database):
    metric = an_answer("success_criteria.metric")
    add(database, an_alignment(an_answer(), metric))

    with database.read() as tx:
        assert (metric,) == tx.alignments.history("T1", "A1", "success_criteria.metric")
        assert tx.alignments.history("T2", "A1") == ()


def test_where_an_alignment_can_be_reached_is_known_without_loading_it(database):
    add(database, an_alignment(thread_ts="1.0"), an_alignment(id="A2", is_muted=True))

    with database.read() as tx:
        assert Whereabouts(channel="C1", thread_ts="1.0", is_muted=False) == tx.alignments.whereabouts("T1", "A1")
        assert Whereabouts(channel="C1", thread_ts=None, is_muted=True) == tx.alignments.whereabouts("T1", "A2")


@pytest.mark.parametrize(("workspace", "alignment_id"), [("T2", "A1"), ("T1", "A9")])
def test_an_unknown_alignment_can_be_reached_nowhere(database, workspace, alignment_id):
    add(database, an_alignment())

    with database.read() as tx, pytest.raises(UnknownAlignment):
        tx.alignments.whereabouts(workspace, alignment_id)


def test_an_alignment_is_found_by_its_thread(database):
    add(database, an_alignment(thread_ts="1.0"), an_alignment(id="A2", thread_ts="2.0"))

    with database.read() as tx:
        found = tx.alignments.find_by_thread("T1", "C1", "2.0")
        others = [tx.alignments.find_by_thread(*key) for key in (("T2", "C1", "2.0"), ("T1", "C2", "2.0"))]
    assert (found.id, others) == ("A2", [None, None])


@pytest.mark.parametrize(
    ("workspace", "message", "thread_ts", "is_ours"),
    [
        ("T1", a_message("5.5"), "1.0", True),
        ("T1", a_message(), None, True),
        ("T1", a_message(), "8.8", True),
        ("T1", a_message("5.5"), "8.8", False),
        ("T1", a_message("5.5"), None, False),
        ("T1", MessageRef(channel="C2", ts="5.5"), "1.0", False),
        ("T2", a_message(), "1.0", False),
        ("\ud800", a_message("\ud800", "\x00"), "\ud800", False),
    ],
)
def test_a_message_concerns_us_in_a_thread_of_ours_or_as_the_source_of_an_answer(
    database, workspace, message, thread_ts, is_ours
):
    add(database, an_alignment(an_answer(source=a_message()), thread_ts="1.0"))

    with database.read() as tx:
        assert is_ours == tx.alignments.concerns(workspace, message, thread_ts)


def test_an_answer_is_found_by_the_message_it_was_taken_from(database):
    older = an_answer(source=a_message())
    newer = an_answer(revision=2, source=a_message())
    add(database, an_alignment(older))
    with database.write() as tx:
        tx.alignments.record("T1", "A1", newer)

    with database.read() as tx:
        alignment, answer = tx.alignments.find_by_source("T1", a_message())
        others = [tx.alignments.find_by_source("T2", a_message()), tx.alignments.find_by_source("T1", a_message("9.9"))]
    assert ("A1", newer, [None, None]) == (alignment.id, answer, others)


def test_a_channel_lists_its_alignments_the_newest_first(database):
    add(
        database,
        an_alignment(id="A1"),
        an_alignment(id="A2", opened_at=OPENED_AT + timedelta(days=1)),
        an_alignment(id="A3"),
        an_alignment(id="A4", channel="C2"),
        an_alignment(id="A5", workspace="T2"),
    )

    with database.read() as tx:
        assert ids(tx.alignments.list_in_channel("T1", "C1")) == ["A2", "A3", "A1"]
        assert ids(tx.alignments.list_in_channel("T1", "C1", limit=1)) == ["A2"]


def test_a_glimpse_shows_all_of_a_channel_the_newest_first(database):
    add(
        database,
        an_alignment(id="A1", title="Claims", status=Status.CLOSED, waivers=(a_waiver("monitoring"),)),
        an_alignment(id="A2", opened_at=OPENED_AT + timedelta(days=1)),
        an_alignment(id="A3", title="Refunds", status=Status.COMPLETE, waivers=(a_waiver(REVIEW),)),
        an_alignment(id="A4", channel="C2", waivers=(a_waiver(REVIEW),)),
        an_alignment(id="A5", workspace="T2"),
    )

    with database.read() as tx:
        glimpses = tx.alignments.glimpses("T1", "C1")
    assert ["A2", "A3", "A1"] == ids(glimpses)
    assert Glimpse(id="A3", title="Refunds", status=Status.COMPLETE, has_review=True) == glimpses[1]
    assert Glimpse(id="A1", title="Claims", status=Status.CLOSED, has_review=False) == glimpses[2]


def test_alignments_are_listed_by_their_ids_in_the_order_of_these(database):
    add(database, *(an_alignment(an_answer(), id=f"A{number}") for number in range(1, 5)))
    add(database, an_alignment(id="A9", workspace="T2"))

    with database.read() as tx:
        listed = tx.alignments.list_these("T1", ("A3", "A1", "A9", "A4"))
        assert () == tx.alignments.list_these("T1", ())
    assert ["A3", "A1", "A4"] == ids(listed)
    assert all(alignment.answers for alignment in listed)


def test_what_a_person_owes_is_listed_the_oldest_first(database):
    owners = {"monitoring": an_ownership(person="UBEN")}
    add(
        database,
        an_alignment(id="A1", opened_at=OPENED_AT + timedelta(days=1), owners=owners),
        an_alignment(id="A2", facilitator="UBEN"),
        an_alignment(id="A3", owners=owners, status=Status.COMPLETE),
        an_alignment(id="A4", participants=("UBEN",)),
        an_alignment(id="A5", workspace="T2", owners=owners),
    )

    with database.read() as tx:
        assert ids(tx.alignments.list_owed_by("T1", "UBEN")) == ["A2", "A1"]


def test_listed_alignments_have_all_their_parts(database):
    alignments = [replace(a_full_alignment(), id=f"A{number}", status=Status.OPEN) for number in range(3)]
    add(database, *alignments)

    with database.read() as tx:
        assert tuple(alignments) == tx.alignments.list_owed_by("T1", "UBEN")


def test_open_alignments_of_every_workspace_are_listed_page_by_page(database):
    add(
        database,
        an_alignment(id="A3"),
        an_alignment(id="A1"),
        an_alignment(id="A2", status=Status.COMPLETE),
        an_alignment(id="A0", workspace="T2"),
    )

    with database.read() as tx:
        first = tx.alignments.list_open(2, after=None)
        second = tx.alignments.list_open(2, after=first[-1])

    assert ["A1", "A3"] == ids(first)
    assert [("T2", "A0")] == [(found.workspace, found.id) for found in second]


def test_open_alignments_out_of_reach_are_listed_from_every_workspace(database):
    add(
        database,
        an_alignment(id="A1", workspace="T2", is_muted=True),
        an_alignment(id="A1", is_muted=True),
        an_alignment(id="A2"),
        an_alignment(id="A3", is_muted=True, status=Status.CLOSED),
        an_alignment(id="A4", is_muted=True),
    )

    with database.read() as tx:
        lost = tx.alignments.list_out_of_reach(9)
        first = tx.alignments.list_out_of_reach(1)

    assert [("T1", "A1"), ("T1", "A4"), ("T2", "A1")] == [(found.workspace, found.id) for found in lost]
    assert ["A1"] == ids(first)


def test_what_a_person_is_involved_in_is_listed_the_newest_first(database):
    add(
        database,
        an_alignment(id="A1", facilitator="UBEN"),
        an_alignment(id="A2", owners={"monitoring": an_ownership(person="UBEN")}, status=Status.CLOSED),
        an_alignment(id="A3", participants=("UANA", "UBEN")),
        an_alignment(id="A4"),
        an_alignment(id="A5", workspace="T2", facilitator="UBEN"),
    )

    with database.read() as tx:
        assert ids(tx.alignments.list_involving("T1", "UBEN")) == ["A3", "A2", "A1"]
        assert ids(tx.alignments.list_involving("T1", "UBEN", limit=2)) == ["A3", "A2"]


def test_alignments_with_an_expired_waiver_are_listed_in_every_workspace(database):
    today = date(2026, 4, 2)
    expired = (a_waiver(expires_on=today), a_waiver("rollback", expires_on=today))
    add(
        database,
        an_alignment(id="A1", waivers=expired),
        an_alignment(id="A2", waivers=(a_waiver(expires_on=today + timedelta(days=1)),)),
        an_alignment(id="A3", waivers=expired, status=Status.COMPLETE),
        an_alignment(id="A4", waivers=expired, status=Status.CLOSED),
        an_alignment(id="A1", workspace="T2", waivers=expired),
    )

    with database.read() as tx:
        listed = {(alignment.workspace, alignment.id) for alignment in tx.alignments.list_expiring(today)}
    assert {("T1", "A1"), ("T1", "A3"), ("T2", "A1")} == listed


def test_starts_are_counted_by_person_since_an_instant(database):
    add(
        database,
        an_alignment(id="A1", opened_at=OPENED_AT - timedelta(seconds=1)),
        an_alignment(id="A2"),
        an_alignment(id="A3", opened_at=OPENED_AT + timedelta(hours=1)),
        an_alignment(id="A4", facilitator="UBEN"),
        an_alignment(id="A5", workspace="T2"),
    )

    with database.read() as tx:
        assert tx.alignments.count_opened_by("T1", "UANA", OPENED_AT) == 2


def test_a_channel_with_another_id_takes_its_alignments_and_the_sources_of_answers_along(database):
    elsewhere = an_answer("success_criteria.metric", id="N2", source=MessageRef(channel="C1", ts="3.3"))
    add(database, an_alignment(id="A1", thread_ts="1.1"), an_alignment(elsewhere, id="A2", channel="C2"))
    add(database, an_alignment(id="A3", workspace="T2"))

    with database.write() as tx:
        tx.alignments.change_channel("T1", "C1", "C9")
        renamed = tx.alignments.find_by_thread("T1", "C9", "1.1")

    with database.read() as tx:
        assert ("A1", 1) == (renamed.id, renamed.revision) == (tx.alignments.get("T1", "A1").id, renamed.revision)
        assert "C9" == tx.alignments.whereabouts("T1", "A1").channel
        assert ("C2", "C9") == _places(tx.alignments.get("T1", "A2"))
        assert tx.alignments.find_by_source("T1", MessageRef(channel="C9", ts="3.3"))
        assert "C1" == tx.alignments.get("T2", "A3").channel
        assert () == tx.alignments.list_in_channel("T1", "C1")


def test_whoever_saw_an_alignment_before_its_channel_got_another_id_is_told(database):
    add(database, an_alignment())
    with database.read() as tx:
        seen = tx.alignments.get("T1", "A1")
    with database.write() as tx:
        tx.alignments.change_channel("T1", "C1", "C9")

    with pytest.raises(StaleAlignment), database.write() as tx:
        tx.alignments.save(seen)


def _places(alignment):
    return alignment.channel, alignment.answers["success_criteria.metric"].source.channel


def test_a_mute_comes_back_as_a_mute(database):
    add(database, an_alignment(silences={"UBEN": a_silence("UBEN", until=ENDLESS)}))

    with database.read() as tx:
        assert tx.alignments.get("T1", "A1").is_muted_by("UBEN")
