"""`aligned nudge --dry-run` shows who is to be reminded when, and why, and sends nothing."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import cli
from bot.domain.alignment import ENDLESS, Escalation, Status
from bot.domain.people import NudgePreferences
from bot.domain.review import REVIEW
from bot.exit_codes import NOT_DONE
from storage.database import open_database
from tests.builders import CHANNEL, WORKSPACE, a_person, a_silence, a_waiver, an_alignment, an_ownership
from tests.fakes import MONDAY_NOON, StoppedClock

runner = CliRunner()


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database in which Ben is to be reminded on Monday."""
    url = f"sqlite:///{tmp_path}/aligned.db"
    monkeypatch.setenv("DATABASE_URL", url)
    opened = open_database(url, clock=StoppedClock())
    with opened.write() as tx:
        tx.people.put(a_person("UBEN", name="Ben Okafor", zone="Europe/Berlin"))
        tx.alignments.add(
            an_alignment(
                owners={"monitoring": an_ownership("monitoring", "UBEN")},
                silences={"UBEN": a_silence("UBEN", is_promise=True)},
            )
        )
        tx.people.schedule_digest(WORKSPACE, "UBEN", MONDAY_NOON)
    opened.close()


@pytest.mark.usefixtures("database")
def test_the_plan_names_person_time_and_reason() -> None:
    shown = runner.invoke(cli, ["nudge", "--dry-run"], env={"COLUMNS": "200"}).output

    for words in (
        "Ben Okafor",
        "Mon 02 Mar 2026 13:00 Europe/Berlin",
        "Refund copilot: monitoring",
        "promised by 2026-03-03",
    ):
        assert words in shown


@pytest.mark.usefixtures("database")
def test_a_title_in_brackets_is_shown_as_it_is(tmp_path: Path) -> None:
    opened = open_database(f"sqlite:///{tmp_path}/aligned.db", clock=StoppedClock())
    with opened.write() as tx:
        known = tx.alignments.list_in_channel(WORKSPACE, CHANNEL)[0]
        tx.alignments.save(replace(known, title="Refunds [/x]"))
    opened.close()

    assert "Refunds [/x]: monitoring" in runner.invoke(cli, ["nudge", "--dry-run"], env={"COLUMNS": "200"}).output


@pytest.mark.usefixtures("database")
def test_a_program_reads_the_plan_as_json() -> None:
    (line,) = runner.invoke(cli, ["nudge", "--dry-run", "--json"]).output.splitlines()

    planned = json.loads(line)
    assert ("UBEN", "2026-03-02T13:00:00+01:00") == (planned["person"], planned["at"])
    assert ["monitoring"] == planned["owed"][0]["artifacts"]


@pytest.mark.usefixtures("database")
def test_the_plan_leaves_everything_as_it_is() -> None:
    first = runner.invoke(cli, ["nudge", "--dry-run", "--json"]).output

    assert first == runner.invoke(cli, ["nudge", "--dry-run", "--json"]).output


@pytest.fixture
def reviewed(database: None, tmp_path: Path) -> None:
    """The same database with a complete spec that Ben is to confirm again."""
    opened = open_database(f"sqlite:///{tmp_path}/aligned.db", clock=StoppedClock())
    on = date.today() + timedelta(days=30)  # noqa: DTZ011 # the command has the clock of the machine
    review = a_waiver(REVIEW, expires_on=on)
    with opened.write() as tx:
        owners = {"ownership": an_ownership("ownership", "UBEN")}
        tx.alignments.add(
            an_alignment(id="A2", title="Claims", status=Status.COMPLETE, owners=owners, waivers=(review,))
        )
    opened.close()


@pytest.mark.usefixtures("reviewed")
def test_the_plan_shows_who_is_asked_when_whether_a_spec_still_holds() -> None:
    shown = runner.invoke(cli, ["nudge", "--dry-run"], env={"COLUMNS": "200"}).output

    assert "Claims: whether it still holds" in shown


@pytest.mark.usefixtures("reviewed")
def test_a_program_reads_the_reviews_after_the_digests() -> None:
    _, line = runner.invoke(cli, ["nudge", "--dry-run", "--json"]).output.splitlines()

    planned = json.loads(line)
    assert ("UBEN", "Ben Okafor", "A2") == (planned["person"], planned["name"], planned["review"]["alignment"])


@pytest.mark.usefixtures("reviewed")
@pytest.mark.parametrize(("off", "asked"), [(("UBEN",), ["UANA"]), (("UBEN", "UANA"), [])])
def test_a_review_is_planned_for_whoever_is_really_asked(
    tmp_path: Path, off: tuple[str, ...], asked: list[str]
) -> None:
    opened = open_database(f"sqlite:///{tmp_path}/aligned.db", clock=StoppedClock())
    with opened.write() as tx:
        for person in off:
            tx.people.put_preferences(WORKSPACE, person, NudgePreferences(digest=False))
    opened.close()

    planned = [json.loads(line) for line in runner.invoke(cli, ["nudge", "--dry-run", "--json"]).output.splitlines()]

    assert asked == [each["person"] for each in planned if "review" in each]


