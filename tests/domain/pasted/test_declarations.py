"""Lists and sentences that declare fields, and the many that do not."""

import pytest

from bot.domain.pasted import DeclaredField, read_fields

INVOICE = (
    DeclaredField("invoice_no", "string", True, ("matches ^INV-\\d{8}$",)),
    DeclaredField("amount", "decimal", True, ("> 0",)),
    DeclaredField("note", "text", False),
)


@pytest.mark.parametrize(
    "text",
    [
        "- invoice_no: string, required, ^INV-\\d{8}$\n- amount: decimal, > 0, mandatory\n- note: text, optional",
        "• *invoice_no* – string – required – `^INV-\\d{8}$`\n"
        "• *amount* – decimal &gt; 0 – required\n• *note* – text, nullable",
        "1. invoice_no (string, required, matches ^INV-\\d{8}$)\n"
        "2. amount (decimal, &gt; 0, required)\n3. note (text)?, optional",
        "invoice_no string not null ^INV-\\d{8}$; amount decimal &gt; 0 not null; note text optional",
        "We need invoice_no (string, required, ^INV-\\d{8}$), amount (decimal, > 0, required) "
        "and note (text, optional).",
        "Required: invoice_no (string, ^INV-\\d{8}$), amount (decimal, > 0). Optional: note (text)",
        "invoice_no: string, ^INV-\\d{8}$\namount: decimal, > 0\nnote: text\nall required except note",
        "invoice_no (string, ^INV-\\d{8}$), amount (decimal, > 0), note (text), alle Pflicht außer note",
        "Fields: invoice_no (string, ^INV-\\d{8}$), amount (decimal, > 0), note (text). "
        "First two mandatory, note optional.",
    ],
)
def test_the_same_fields_are_read_from_any_wording(text):
    assert read_fields(text).fields == INVOICE


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a_b: int, 0-100, required", (">= 0", "<= 100")),
        ("a_b: int between 1 and 9, required", (">= 1", "<= 9")),
        ("a_b: string, max 20 chars, required", ("max length 20",)),
        ("a_b: string, maxlength 20, required", ("max length 20",)),
        ("a_b: string, 2-20 characters, required", ("min length 2", "max length 20")),
        ("a_b: string, 22 characters, required", ("min length 22", "max length 22")),
        ("a_b: Text, höchstens 80 Zeichen, Pflicht", ("max length 80",)),
        ("a_b: enum EUR, USD, required", ("one of EUR, USD",)),
        ("a_b: EUR | USD, required", ("one of EUR, USD",)),
        ("a_b: one of red, green or blue, required", ("one of red, green, blue",)),
        ("a_b (red, green or blue), required", ("one of red, green, blue",)),
        ("a_b: decimal ≥ 0, required", (">= 0",)),
        ("a_b: decimal, positive, required", ("> 0",)),
        ("a_b: string, ISO 4217, required", ("format ISO 4217",)),
        ("a_b: string, not empty, unique, required", ("not empty", "unique")),
    ],
)
def test_constraints_are_read_in_one_wording(words, expected):
    assert (expected, True) == (read_fields(words).fields[0].constraints, read_fields(words).optionality_stated)


@pytest.mark.parametrize("word", ["any", "object", "unknown"])
def test_a_word_that_allows_everything_is_no_type(word):
    table = read_fields(f"- no_x: string, required\n- payload_x: {word}, required")

    assert table.fields[1].type is None


def test_marking_the_optional_ones_means_the_others_are_required():
    table = read_fields("- no_x: string\n- amount: decimal\n- note: text (optional)")

    assert [field.required for field in table.fields] == [True, True, False]


def test_marking_one_required_leaves_the_others_open():
    table = read_fields("- no_x: string, required\n- amount: decimal\n- day: date")

    assert not table.optionality_stated
    assert table.fields[1].required is None


def test_a_field_in_a_list_without_a_type_is_kept():
    table = read_fields("- no_x: string, required\n- customer: see the contract\n- day: date, optional")

    assert "customer" in table.untyped


def test_a_list_of_identifiers_shows_names_only():
    table = read_fields("- invoice_no\n- amount\n- currency")

    assert table.untyped == ("invoice_no", "amount", "currency")


def test_labels_of_several_words_are_names_in_a_list():
    table = read_fields("- Invoice number: string, required\n- Due date: date, optional")

    assert table.names == ("Invoice number", "Due date")


def test_a_code_fence_and_inline_code_are_read():
    assert read_fields("sure:\n```\na_b: string, required\nc_d: int, optional\n```\nok?").names == ("a_b", "c_d")
    assert read_fields("`a_b` string required, `c_d` int optional").names == ("a_b", "c_d")


