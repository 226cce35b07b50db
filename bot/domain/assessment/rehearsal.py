"""Judging one answer of every kind once at the start: weights, parsers and dialects are loaded when first needed.

Unrehearsed, whoever pastes the first table waits ten times as long as the next person.
"""

from bot.domain.assessment.assessor import assess
from bot.domain.catalogue import Catalogue

PASTED_AT = "input_schema.fields"
PASTED = (
    "CREATE TABLE claim (id INT NOT NULL)",
    "CREATE TABLE [claim] (id INT NOT NULL, note NVARCHAR(20))",
    "CREATE TABLE claim (id INT64 NOT NULL)",
    "CREATE TABLE `claim` (id INT UNSIGNED NOT NULL)",
    "CREATE TABLE claim (id NUMBER(9) NOT NULL)",
    "interface Claim { id: number; note?: string }",
    "public record Claim(int Id, string? Note);",
    "class Claim(BaseModel):\n    id: int\n    note: str | None = None",
    '{"type": "object", "properties": {"id": {"type": "integer", "pattern": "^[0-9]+$"}}, "required": ["id"]}',
    "claim:\n  id: integer\n  note: string",
    "| name | type | required |\n|---|---|---|\n| id | integer | yes |",
)


def rehearse(catalogue: Catalogue) -> None:
    """Judge the example of every question, and a paste in every notation."""
    for field in catalogue:
        assess(field, field.example)
    for pasted in PASTED:
        assess(catalogue.field(PASTED_AT), pasted)
