"""Declared fields are shown back as a table; refused schemas with the reason; broken examples with the path."""

import json
from typing import Any

import pytest

from bot.domain.alignment import Answer
from bot.domain.pasted.field_table import MAX_FIELDS
from bot.rule_files import read_rules
from bot.services.reporting import Reporting
from bot.slack.guard import guarded_message
from bot.slack.ids import ActionId
from bot.slack.message import Message
from bot.slack.messages.declared import MOST_FIELDS
from bot.slack.messages.understood import understood
from bot.slack.presses import Press
from sandbox.checks import check_message
from tests.builders import an_alignment
from tests.fakes import StoppedClock
from tests.slack.messages.reading import as_read
from tests.slack.scenes import ANA, a_good_answer, a_scene, a_workspace, core_catalogue

FIELDS, OUTPUT, FORMAT = "input_schema.fields", "output_format.output_fields", "output_format.format"
LISTED = "- claim_id: string, required\n- damage: decimal(10,2), optional, >= 0\n- queue: enum fast, slow"
HOSTILE = "- <!channel>: string, required\n- *bold* `code`: number | x\n- \u202ename: string <@U0EVIL>"


def said_after(*answers: Answer) -> Message:
    alignment = an_alignment(*answers, facilitator=ANA)
    database = a_workspace(alignment)
    reporting = Reporting(database=database, catalogue=core_catalogue(), clock=StoppedClock(), rulebook=read_rules())
    facts = {"answers": [answer.id for answer in answers], "next": None, "given_up": [], "complete": False}
    shown = understood(a_scene(alignment, database=database, reporting=reporting, viewer=None, facts=facts))
    assert shown is not None
    return shown


def tables_of(message: Message) -> list[list[list[str]]]:
    tables = [block for block in message.blocks if block["type"] == "table"]
    return [[[cell["text"] for cell in row] for row in table["rows"]] for table in tables]


def test_the_fields_are_shown_as_a_table_to_be_confirmed() -> None:
    message = said_after(a_good_answer(FIELDS, LISTED))

    assert tables_of(message) == [
        [
            ["Field", "Type", "Required", "Allowed"],
            ["claim_id", "string", "yes", "-"],
            ["damage", "decimal(10,2)", "no", ">= 0"],
            ["queue", "enum", "yes", "one of fast, slow"],
        ]
    ]
    assert "*Fields it receives*: 3 fields, read from a list. If one is wrong, correct it." in as_read(message)


def test_the_table_is_of_the_fields_and_not_of_the_format_that_mentions_some_of_them() -> None:
    mentioned = a_good_answer(FORMAT, "JSON with claim_id (string) and queue (enum fast, slow).")

    message = said_after(mentioned, a_good_answer(OUTPUT, LISTED))

    assert "*Fields of the output*: 3 fields" in as_read(message)


def test_the_table_stands_in_for_the_pieces() -> None:
    lines = as_read(said_after(a_good_answer(FIELDS, LISTED))).split("\n")

    assert "● *Fields it receives* (executable)" in lines


def test_correcting_opens_the_form_of_that_field() -> None:
    (said,) = [block for block in said_after(a_good_answer(FIELDS, LISTED)).blocks if "accessory" in block]

    button: dict[str, Any] = said["accessory"]
    assert button["action_id"] == ActionId.ANSWER
    assert Press.decode(button["value"]) == Press(a="A1", f=FIELDS)


def test_slack_takes_one_table_a_message_so_only_the_first_is_shown() -> None:
    message = said_after(a_good_answer(FIELDS, LISTED), a_good_answer(OUTPUT, LISTED))

    assert len(tables_of(message)) == 1
    assert "● *Fields of the output* (executable): " in as_read(message)


@pytest.mark.parametrize(
    "text", [LISTED, HOSTILE, "\n".join(f"- f{n}: string, required" for n in range(MAX_FIELDS * 2))]
)
def test_slack_takes_every_table(text: str) -> None:
    payload = guarded_message(said_after(a_good_answer(FIELDS, text)))

    assert check_message({"channel": "C1", **payload}) == []


def test_a_long_table_says_that_it_is_cut() -> None:
    message = said_after(a_good_answer(FIELDS, "\n".join(f"- f{n}: string, required" for n in range(80))))

    ((_, *rows),) = tables_of(message)
    assert len(rows) == MOST_FIELDS
    assert f"80 fields, read from a list, the first {MOST_FIELDS} of them here." in as_read(message)


def test_a_field_that_is_declared_twice_is_pointed_out() -> None:
    message = said_after(a_good_answer(FIELDS, f"{LISTED}\n- claim_id: number, required"))

    assert "“claim_id” is declared twice; the first one counts." in as_read(message)


def test_prose_without_types_and_other_questions_show_no_table() -> None:
    assert tables_of(said_after(a_good_answer("monitoring.alert", LISTED))) == []
    assert tables_of(said_after(a_good_answer(FORMAT, "A short note to the clerk."))) == []


def test_a_hostile_schema_gets_its_refusal_with_the_place() -> None:
    schema = {"properties": {"a": {"$ref": "https://evil.example/a.json"}, "b": {"type": "string"}}}

    shown = as_read(said_after(a_good_answer(FIELDS, json.dumps(schema))))

    assert (
        "≠ *Fields it receives*: the pasted schema is not accepted. A schema may refer to its own parts only" in shown
    )
    assert "At $.properties.a" in shown


def test_an_example_that_breaks_its_schema_is_answered_with_the_path() -> None:
    pasted = f'{LISTED}\n{{"claim_id": "C-1", "damage": "a lot", "queue": "fast"}}'

    assert "does not fit the declared fields at $.damage: " in as_read(said_after(a_good_answer(FIELDS, pasted)))


def test_an_example_that_fits_is_passed_over() -> None:
    pasted = f'{LISTED}\n{{"claim_id": "C-1", "damage": 12.5, "queue": "slow"}}'

    assert "does not fit" not in as_read(said_after(a_good_answer(FIELDS, pasted)))
