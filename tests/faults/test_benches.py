"""Every bench reaches its targets, in a run short enough for every change; `make soak` runs them long."""

import logging

import pytest

from benchmarks.faults import (
    backups,
    disk,
    duplicates,
    interleavings,
    kill,
    kill_and_fail,
    limits,
    morning,
    payloads,
    races,
    rates,
    replicas,
    requests,
    restarts,
    soak,
    sockets,
    stalls,
    stop,
    texts,
    upgrades,
    zones,
)

SEED = 1
pytestmark = pytest.mark.slow


def test_nothing_acknowledged_is_lost_and_nothing_is_posted_twice_when_the_app_is_killed() -> None:
    assert kill.run(count=2, seed=SEED).missed == ()


def test_nor_when_the_answers_of_slack_are_faulty_as_well() -> None:
    assert kill_and_fail.run(count=2, seed=SEED).missed == ()


def test_the_bench_bites_an_app_that_does_not_look_before_it_sends_again() -> None:
    assert kill_and_fail.run_blind(count=2, seed=SEED)["messages posted more than once"] > 0


def test_a_payload_of_any_shape_is_acknowledged_and_breaks_nothing() -> None:
    assert payloads.run(count=800, seed=SEED).missed == ()


def test_what_goes_wrong_is_heard_however_little_is_logged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging.getLogger(), "level", logging.CRITICAL)
    witness = payloads.Witness()

    with witness.listening():
        logging.getLogger("slack_bolt.App").error("a listener failed")

    assert witness.exceptions == ["slack_bolt.App: a listener failed"]


def test_a_request_of_anybody_is_refused_or_answered_and_breaks_nothing() -> None:
    assert requests.run(count=400, seed=SEED).missed == ()


def test_of_two_answerers_one_is_current_and_the_other_is_told() -> None:
    assert races.run(count=25, seed=SEED).missed == ()


@pytest.mark.postgres
def test_of_two_answerers_one_is_current_and_the_other_is_told_on_postgresql(empty_postgres: str) -> None:
    assert races.run(count=25, seed=SEED, database_url=empty_postgres).missed == ()


def test_a_stopped_app_ends_in_time_and_the_next_one_takes_over() -> None:
    assert stop.run(count=2, seed=SEED).missed == ()


def test_a_delivery_that_comes_several_times_has_one_effect() -> None:
    assert duplicates.run(count=40, seed=SEED).missed == ()


def test_people_are_told_when_nothing_can_be_saved_and_it_recovers_by_itself() -> None:
    assert disk.run(count=2, seed=SEED, lock_seconds=1.0).missed == ()


def test_one_reminder_a_working_day_within_the_hours_in_every_zone() -> None:
    assert zones.run(count=60, seed=SEED).missed == ()


def test_no_text_breaks_a_limit_or_comes_alive() -> None:
    assert texts.run(count=8, seed=SEED).missed == ()


def test_sockets_that_end_are_replaced_and_nothing_is_lost() -> None:
    assert sockets.run(count=3, seed=SEED, is_deaf_once=False).missed == ()


@pytest.mark.postgres
def test_a_database_that_goes_away_costs_nothing_and_is_waited_for_aloud() -> None:
    assert restarts.run(count=1, seed=SEED).missed == ()


@pytest.mark.postgres
def test_replicas_share_what_is_due_and_send_each_of_it_once(empty_postgres: str) -> None:
    assert replicas.run(count=15, seed=SEED, database_url=empty_postgres, fleets=(3,)).missed == ()


@pytest.mark.postgres
def test_a_delivery_that_reaches_two_processes_has_one_effect(empty_postgres: str) -> None:
    assert duplicates.run_two(count=20, seed=SEED, database_url=empty_postgres).missed == ()


@pytest.mark.postgres
def test_the_bench_bites_processes_that_remember_by_themselves_what_they_have_seen(empty_postgres: str) -> None:
    assert duplicates.run_two(count=20, seed=SEED, database_url=empty_postgres, is_forgetful=True).missed != ()


def test_commands_are_acknowledged_and_saved_while_slack_hangs_and_the_database_is_held() -> None:
    report = stalls.run(count=100, seed=SEED)

    assert (0, 0) == (report["never acknowledged"], report["acknowledged, but not saved"])


def test_the_bench_bites_an_app_that_calls_slack_in_its_listeners() -> None:
    assert stalls.run_usual(count=220, seed=SEED)["never acknowledged"] > 0


def test_slack_has_nothing_to_limit() -> None:
    assert rates.run(count=500, seed=SEED).missed == ()


def test_slack_has_nothing_to_limit_over_the_wire_either() -> None:
    assert limits.run(count=5, seed=SEED).missed == ()


def test_a_whole_workspace_is_reminded_as_fast_as_slack_allows_and_nobody_who_left_or_is_not_to_be_disturbed() -> None:
    assert morning.run(count=120, seed=SEED).missed == ()


def test_no_order_of_events_breaks_an_invariant() -> None:
    assert interleavings.run(count=25, seed=SEED).missed == ()


def test_an_upgrade_that_is_killed_leaves_the_old_schema_or_the_new_one_and_nothing_between() -> None:
    assert upgrades.run(count=6, seed=SEED).missed == ()


@pytest.mark.postgres
def test_replicas_that_upgrade_together_and_are_killed_run_each_migration_once(empty_postgres: str) -> None:
    assert upgrades.run_on_postgres(count=2, seed=SEED, database_url=empty_postgres).missed == ()


def test_a_backup_taken_in_use_is_whole_and_putting_it_back_posts_nothing_twice() -> None:
    assert backups.run(count=3, seed=SEED).missed == ()


@pytest.mark.postgres
def test_a_dump_of_postgresql_taken_in_use_is_whole_and_putting_it_back_posts_nothing_twice() -> None:
    assert backups.run_on_postgres(count=2, seed=SEED).missed == ()


def test_threads_files_and_rows_do_not_grow_with_the_weeks() -> None:
    assert soak.run(count=6, seed=SEED).missed == ()