def test_an_empty_plan_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path}/empty.db"
    monkeypatch.setenv("DATABASE_URL", url)
    open_database(url, clock=StoppedClock()).close()

    assert "Nobody is to be reminded." in runner.invoke(cli, ["nudge", "--dry-run"]).output


def test_reminding_from_the_command_line_is_refused() -> None:
    ended = runner.invoke(cli, ["nudge"])

    assert ended.exit_code == NOT_DONE
    assert "--dry-run" in ended.output


@pytest.mark.usefixtures("database")
def test_somebody_without_digests_has_a_row_that_says_who_is_told_instead(tmp_path: Path) -> None:
    opened = open_database(f"sqlite:///{tmp_path}/aligned.db", clock=StoppedClock())
    with opened.write() as tx:
        tx.people.put_preferences(WORKSPACE, "UBEN", NudgePreferences(digest=False))
    opened.close()

    (line,) = runner.invoke(cli, ["nudge", "--dry-run", "--json"]).output.splitlines()
    shown = runner.invoke(cli, ["nudge", "--dry-run"], env={"COLUMNS": "240"}).output

    assert (None, True) == (json.loads(line)["at"], json.loads(line)["is_off"])
    assert "none, switched off; told instead: the facilitator after 3, the thread after 5 reminders in all" in shown


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("told", "said"),
    [
        (Escalation.FACILITATOR, "none, switched off; told instead: the thread after 5 reminders in all "),
        (Escalation.THREAD, "none, switched off "),
    ],
)
def test_the_plan_announces_only_to_whom_it_was_not_told_yet(tmp_path: Path, told: Escalation, said: str) -> None:
    opened = open_database(f"sqlite:///{tmp_path}/aligned.db", clock=StoppedClock())
    with opened.write() as tx:
        tx.people.put_preferences(WORKSPACE, "UBEN", NudgePreferences(digest=False))
        tx.alignments.save(tx.alignments.get(WORKSPACE, "A1").escalated(["monitoring"], told))
    opened.close()

    assert said in runner.invoke(cli, ["nudge", "--dry-run"], env={"COLUMNS": "240"}).output


@pytest.mark.usefixtures("database")
def test_somebody_who_muted_all_they_owe_has_a_row(tmp_path: Path) -> None:
    opened = open_database(f"sqlite:///{tmp_path}/aligned.db", clock=StoppedClock())
    with opened.write() as tx:
        known = tx.alignments.get(WORKSPACE, "A1")
        tx.alignments.save(known.with_silence(a_silence("UBEN", until=ENDLESS)))
    opened.close()

    (line,) = runner.invoke(cli, ["nudge", "--dry-run", "--json"]).output.splitlines()
    shown = runner.invoke(cli, ["nudge", "--dry-run"], env={"COLUMNS": "240"}).output

    assert (True, None) == (json.loads(line)["owed"][0]["is_muted"], json.loads(line)["owed"][0]["silent_until"])
    assert "Refund copilot: monitoring (muted)" in shown


@pytest.mark.usefixtures("database")
def test_whoever_is_away_without_an_end_has_a_row_without_a_date(tmp_path: Path) -> None:
    opened = open_database(f"sqlite:///{tmp_path}/aligned.db", clock=StoppedClock())
    with opened.write() as tx:
        tx.people.put_preferences(WORKSPACE, "UBEN", NudgePreferences(away_from=MONDAY_NOON.date()))
    opened.close()

    (line,) = runner.invoke(cli, ["nudge", "--dry-run", "--json"]).output.splitlines()
    shown = runner.invoke(cli, ["nudge", "--dry-run"], env={"COLUMNS": "240"}).output

    assert (None, True) == (json.loads(line)["at"], json.loads(line)["is_away_endlessly"])
    assert "none, away without an end " in shown


@pytest.mark.usefixtures("database")
def test_an_alignment_out_of_reach_has_a_row_though_nobody_is_reminded_of_it(tmp_path: Path) -> None:
    opened = open_database(f"sqlite:///{tmp_path}/aligned.db", clock=StoppedClock())
    with opened.write() as tx:
        tx.people.put(a_person("UANA", name="Ana Ruiz"))
        tx.alignments.save(replace(tx.alignments.get(WORKSPACE, "A1"), is_muted=True))
        tx.people.schedule_digest(WORKSPACE, "UBEN", None)
    opened.close()

    (line,) = runner.invoke(cli, ["nudge", "--dry-run", "--json"]).output.splitlines()
    shown = runner.invoke(cli, ["nudge", "--dry-run"], env={"COLUMNS": "240"}).output

    assert {"alignment": "A1", "title": "Refund copilot", "channel": CHANNEL} == json.loads(line)["out_of_reach"]
    assert "Refund copilot: nobody is reminded; Ana Ruiz was asked what to do" in shown
