"""Compiling a JSON Schema, and saying exactly where an instance breaks it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import AlignedError
from bot.domain.pasted import DeclaredField, FieldTable, read_fields
from bot.domain.pasted.json_schema import CompiledSchema, SchemaRefused, Violation, compile_schema, to_json_schema
from bot.domain.pasted.schema_refusals import (
    DanglingReference,
    EndlessReference,
    ForeignDialect,
    MovingReference,
    NotAJsonSchema,
    RemoteReference,
    SchemaTooLarge,
    UnsafePattern,
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)
KEYWORDS = st.sampled_from(
    ["$ref", "$id", "$defs", "properties", "allOf", "items", "not", "type", "enum", "pattern", "minimum", "required"]
)
SCHEMAS = st.recursive(
    st.none() | st.integers() | st.sampled_from(["string", "#", "#/$defs/a", "(a+)+$", "object"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYWORDS | st.just("a"), inner, max_size=4),
    max_leaves=25,
)


def refusal_of(document: object) -> type[SchemaRefused] | None:
    try:
        compile_schema(document)
    except SchemaRefused as refused:
        return type(refused)
    return None


def test_a_violation_names_the_exact_path():
    schema = compile_schema(
        {"properties": {"lines": {"items": {"properties": {"amount": {"minimum": 0}}}}, "a b": {"type": "string"}}}
    )

    violations = schema.check({"lines": [{"amount": 1}, {"amount": -1}], "a b": 1})

    assert [violation.path for violation in violations] == ["$.lines[1].amount", '$["a b"]']


def test_a_conforming_instance_has_no_violations():
    assert compile_schema('{"type": "object", "required": ["a"]}').check({"a": 1}) == ()


def test_a_missing_field_is_a_violation_of_its_record():
    assert (Violation("$", '"a" is a required property'),) == compile_schema({"required": ["a"]}).check({})


def test_formats_are_checked():
    assert compile_schema({"format": "date"}).check("2024-13-01")[0].path == "$"


def test_an_identifier_at_the_top_is_allowed_and_plays_no_role():
    schema = compile_schema({"$id": "https://example.com/a", "$ref": "#/$defs/a", "$defs": {"a": {"type": "integer"}}})

    assert len(schema.check("x")) == 1


def test_a_recursive_schema_checks_recursive_values():
    schema = compile_schema(
        {"type": "object", "properties": {"left": {"$ref": "#"}, "right": {"$ref": "#"}, "n": {"type": "integer"}}}
    )

    assert schema.check({"left": {"right": {"n": "x"}}})[0].path == "$.left.right.n"


def chain(link: dict[str, object], length: int = 30) -> dict[str, object]:
    """Build definitions of which each refers to the next, twice."""
    defs = {f"a{i}": json.loads(json.dumps(link).replace("NEXT", f"#/$defs/a{i + 1}")) for i in range(length)}
    return {"$ref": "#/$defs/a0", "$defs": {**defs, f"a{length}": {}}}


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ("not json", NotAJsonSchema),
        ("[]", NotAJsonSchema),
        ('{"a": 1, "a": 2}', NotAJsonSchema),
        ('{"minimum": NaN}', NotAJsonSchema),
        ('{"minimum": -Infinity}', NotAJsonSchema),
        ('{"minimum": 1e999}', NotAJsonSchema),
        ('{"minimum": 9007199254740993}', NotAJsonSchema),
        ('{"minimum": ' + "9" * 5000 + "}", NotAJsonSchema),
        ({"minimum": float("nan")}, NotAJsonSchema),
        ({"multipleOf": 0}, NotAJsonSchema),
        ({"type": "text"}, NotAJsonSchema),
        ({"properties": 3}, NotAJsonSchema),
        ({"required": "a"}, NotAJsonSchema),
        ("[" * 100_000, NotAJsonSchema),
        ('{"a":' * 40 + "1" + "}" * 40, SchemaTooLarge),
        ({"enum": ["x" * 300_000]}, SchemaTooLarge),
        (json.dumps({"enum": ["x" * 300_000]}), SchemaTooLarge),
        ({"enum": list(range(3_000))}, SchemaTooLarge),
        ({"allOf": [{}] * 40}, SchemaTooLarge),
        ({"properties": {str(n): {"pattern": "a"} for n in range(101)}}, SchemaTooLarge),
        ({"$schema": "http://json-schema.org/draft-07/schema#"}, ForeignDialect),
        ({"properties": {"a": {"$schema": "https://example.com/mine"}}}, ForeignDialect),
        ({"$ref": "https://example.com/a.json"}, RemoteReference),
        ({"$ref": "#/properties/a"}, RemoteReference),
        ({"$ref": 5}, RemoteReference),
        ({"$ref": "#/$defs/nowhere"}, DanglingReference),
        ({"$ref": "#/$defs/a", "$defs": {"a": 1}}, DanglingReference),
        ({"$dynamicRef": "#a"}, MovingReference),
        ({"properties": {"a": {"$id": "https://example.com/b"}}}, MovingReference),
        ({"$defs": {"a": {"$anchor": "x"}}}, MovingReference),
        ({"$ref": "#"}, EndlessReference),
        ({"allOf": [{"$ref": "#"}]}, EndlessReference),
        (
            {"$ref": "#/$defs/a", "$defs": {"a": {"not": {"$ref": "#/$defs/b"}}, "b": {"$ref": "#/$defs/a"}}},
            EndlessReference,
        ),
        (chain({"allOf": [{"$ref": "NEXT"}, {"$ref": "NEXT"}]}), EndlessReference),
        (chain({"properties": {"x": {"anyOf": [{"$ref": "NEXT"}, {"$ref": "NEXT"}]}}}), EndlessReference),
        ({"allOf": [{"properties": {"l": {"$ref": "#"}}}, {"properties": {"l": {"$ref": "#"}}}]}, EndlessReference),
        ({"pattern": "(?=a)b"}, UnsafePattern),
        ({"pattern": "(a)\\1"}, UnsafePattern),
        ({"pattern": "(a{1000}){1000}"}, UnsafePattern),
        ({"pattern": "a" * 600}, UnsafePattern),
        ({"patternProperties": {"((": {}}}, UnsafePattern),
        ('{"const": "\\ud800"}', NotAJsonSchema),
    ],
)
def test_a_hostile_or_broken_schema_is_refused_for_its_reason(document, expected):
    assert expected is refusal_of(document)


def test_a_refusal_is_one_sentence_with_the_place_and_the_words():
    with pytest.raises(AlignedError) as caught:
        compile_schema({"properties": {"a": {"$ref": "file:///etc/passwd"}}})

    assert caught.value.path == "$.properties.a"
    assert str(caught.value).endswith("At $.properties.a (file:///etc/passwd).")


def test_data_inside_a_schema_is_not_taken_for_a_reference():
    assert refusal_of({"enum": [{"$ref": "https://example.com"}], "default": {"$id": "x"}}) is None


@pytest.mark.parametrize("instance", [list(range(5_000)), float("inf"), 2**60, "x" * 100_000, "\ud800", {"\ud800": 1}])
def test_an_oversized_instance_is_a_violation_and_not_checked(instance):
    assert compile_schema({"uniqueItems": True}).check(instance)[0].path == "$"


def test_an_instance_nested_too_deeply_is_a_violation():
    instance: object = 1
    for _ in range(500):
        instance = [instance]

    assert compile_schema(True).check(instance)[0].path == "$"


@given(JSON | SCHEMAS)
def test_any_json_is_compiled_or_refused(document):
    outcome = refusal_of(document)

    assert outcome is None or issubclass(outcome, SchemaRefused)


@given(st.text(max_size=300))
def test_any_text_is_compiled_or_refused(text):
    outcome = refusal_of(text)

    assert outcome is None or issubclass(outcome, SchemaRefused)


@given(SCHEMAS, JSON)
def test_any_instance_is_checked_against_whatever_was_accepted(document, instance):
    try:
        schema = compile_schema(document)
    except SchemaRefused:
        return

    assert all(violation.path.startswith("$") for violation in schema.check(instance))


def compiled(text: str) -> tuple[FieldTable, CompiledSchema]:
    table = read_fields(text)
    assert table is not None
    return table, compile_schema(to_json_schema(table))


def test_an_exported_table_checks_types_constraints_and_presence():
    _, schema = compiled(
        "- invoice_no: varchar(20), required, ^INV-\\d{8}$\n- lines[].amount: decimal, > 0, mandatory\n"
        "- cur: enum EUR|USD, required\n- tags: list of strings, optional\n- due: date, optional\n"
        "- n: int, 1-9, required"
    )

    broken = schema.check(
        {"invoice_no": "INV-1", "lines": [{"amount": 0}], "cur": "CHF", "tags": ["a", 1], "due": "soon", "n": 12}
    )

    assert {"$.invoice_no", "$.lines[0].amount", "$.cur", "$.tags[1]", "$.due", "$.n"} == {v.path for v in broken}


def test_an_exported_table_accepts_its_own_example():
    _, schema = compiled("- no_x: string, required\n- amount: decimal, > 0, required\n- note: text, optional")

    assert schema.check({"no_x": "a", "amount": 3.5, "note": None}) == ()
    assert schema.check({"no_x": "a", "amount": 3}) == ()


def test_an_array_of_a_record_is_required_inside_the_record_only():
    table, _ = compiled("interface A { lines: L[] }\ninterface L { qty: number; note?: string }")

    exported = to_json_schema(table)

    assert exported["properties"]["lines"]["items"]["required"] == ["qty"]


def test_what_a_schema_cannot_say_stays_in_the_description():
    table = read_fields("- a_b: string, required, unique, (?=x)\n- c_d: string, required, ISO 4217")

    exported = to_json_schema(table)

    assert "unique" in exported["properties"]["a_b"]["description"]
    assert exported["properties"]["c_d"]["description"] == "format ISO 4217"


def test_a_pattern_the_engine_refuses_is_not_exported():
    table = read_fields('class A(BaseModel):\n    no: str = Field(pattern=r"^(?=a)b$")')

    assert "pattern" not in to_json_schema(table)["properties"]["no"]


@given(st.text(alphabet="ab_.[]:(),;|<>=0123456789 \n-?'\"{}", max_size=200))
def test_whatever_was_read_can_be_exported_and_compiled(text):
    table = read_fields(f"field_x: string, required\n{text}")

    if table is not None:
        assert compile_schema(to_json_schema(table)).document["type"] == "object"


def exported(*fields: DeclaredField) -> dict[str, object]:
    """Export fields and return their schemas by name, after making sure that they compile."""
    schema = to_json_schema(FieldTable(fields, "list", optionality_stated=False))
    return compile_schema(schema).document["properties"]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (DeclaredField("a"), {}),
        (DeclaredField("a", "Widget"), {}),
        (
            DeclaredField("a", "int", None, (">= 1", "< 2.5")),
            {"type": "integer", "minimum": 1, "exclusiveMaximum": 2.5},
        ),
        (DeclaredField("a", "int", None, ("one of 1, 2",)), {"type": "integer", "enum": [1, 2]}),
        (DeclaredField("a", "bool", None, ("one of yes, no",)), {"type": "boolean", "description": "one of yes, no"}),
        (DeclaredField("a", "enum", False, ("one of x, y",)), {"enum": ["x", "y", None]}),
        (DeclaredField("a", "string | int"), {"type": ["string", "integer"]}),
        (DeclaredField("a", "Foo | Bar"), {}),
        (DeclaredField("a", "str | Foo"), {"type": "string"}),
        (
            DeclaredField("a", "List<string>", None, ("min items 1",)),
            {"type": "array", "items": {"type": "string"}, "minItems": 1},
        ),
        (DeclaredField("a", "dates[]"), {"type": "array", "items": {"type": "string"}}),
        (DeclaredField("a", "date", None, ("format date",)), {"type": "string", "format": "date"}),
        (
            DeclaredField("a", "string", None, ("not empty", "> 3")),
            {"type": "string", "minLength": 1, "description": "> 3"},
        ),
        (DeclaredField("a", "list", None, ("not empty",)), {"type": "array", "minItems": 1}),
        (DeclaredField("a[]", "string"), {"type": "array", "items": {"type": "string"}}),
    ],
)
def test_a_field_is_exported_with_what_json_schema_can_say(field, expected):
    assert exported(field)["a"] == expected


def test_a_field_that_is_a_text_and_a_group_becomes_the_group():
    schemas = exported(DeclaredField("a", "string"), DeclaredField("a.b", "int"))

    assert schemas["a"] == {"type": "object", "properties": {"b": {"type": "integer"}}}


def test_a_group_that_is_declared_as_a_field_later_stays_a_group():
    schemas = exported(DeclaredField("a.b", "int", required=True), DeclaredField("a.b", "text", required=True))

    assert schemas["a"] == {"type": "object", "properties": {"b": {"type": "integer"}}, "required": ["b"]}
