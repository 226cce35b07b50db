"""Judging one answer of every kind once at the start: weights and parsers are loaded when first needed.

Unrehearsed, whoever pastes the first schema waits ten times as long as the next person. The dialects of SQL are not
rehearsed: they take twelve megabytes, and the first `CREATE TABLE` waits 0.05 s for them.
"""

from bot.domain.assessment.assessor import assess
from bot.domain.catalogue import Catalogue

PASTED_AT = "input_schema.fields"
PASTED = (
    "interface Claim { id: number; note?: string }",
    "public record Claim(int Id, string? Note);",
    "class Claim(BaseModel):\n    id: int\n    note: str | None = None",
    '{"type": "object", "properties": {"id": {"type": "integer", "pattern": "^[0-9]+$"}}, "required": ["id"]}',
    "claim:\n  id: integer\n  note: string",
    "| name | type | required |\n|---|---|---|\n| id | integer | yes |",
)


def rehearse(catalogue: Catalogue) -> None:
    """Judge the example of every question, and a paste in every notation but SQL."""
    for field in catalogue:
        assess(field, field.example)
    for pasted in PASTED:
        assess(catalogue.field(PASTED_AT), pasted)
