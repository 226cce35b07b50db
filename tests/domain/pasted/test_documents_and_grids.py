"""JSON, YAML, tables and headers that people paste."""

import json

import pytest

from bot.domain.pasted import DeclaredField, Problem, ProblemCode, read_fields


def test_a_sample_record_shows_names_only():
    table = read_fields('{"po_number": "4500012345", "lines": [{"qty": 3}], "tags": ["a"]}')

    assert table.names == ("po_number", "lines[].qty", "tags[]")
    assert table.names == table.untyped
    assert not table.optionality_stated


def test_a_sample_whose_values_are_type_words_declares_types():
    table = read_fields('{"id": "string", "count": "int?", "price": "decimal(10,2)", "note": "please call"}')

    assert [field.type for field in table.fields] == ["string", "int", "decimal(10,2)", None]
    assert table.fields[1].required is False


def test_json_with_comments_and_trailing_commas_is_read():
    table = read_fields('{\n "a": "string", // the number\n "b": "int", /* x */\n ...\n}')

    assert table.names == ("a", "b")


def test_a_json_schema_without_required_leaves_optionality_open():
    table = read_fields('{"type": "object", "properties": {"a": {"type": "string"}}}')

    assert table.source == "json_schema"
    assert not table.optionality_stated


def test_a_json_schema_is_read_with_nesting_references_and_constraints():
    schema = {
        "type": "object",
        "required": ["no", "lines"],
        "properties": {
            "no": {"type": "string", "pattern": "^A", "maxLength": 9},
            "cur": {"enum": ["EUR", "USD"]},
            "lines": {"type": "array", "items": {"$ref": "#/$defs/line"}},
            "note": {"type": ["string", "null"]},
            "free": {},
        },
        "$defs": {
            "line": {
                "type": "object",
                "required": ["amount"],
                "properties": {"amount": {"type": "number", "minimum": 0}},
            }
        },
    }

    table = read_fields(f"here it is:\n```{json.dumps(schema, indent=1)}```")

    assert (
        DeclaredField("no", "string", True, ("matches ^A", "max length 9")),
        DeclaredField("cur", "enum", False, ("one of EUR, USD",)),
        DeclaredField("lines[].amount", "number", True, (">= 0",)),
        DeclaredField("note", "string", False),
        DeclaredField("free", None, False),
    ) == table.fields


def test_a_json_schema_that_refers_to_itself_ends():
    table = read_fields('{"properties": {"a": {"$ref": "#"}, "b": {"type": "string"}}}')

    assert "b" in table.names


def test_avro_unions_with_null_are_optional():
    table = read_fields(
        '{"type":"record","name":"A","fields":[{"name":"pan","type":"string"},{"name":"mcc","type":["null","string"]},'
        '{"name":"k","type":{"type":"enum","symbols":["A","B"]}},{"name":"l","type":{"type":"array","items":"long"}}]}'
    )

    assert [(field.type, field.required) for field in table.fields] == [
        ("string", True),
        ("string", False),
        ("enum", True),
        ("array of long", True),
    ]


def test_a_json_list_that_describes_fields_is_no_sample():
    table = read_fields('[{"name": "a", "type": "string", "required": true}, {"name": "b", "type": "int"}]')

    assert (DeclaredField("a", "string", True), DeclaredField("b", "int", False)) == table.fields


def test_an_open_data_contract_is_read():
    table = read_fields(
        """
schema:
  - name: invoices
    physicalType: table
    properties:
      - name: invoice_no
        logicalType: string
        required: true
      - name: lines
        logicalType: array
        items:
          properties:
            - name: amount
              logicalType: number
"""
    )

    assert (
        DeclaredField("invoice_no", "string", True),
        DeclaredField("lines[].amount", "number", False),
    ) == table.fields


def test_a_dbt_model_is_read_with_its_tests():
    table = read_fields(
        """
models:
  - name: orders
    columns:
      - name: order_id
        data_type: bigint
        tests: [not_null, unique]
      - name: status
        data_type: varchar
        tests:
          - accepted_values:
              values: ['open', 'paid']
"""
    )

    assert (
        DeclaredField("order_id", "bigint", True, ("unique",)),
        DeclaredField("status", "varchar", False, ("one of open, paid",)),
    ) == table.fields


def test_a_nested_yaml_mapping_of_types_is_read():
    table = read_fields("invoice_no: string\namount: decimal(10,2)\ncustomer:\n  id: int\n  email: string?\n")

    assert table.names == ("invoice_no", "amount", "customer.id", "customer.email")
    assert table.fields[3].required is False


