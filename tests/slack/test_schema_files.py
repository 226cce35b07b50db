"""The schemas of a spec as files."""

import json
from dataclasses import replace

import pytest

from bot.domain.alignment import Answer
from bot.domain.pasted.json_schema import compile_schema
from bot.domain.spec import spec_of
from bot.slack.exports import Exports
from tests.builders import OPENED_AT, an_alignment
from tests.slack.scenes import ANA, a_good_answer, core_catalogue, every_answer

FIELDS, OUTPUT, FORMAT = "input_schema.fields", "output_format.output_fields", "output_format.format"


def schemas_of(*answers: Answer) -> dict[str, dict]:
    """Return the schema files of a spec in which nothing else declares fields."""
    others = [answer for answer in every_answer() if answer.field not in (FIELDS, OUTPUT, FORMAT)]
    alignment = replace(an_alignment(*others, *answers, facilitator=ANA), version=1)
    files = Exports().files(spec_of(alignment, core_catalogue(), OPENED_AT), str)
    return {file.name: json.loads(file.content) for file in files if file.name.endswith(".schema.json")}


def test_what_comes_in_and_what_goes_out_each_have_a_schema() -> None:
    files = schemas_of(a_good_answer(FIELDS), a_good_answer(OUTPUT))

    assert list(files) == ["input-v1.schema.json", "output-v1.schema.json"]
    assert files["input-v1.schema.json"]["title"] == "Refund copilot, version 1: input"
    assert "shipment_id" in files["output-v1.schema.json"]["properties"]


@pytest.mark.parametrize("field", [FIELDS, OUTPUT])
def test_every_file_compiles_as_it_is(field: str) -> None:
    (schema,) = schemas_of(a_good_answer(field)).values()

    assert compile_schema(schema).check([]) != ()


def test_the_form_speaks_for_the_output_where_its_fields_are_not_listed() -> None:
    files = schemas_of(a_good_answer(FORMAT, "JSON with claim_id (string) and confidence (number from 0 to 1)."))

    assert set(files["output-v1.schema.json"]["properties"]) == {"claim_id", "confidence"}


def test_a_pasted_schema_is_written_as_it_was() -> None:
    pasted = {"properties": {"a": {"type": "string", "pattern": "^x$"}, "b": {"type": "number"}}, "required": ["a"]}

    (schema,) = schemas_of(a_good_answer(FIELDS, json.dumps(pasted))).values()

    assert schema == {"title": "Refund copilot, version 1: input", **pasted}


@pytest.mark.parametrize(
    "text",
    ["A short note to the clerk.", '{"properties": {"a": {"$ref": "https://evil.example/a"}, "b": {"type": "null"}}}'],
)
def test_words_and_refused_schemas_make_no_file(text: str) -> None:
    assert schemas_of(a_good_answer(FIELDS, text)) == {}
