"""The fields an answer declares, shown back as a table for confirmation; and why a pasted schema is not accepted."""

from collections.abc import Sequence

from slack_sdk.models.blocks import RawTextObject, TableBlock

from bot.domain.alignment import Answer
from bot.domain.catalogue import Field
from bot.domain.declared import INPUTS, OUTPUTS, Declaration, declared_in
from bot.domain.pasted import DeclaredField, FieldTable
from bot.slack.blocks import Row, section
from bot.slack.controls import control
from bot.slack.ids import ActionId
from bot.slack.presses import Press
from bot.slack.scene import Scene
from bot.slack.text import stripped, truncated

MOST_FIELDS = 30
CELL = 60
MOST_ANSWERS = 5
DECLARING = (*INPUTS, *OUTPUTS)
COLUMNS = ("field", "type", "required", "constraints")


def declared_rows(scene: Scene, known: Sequence[tuple[Answer, Field]]) -> Sequence[Row]:
    """Show the first table the answers declare, since Slack takes one a message, and every refused schema."""
    shown = tabled(known)
    refused = [(field, each.refusal) for answer, field in known if (each := _declared(answer, field)).refusal]
    return (
        *(_table_rows(scene, *shown) if shown else ()),
        *(section(scene.words.say("declared.refused", label=f.label, reason=str(why))) for f, why in refused),
    )


def tabled(known: Sequence[tuple[Answer, Field]]) -> tuple[Field, FieldTable] | None:
    """Return the field whose declarations are shown as a table; many answers at once keep to a line each."""
    likeliest = sorted(known, key=lambda each: DECLARING.index(each[1].key) if each[1].key in DECLARING else 0)
    for answer, field in likeliest if len(known) <= MOST_ANSWERS else ():
        declared = _declared(answer, field)
        if declared.table and declared.is_typed and len(declared.table.fields) > 1 and not declared.refusal:
            return field, declared.table
    return None


def _declared(answer: Answer, field: Field) -> Declaration:
    return declared_in(answer.text) if field.key in DECLARING else Declaration()


def _table_rows(scene: Scene, field: Field, table: FieldTable) -> Sequence[Row]:
    words = scene.words
    shown = table.fields[:MOST_FIELDS]
    problems = [words.say(f"declared.{each.code}", words=each.words) for each in table.problems]
    facts = {"label": field.label, "count": len(table.fields), "source": table.source, "shown": len(shown)}
    about = Press(a=scene.alignment.id, f=field.key)
    heads = [words.plain(f"declared.{column}") for column in COLUMNS]
    return (
        section(words.say("declared.read", **facts), control(words, ActionId.ANSWER, about, "correct_fields")),
        TableBlock(rows=[_cells(heads), *(_cells(_row(scene, each)) for each in shown)]),
        section("\n".join(problems)),
    )


def _row(scene: Scene, field: DeclaredField) -> Sequence[str]:
    required = {True: "yes", False: "no", None: "open"}[field.required]
    return (
        field.name,
        field.type or scene.words.plain("declared.no_type"),
        scene.words.plain(f"declared.required_{required}"),
        "; ".join(field.constraints),
    )


def _cells(texts: Sequence[str]) -> Sequence[RawTextObject]:
    """Fill a row; no cell may be empty, and none is a place for a whole text."""
    return [RawTextObject(text=truncated(" ".join(stripped(text).split()), CELL) or "-") for text in texts]