def test_yaml_that_configures_something_declares_no_fields():
    assert read_fields("alert: High\nexpr: rate(errors[15m]) > 0.02\nlabels: {page: sap}\n") is None


def test_yaml_aliases_are_not_followed():
    assert read_fields("a: &x [1, 2]\nb:\n  c: *x\n") is None


MARKDOWN = "| Field | Type | Required |\n|---|:--:|---|\n| no | string | yes |\n| note | text | no |"
SLACKED = "Field | Type | Required\nno | string | yes\nnote | text | no"
EXCEL = "Feld\tTyp\tPflicht\nno\tstring\tja\nnote\ttext\tnein"
ALIGNED = "column     type      mandatory\nno         string    x\nnote       text      -"
NULLABLE = "| column | description | type | nullable |\n| no | the no | string | no |\n| note | a note | text | yes |"


@pytest.mark.parametrize("text", [MARKDOWN, SLACKED, EXCEL, ALIGNED, NULLABLE])
def test_a_table_is_read_by_the_words_of_its_header(text):
    table = read_fields(text)

    assert (DeclaredField("no", "string", True), DeclaredField("note", "text", False)) == table.fields


def test_a_table_keeps_its_rules_as_constraints():
    table = read_fields(
        "| name | type | rule |\n| amount | decimal | > 0 |\n| sev | enum a, b, c | |\n| m | string(400) | |"
    )

    assert table.fields[0].constraints == ("> 0",)
    assert table.fields[1].constraints == ("one of a, b, c",)
    assert not table.optionality_stated


def test_a_table_about_something_else_declares_no_fields():
    assert read_fields("| metric | target | window |\n|---|---|---|\n| recall | 90 % | 7 d |") is None


@pytest.mark.parametrize("text", ["ticket_id;subject;created_at", "site_no,crane_id,speed", "no\tcreated_at\tby"])
def test_a_header_line_shows_names_only(text):
    table = read_fields(text)

    assert table.source == "csv"
    assert len(table.untyped) == 3


def test_rows_below_a_header_are_samples():
    table = read_fields("id,name,amount\n1,Ann,3.5\n2,Ben,4")

    assert table.names == ("id", "name", "amount")


def test_a_field_declared_twice_is_a_problem():
    table = read_fields("create table t (a int not null, a text null)")

    assert table is not None
    assert table.names == tuple(dict.fromkeys(table.names))


def test_a_text_beyond_the_limit_is_cut_and_says_so():
    table = read_fields("amount_x: decimal, required\n" * 2 + "x" * 30_000)

    assert ProblemCode.CUT in [problem.code for problem in table.problems]


def test_a_doubled_name_is_reported_with_its_name():
    table = read_fields("- amount_x: decimal, required\n- amount_x: int, required")

    assert (Problem(ProblemCode.DECLARED_TWICE, "amount_x"),) == table.problems


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ({"name": "a", "type": "string", "nullable": True}, DeclaredField("a", "string", False)),
        ({"name": "a", "type": "string", "nullable": "NO"}, DeclaredField("a", "string", True)),
        ({"name": "a", "type": "STRING", "mode": "REQUIRED"}, DeclaredField("a", "STRING", True)),
        ({"name": "a", "type": "Money", "required": True}, DeclaredField("a", "Money", True)),
        ({"name": "a", "type": "any", "required": True}, DeclaredField("a", None, True)),
        (
            {"column": "a", "data_type": "int", "required": True, "min": 1, "max": 9},
            DeclaredField("a", "int", True, (">= 1", "<= 9")),
        ),
        (
            {"field": "a", "type": "string", "required": True, "pattern": "^A", "maxLength": 3, "unique": True},
            DeclaredField("a", "string", True, ("matches ^A", "max length 3", "unique")),
        ),
        (
            {"name": "a", "type": "string", "required": True, "enum": ["x", "y"]},
            DeclaredField("a", "string", True, ("one of x, y",)),
        ),
        ({"name": "a", "type": "string", "constraints": [{"type": "not_null"}]}, DeclaredField("a", "string", True)),
    ],
)
def test_the_keys_of_a_described_field_are_read(column, expected):
    table = read_fields(json.dumps({"fields": [column, {"name": "b", "type": "int", "required": False}]}))

    assert expected == table.fields[0]


