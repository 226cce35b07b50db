"""What an answer declares: a table, a compiled schema, or a refusal that says why."""

import json

import pytest

from bot.domain.declared import declared_in
from bot.domain.pasted.schema_refusals import NotAJsonSchema, RemoteReference, SchemaRefused, SchemaTooLarge

SCHEMA = {
    "type": "object",
    "properties": {"claim_id": {"type": "string"}, "amount": {"type": "number", "minimum": 0}},
    "required": ["claim_id"],
}
REMOTE = {**SCHEMA, "properties": {"claim": {"$ref": "https://evil.example/claim.json"}}}


def test_a_list_becomes_a_schema_that_checks() -> None:
    declared = declared_in("- claim_id: string, required\n- amount: number, optional")

    assert declared.table is not None
    assert declared.compiled is not None
    assert [each.path for each in declared.compiled.check({"amount": "five"})] == ["$", "$.amount"]


@pytest.mark.parametrize("wrapped", ["{}", "```{}```", "```json\n{}\n```", "This is it: {}"])
def test_a_pasted_schema_is_taken_as_it_is(wrapped: str) -> None:
    declared = declared_in(wrapped.replace("{}", json.dumps(SCHEMA, indent=2)))

    assert declared.compiled is not None
    assert declared.compiled.document == SCHEMA
    assert declared.table is not None
    assert declared.table.names == ("claim_id", "amount")


def test_slacks_escapes_mean_nothing_in_a_schema() -> None:
    pattern = {"properties": {"code": {"type": "string", "pattern": "^<&>$"}, "at": {"type": "string"}}}

    declared = declared_in(json.dumps(pattern).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))

    assert declared.compiled is not None
    assert declared.compiled.document == pattern


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        (json.dumps(REMOTE), RemoteReference),
        ('{"properties": {"a": {"type": "strin', NotAJsonSchema),
        ('{"$schema": "x", "properties": {"a": {"type": "string"}, "a": {"type": "number"}}}', NotAJsonSchema),
        ('{"allOf": ' * 60 + "{}" + "}" * 60, SchemaTooLarge),
    ],
)
def test_a_hostile_or_broken_schema_is_refused_with_a_reason(text: str, refusal: type[SchemaRefused]) -> None:
    declared = declared_in(text)

    assert isinstance(declared.refusal, refusal)
    assert declared.compiled is None
    assert "\n" not in str(declared.refusal)


@pytest.mark.parametrize("text", ["", "The team will decide later.", "{", "Rules: {see slide 12}", "<@U1> owns it"])
def test_words_declare_nothing(text: str) -> None:
    declared = declared_in(text)

    assert (declared.is_typed, declared.refusal) == (False, None)


def test_names_alone_are_no_table_worth_showing() -> None:
    assert not declared_in('{"claim_id": "C-1", "amount": 12}').is_typed
