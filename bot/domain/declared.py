"""What an answer declares: its fields as a table, its schema compiled, or why its schema is refused."""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.pasted import FieldTable, read_fields
from bot.domain.pasted.json_notations import first_json, is_json_schema
from bot.domain.pasted.json_schema import CompiledSchema, SchemaRefused, compile_schema, to_json_schema
from bot.domain.pasted.slack_text import plain

INPUTS = ("input_schema.json_schema", "input_schema.fields")
OUTPUTS = ("output_format.output_fields", "output_format.format")
_MEANT_AS_SCHEMA = re.compile(r"\"(?:\$schema|\$ref|\$defs|properties|allOf|anyOf|oneOf)\"\s*:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """The fields a text declares, with the schema that follows from them; a refused schema leaves none."""

    table: FieldTable | None = None
    compiled: CompiledSchema | None = None
    refusal: SchemaRefused | None = None

    @property
    def is_typed(self) -> bool:
        """Tell whether it says more than names: a table worth showing, a schema worth keeping."""
        return self.table is not None and len(self.table.untyped) < len(self.table.fields)


@lru_cache(maxsize=16)
def declared_in(text: str) -> Declaration:
    """Read what a text declares; a pasted JSON Schema is taken as it is, anything else is turned into one.

    The same schemas are asked for by every message about an alignment, so the last few are remembered.
    """
    table, said = read_fields(text), plain(text)
    pasted = first_json(said)
    try:
        if is_json_schema(pasted):
            return Declaration(table=table, compiled=compile_schema(pasted))
        if pasted is None and _MEANT_AS_SCHEMA.search(said) and "{" in said:
            return Declaration(compiled=compile_schema(said[said.index("{") : said.rfind("}") + 1]))
        return Declaration(table=table, compiled=compile_schema(to_json_schema(table)) if table else None)
    except SchemaRefused as refusal:
        return Declaration(table=table, refusal=refusal)