def test_fields_described_by_their_names_are_read():
    table = read_fields(json.dumps({"fields": {"a": {"type": "string", "required": True}, "b": {"type": "int"}}}))

    assert (DeclaredField("a", "string", True), DeclaredField("b", "int", False)) == table.fields


def test_a_list_of_single_mappings_with_nesting_is_read():
    table = read_fields("- invoice_no: string\n- lines:\n    - amount: decimal\n- note: string?\n")

    assert table.names == ("invoice_no", "lines[].amount", "note")


def test_columns_that_are_only_named_are_kept():
    table = read_fields(
        "models:\n  - name: o\n    columns:\n      - name: a\n        data_type: int\n      - name: b\n"
    )

    assert table.names == ("a", "b")
    assert table.untyped == ("b",)


def test_yaml_with_a_composed_key_or_too_deep_declares_nothing():
    deep = "".join(" " * level + "b:\n" for level in range(40))

    assert read_fields("c:\n  ? [a, b]\n  : int\n  d: int\n") is None
    assert read_fields("a:\n" + deep) is None


def test_nested_json_schema_arrays_constants_and_unions_are_read():
    schema = {
        "type": "array",
        "items": {
            "required": ["k"],
            "properties": {
                "k": {"const": "x"},
                "u": {"type": ["string", "integer"]},
                "o": {"type": "object"},
                "l": {"type": "array", "items": {"type": "string"}, "minItems": 1},
                "s": {"type": "object", "properties": {"t": {"type": "boolean"}}},
                "r": {"$ref": "https://example.com/x"},
                "c": {"$ref": "#/$defs/c"},
            },
        },
        "$defs": {"c": {"$ref": "#/$defs/c"}},
    }

    fields = {field.name: field for field in read_fields(json.dumps(schema)).fields}

    assert DeclaredField("k", "enum", True, ("one of x",)) == fields["k"]
    assert fields["u"].type == "string or integer"
    assert fields["o"].type is None
    assert DeclaredField("l", "array of string", False, ("min items 1",)) == fields["l"]
    assert fields["s.t"].type == "boolean"
    assert [fields[name].type for name in ("r", "c")] == [None, None]


def test_avro_records_inside_records_and_arrays_unfold():
    inner = {"type": "record", "name": "B", "fields": [{"name": "n", "type": "long"}, "not a field"]}
    record = {
        "type": "record",
        "name": "A",
        "fields": [
            {"name": "one", "type": inner},
            {"name": "many", "type": {"type": "array", "items": inner}},
            {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}, "default": 0},
            {"name": "odd"},
        ],
    }

    table = read_fields(json.dumps(record))

    assert table.names == ("one.n", "many[].n", "at", "odd")
    assert DeclaredField("at", "timestamp-millis", False) == table.fields[2]


def test_a_sample_list_of_records_is_one_record():
    assert read_fields('[{"a": 1}, {"b": 2}]').names == ("a", "b")


def test_a_list_of_numbers_declares_nothing():
    assert read_fields("[1, 2, 3]") is None


def test_a_json_key_with_a_question_mark_is_optional():
    table = read_fields('{"a?": "string", "b?": 3, "c": "string"}')

    assert [(field.name, field.required) for field in table.fields] == [("a", False), ("b", False), ("c", True)]


def test_a_table_whose_first_column_has_no_heading_we_know_takes_it_as_the_name():
    assert read_fields("| Was | Typ | Pflicht |\n| no | string | ja |\n| note | text | nein |").names == ("no", "note")


def test_a_table_stops_where_its_rows_stop_and_skips_rows_without_a_name():
    table = read_fields("| name | type |\n| a | int |\n| | int |\n\nthat is all")

    assert table.names == ("a",)


def test_mandatory_or_optional_in_one_column_is_read():
    table = read_fields("name | type | mandatory/optional\na | int | mandatory\nb | int | optional")

    assert [field.required for field in table.fields] == [True, False]


def test_an_optional_column_is_read_the_other_way_round():
    table = read_fields("name | type | optional\na | int | yes\nb | int | no\nc | int | optional")

    assert [field.required for field in table.fields] == [False, True, False]


def test_a_line_of_words_is_no_header():
    assert read_fields("we use order_id, thanks to all, bye") is None


def test_an_o_next_to_an_m_means_optional() -> None:
    table = read_fields("| field | type | M/O |\n|---|---|---|\n| lot | string | M |\n| note | text | O |")

    assert table is not None
    assert [True, False] == [field.required for field in table.fields]
