"""Example records inside an answer, and whether they fit the fields the answer declares."""

from typing import Any

from bot.domain.pasted.field_table import FieldTable
from bot.domain.pasted.json_notations import read_sample, read_schema
from bot.domain.pasted.json_schema import CompiledSchema, Violation, compile_schema, to_json_schema
from bot.domain.pasted.slack_text import plain
from bot.domain.pasted.strict_json import NotStrictJson, parse_json_prefix

MAX_EXAMPLES = 5
MAX_STARTS = 40


def find_examples(text: str) -> tuple[dict[str, Any], ...]:
    """Return the JSON records in a text that show values; schemas and type samples are no examples."""
    found: list[dict[str, Any]] = []
    words = plain(text)
    position = words.find("{")
    for _ in range(MAX_STARTS):
        if position < 0 or len(found) == MAX_EXAMPLES:
            break
        try:
            value, length = parse_json_prefix(words[position:])
        except NotStrictJson:
            length = 1
        else:
            if _is_example(value):
                found.append(value)
        position = words.find("{", position + length)
    return tuple(found)


def _is_example(value: Any) -> bool:
    if not isinstance(value, dict) or not value or read_schema(value):
        return False
    sample = read_sample(value)
    return sample is not None and all(field.type is None for field in sample.fields)


def check_examples(text: str, table: FieldTable) -> tuple[Violation, ...]:
    """List where the examples in a text break the fields it declares: the first broken example speaks."""
    examples = find_examples(text)
    if not examples:
        return ()
    schema: CompiledSchema = compile_schema(to_json_schema(table))
    return next((violations for example in examples if (violations := schema.check(example))), ())
