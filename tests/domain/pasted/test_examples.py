"""Example records next to a declaration."""

from bot.domain.pasted import read_fields
from bot.domain.pasted.examples import check_examples, find_examples

DECLARED = "- amount: decimal, > 0, required\n- no_x: string, required\n"


def test_a_record_with_values_is_an_example():
    assert find_examples('like {"amount": 3, "no_x": "a"} for instance') == ({"amount": 3, "no_x": "a"},)


def test_a_schema_or_a_sample_of_types_is_no_example():
    assert find_examples('{"properties": {"a": {"type": "string"}}} {"a": "string", "b": "int"} {not json}') == ()


def test_an_example_that_breaks_its_declaration_is_told_where():
    text = DECLARED + '```{"amount": -3, "no_x": "a"}```'

    violations = check_examples(text, read_fields(text))

    assert [violation.path for violation in violations] == ["$.amount"]


def test_an_example_that_fits_is_fine():
    text = DECLARED + '```{"amount": 3, "no_x": "a"}```'

    assert check_examples(text, read_fields(text)) == ()


def test_the_first_broken_example_of_several_speaks():
    text = DECLARED + '{"amount": 3, "no_x": "a"} {"amount": "x", "no_x": "a"} {"no_x": 1}'

    violations = check_examples(text, read_fields(text))

    assert [violation.path for violation in violations] == ["$.amount"]


def test_an_answer_without_an_example_has_nothing_to_check():
    assert check_examples(DECLARED, read_fields(DECLARED)) == ()


def test_only_a_few_examples_are_looked_at():
    assert len(find_examples('{"a": 1} ' * 50)) == 5