def test_the_declaration_wins_over_the_example_next_to_it():
    table = read_fields('- amount: decimal, > 0, required\n- no_x: string, required\n```{"amount": -3, "no_x": "a"}```')

    assert [field.type for field in table.fields] == ["decimal", "string"]


def test_a_name_that_slack_turned_into_a_link_is_read():
    table = read_fields("<http://invoice.no|invoice.no>: string, required\namount: decimal, required")

    assert table.names == ("invoice.no", "amount")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n ",
        "👍",
        "tbd",
        "the result plus all useful context",
        "Please text me the number when the date is set.",
        "we page <@U024BE7LH> when p95 > 300 ms over 5 min, as required by the SLA",
        "Owner: Anna\nDate: 2024-05-01\nStatus: open",
        "Failure threshold: number of misrouted tickets > 5 % over 7 days",
        "- Alert: text message to on-call, required within 5 minutes\n- Review: list of cases every Monday",
        "At least 95 % precision over 30 days, measured on 500 invoices",
        "red, green, blue",
        "Anna, Ben and Carl",
        "SAP S/4HANA, OData service API_PURCHASEREQ_PROCESS_SRV",
        "room number, language, request text – all strings, all mandatory",
        "category, priority, suggested answer",
        "If amount > 500 then a human reviews, otherwise it is posted.",
        "1. stop the job\n2. restore the backup\n3. tell the list of customers",
        "helm rollback fraud-scorer 41\nkubectl get pods -w",
        "`price_proposed`, `price_reverted` as JSON lines in s3://pricing-audit/",
        "def handler(event):\n    return 1",
        "class of 2024: students",
        "the type is interface between us and {them}",
        "create table reservations by phone",
        "Schalthandlungen ab 110 kV sind ausgeschlossen, Redispatch ebenfalls.",
    ],
)
def test_a_text_about_something_else_declares_no_fields(text):
    assert read_fields(text) is None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("all fields are required", [True, True, True]),
        ("everything is optional except no_x", [True, False, False]),
        ("nothing is optional", [True, True, True]),
        ("none of them may be empty", [True, True, True]),
        ("alle Felder sind Pflicht bis auf note", [True, True, False]),
        ("tous les champs sont obligatoires sauf note", [True, True, False]),
        ("todos obligatorios excepto note", [True, True, False]),
        ("only note is optional", [True, True, False]),
        ("required: no_x, amount; optional: note", [True, True, False]),
        ("note is optional, the rest is required", [True, True, False]),
        ("first two are mandatory, note optional", [True, True, False]),
    ],
)
def test_one_sentence_answers_required_for_all(sentence, expected):
    table = read_fields(f"- no_x: string\n- amount: decimal\n- note: text\n\n{sentence}")

    assert expected == [field.required for field in table.fields[:3]]


def test_a_heading_without_names_holds_for_the_list_below_it():
    table = read_fields("*Required:*\n- no_x: string\n- amount: decimal\n*Optional:*\n- note: text")

    assert [field.required for field in table.fields] == [True, True, False]


def test_names_alone_under_headings_are_fields():
    table = read_fields("Required: no_x, amount_eur\nOptional: note_text")

    assert [(field.name, field.required) for field in table.fields] == [
        ("no_x", True),
        ("amount_eur", True),
        ("note_text", False),
    ]


def test_camel_case_names_are_spoken_of_as_words():
    table = read_fields("- invoiceNo: string\n- dueDate: date\nall required except due date")

    assert [field.required for field in table.fields] == [True, False]


def test_a_question_mark_after_a_name_or_a_type_makes_it_optional():
    table = read_fields("- no_x: string\n- note?: text\n- day: date?")

    assert [field.required for field in table.fields] == [True, False, False]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a_b: list of strings, required", "list of strings"),
        ("a_b: string[], required", "string[]"),
        ("a_b: timestamp with time zone, required", "timestamp with time zone"),
        ("a_b: double precision, required", "double precision"),
        ("a_b: Ganzzahl, Pflicht", "Ganzzahl"),
        ("a_b: yes/no, required", "yes/no"),
        ("a_b: ^A\\d$, required", "string"),
        ("a_b: 0-100, required", "number"),
        ("a_b: one of x, y, required", "enum"),
        ("a_b: > 0, required", None),
    ],
)
def test_a_type_is_kept_in_the_words_of_its_author(words, expected):
    assert expected == read_fields(words).fields[0].type
