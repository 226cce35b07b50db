"""What people paste, whatever the notation, read into one field table and one JSON Schema."""

from bot.domain.pasted.field_table import DeclaredField, FieldTable, Problem, ProblemCode
from bot.domain.pasted.reader import read_fields

__all__ = ["DeclaredField", "FieldTable", "Problem", "ProblemCode", "read_fields"]
