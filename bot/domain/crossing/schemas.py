"""X4, X9 and X16: examples, metrics and rules speak of the fields and values that the schemas have."""

import re
from collections.abc import Iterator
from typing import Any

from bot.domain.crossing.finding import CrossFinding
from bot.domain.crossing.measures import stems
from bot.domain.crossing.statements import Statement, Statements, finding
from bot.domain.declared import declared_in
from bot.domain.pasted import FieldTable
from bot.domain.pasted.examples import find_examples
from bot.domain.pasted.json_schema import CompiledSchema

METRIC, FAILURE = "success_criteria.metric", "success_criteria.failure_threshold"
RULES = "capability.decision_rules"
INPUT, OUTPUT, FORMAT = "input_schema.fields", "output_format.output_fields", "output_format.format"
INPUT_SCHEMA = "input_schema.json_schema"
VALID, INVALID, GOLDEN = "input_schema.examples_valid", "input_schema.examples_invalid", "output_format.golden_pairs"
ELSEWHERE = (
    INPUT,
    OUTPUT,
    FORMAT,
    INPUT_SCHEMA,
    "input_schema.validation",
    "input_schema.source_system",
    "output_format.consumer",
    "monitoring.logged_events",
    "monitoring.signals",
    "capability.decision_rules",
    "exception_rollback.rollback_procedure",
)
_IDENTIFIER = re.compile(
    r"(?<![\w./@#-])(?:[a-z][a-z0-9]*(?:_[a-z0-9]+)+|[a-z]{2,}(?:[A-Z][a-z0-9]+)+|`[A-Za-z_][\w.]*`)(?![\w./-]|\()"
)
_DATA_SET = re.compile(r"set|sample|eval|test|gold|bench|valid|holdout|corpus|v\d|20\d\d|q[1-4]")
_MEASURE_NAME = re.compile(r"rate|accuracy|score|precision|recall|latency|count|f1|auc|share|ratio|_p\d\d|metric|kpi")
_SET_BEFORE = re.compile(
    r"\b(?:on|over|from|in|into|table|view|dataset|data set|set|sample|index|flag|topic|queue)\s(?:the |our )?`?$"
)
_LABELLED = re.compile(
    r"\b(?:assign|route|send|put|move|label|classif(?:y|ied)|tag|mark|set|goes?|queue|return)(?:s|es|"
    r"ed)?\b[^,.;\n]{0,30}?\b(?:to|as|into|in|=|it|be)\s(?:the |a |an )?"
    r"(?:[\"'`“](?P<quoted>[^\"'`”]{1,40})[\"'`”]|(?P<label>[\w-]+(?: [\w-]+)?)(?= (?:queue|label|class|category|"
    r"status)\b))"
)


def metrics_name_known_fields(said: Statements) -> Iterator[CrossFinding]:
    """X4: a field that success is measured by exists in the output."""
    output = said.find(OUTPUT) or said.find(FORMAT)
    table = output.reading.table if output else None
    if not output or not table:
        return
    known = " ".join(statement.answer.text.lower() for statement in said.several(*ELSEWHERE))
    for statement in said.several(METRIC, FAILURE):
        for name in _field_names(statement):
            if not re.search(rf"(?<!\w){re.escape(name.lower())}(?!\w)", known):
                yield finding("X4", "unknown", (statement, name), (output, ", ".join(table.names[:8])), name=name)
                return


def examples_fit_their_schema(said: Statements) -> Iterator[CrossFinding]:
    """X9: an example that should be accepted is accepted, and one that should be rejected is not."""
    declared, output = said.find(INPUT_SCHEMA) or said.find(INPUT), said.find(OUTPUT) or said.find(FORMAT)
    takes, gives = _compiled(declared), _compiled(output)
    for statement in said.several(INPUT, VALID):
        yield from _broken(statement, _examples(statement), declared, takes)
    for statement in said.several(OUTPUT, FORMAT):
        yield from _broken(statement, _examples(statement), output, gives)
    for statement in said.several(GOLDEN):
        pairs = _examples(statement)
        yield from _broken(statement, pairs[::2], declared, takes)
        yield from _broken(statement, pairs[1::2], output, gives)
    yield from _accepted(said.find(INVALID), declared, takes)


def rules_give_known_values(said: Statements) -> Iterator[CrossFinding]:
    """X16: an outcome of the decision rules is one of the values the output can take."""
    rules, output = said.find(RULES), said.find(OUTPUT) or said.find(FORMAT)
    if not rules or not output:
        return
    labels = _labels(rules)
    for field, values in _enumerations(output.reading.table):
        known = [any(_is_value(label, value) for value in values) for label in labels]
        if any(known) and not all(known):
            stray = labels[known.index(False)]
            yield finding("X16", "value", (rules, stray), (output, ", ".join(values)), field=field, value=stray)
            return


def _field_names(statement: Statement) -> Iterator[str]:
    """List what looks like the name of a field, and not like that of a data set, a table or a metric."""
    text = statement.answer.text
    windows = " ".join(statement.reading.passage.quote(window.span) for window in statement.reading.windows)
    for found in _IDENTIFIER.finditer(text):
        name = found[0].strip("`")
        before = text[max(0, found.start() - 24) : found.start()].lower()
        is_other = _DATA_SET.search(name.lower()) or _MEASURE_NAME.search(name.lower()) or _SET_BEFORE.search(before)
        if name not in windows and not is_other:
            yield name


def _compiled(statement: Statement | None) -> CompiledSchema | None:
    """Return the schema that is pasted, or that follows from the declared fields; None when there is none to trust."""
    declared = declared_in(statement.answer.text) if statement else None
    if declared is None or (declared.table and declared.table.problems):
        return None
    return declared.compiled


def _examples(statement: Statement) -> tuple[dict[str, Any], ...]:
    return find_examples(statement.answer.text)


def _broken(
    statement: Statement,
    examples: tuple[dict[str, Any], ...],
    declared: Statement | None,
    schema: CompiledSchema | None,
) -> Iterator[CrossFinding]:
    """Say where the first example breaks its schema; a schema read off the very example proves nothing."""
    if schema is None or declared is None:
        return
    for violation in (violation for example in examples for violation in schema.check(example)):
        parts = (
            ((statement, violation.path),)
            if declared is statement
            else ((statement, violation.path), (declared, declared.excerpt))
        )
        yield finding("X9", "breaks", *parts, path=violation.path, message=violation.message)
        return


def _accepted(
    statement: Statement | None, declared: Statement | None, schema: CompiledSchema | None
) -> Iterator[CrossFinding]:
    for example in _examples(statement) if statement else ():
        if statement and declared and schema and not schema.check(example):
            shown = ", ".join(f"{name}: {value}" for name, value in list(example.items())[:4])
            yield finding("X9", "accepted", (statement, shown[:120]), (declared, declared.excerpt))
            return


def _labels(rules: Statement) -> list[str]:
    text = rules.reading.passage.text
    return [str(found["quoted"] or found["label"]) for found in _LABELLED.finditer(text)]


def _enumerations(table: FieldTable | None) -> Iterator[tuple[str, list[str]]]:
    for field in table.fields if table else ():
        for constraint in field.constraints:
            if constraint.startswith("one of "):
                yield field.name, constraint.removeprefix("one of ").split(", ")


def _is_value(label: str, value: str) -> bool:
    """Compare by the words a label and a value share: "the fast queue" and `fast`, "manual sorting" and "
    "`MANUAL_SORTING`."""
    said = stems(re.findall(r"[^\W_]+", label.lower()))
    return bool(said & stems(re.findall(r"[^\W_]+", value.lower())))
