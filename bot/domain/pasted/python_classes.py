"""Fields from Python: pydantic models, dataclasses, typed dictionaries, named tuples and enums."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.pasted.constraints import matches, one_of
from bot.domain.pasted.field_table import FieldTable
from bot.domain.pasted.named_types import Member, NamedType, unfold

_DECLARES = re.compile(r"^[ \t]*(?:@\w[^\n]*\n\s*)*class\s+\w+\s*(?:\([^)\n]*\))?\s*:", re.MULTILINE)
_CODE_LINE = re.compile(r"\s|$|class\b|@|from\b|import\b|#|\)|\]|\}|\w+\s*=")
_ATTEMPTS = 2
# Python warns about unknown escapes in what it parses; a private character in place of each backslash keeps it quiet.
_BACKSLASH = "\ue000"
_KEYWORDS = {
    "gt": "> {}",
    "ge": ">= {}",
    "lt": "< {}",
    "le": "<= {}",
    "min_length": "min length {}",
    "max_length": "max length {}",
    "multiple_of": "multiple of {}",
    "decimal_places": "{} decimals",
}
_NUMERIC = {"conint": "int", "confloat": "float", "condecimal": "Decimal", "constr": "str"}
_POSITIVE = {"PositiveInt": ("int", "> 0"), "NonNegativeInt": ("int", ">= 0"), "PositiveFloat": ("float", "> 0")}


def read_python(text: str) -> FieldTable | None:
    """Read the classes of a text whose bodies declare annotated fields."""
    found = _DECLARES.search(text)
    tree = _parsed(text[found.start() :]) if found else None
    if tree is None:
        return None
    types = [_named(node) for node in tree.body if isinstance(node, ast.ClassDef)]
    return unfold([declared for declared in types if declared.members or declared.values], "python")


def _parsed(code: str) -> ast.Module | None:
    """Parse as much as is Python, cutting the words after it where the parser stumbles."""
    lines = [line for line in _dedented(code.replace("\\", _BACKSLASH)).splitlines() if _CODE_LINE.match(line)]
    for _ in range(_ATTEMPTS):
        try:
            return ast.parse("\n".join(lines))
        except SyntaxError as error:
            stumbled = (error.lineno or 1) - 1
            lines = lines[: min(stumbled, len(lines) - 1)]
        except (ValueError, RecursionError, MemoryError):
            return None
        if not lines:
            return None
    return None


def _dedented(code: str) -> str:
    indent = len(code) - len(code.lstrip(" \t"))
    return (
        "\n".join(line[indent:] if line[:indent].isspace() else line for line in code.splitlines()) if indent else code
    )


def _named(node: ast.ClassDef) -> NamedType:
    bases = {_source(base).rpartition(".")[2] for base in node.bases}
    if any(base.endswith("Enum") for base in bases):
        return NamedType(node.name, values=tuple(_enum_values(node)))
    is_total = not any(keyword.arg == "total" and _source(keyword.value) == "False" for keyword in node.keywords)
    fields = [line for line in node.body if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)]
    return NamedType(node.name, members=tuple(_member(line, is_total=is_total) for line in fields))


def _enum_values(node: ast.ClassDef) -> Iterator[str]:
    for line in node.body:
        if isinstance(line, ast.Assign):
            value = line.value
            name = _source(line.targets[0])
            yield str(value.value) if isinstance(value, ast.Constant) else name


@dataclass(slots=True)
class _Annotation:
    type: str | None = None
    is_nullable: bool = False
    is_required: bool | None = None
    constraints: tuple[str, ...] = ()


def _member(line: ast.AnnAssign, *, is_total: bool) -> Member:
    read = _annotation(line.annotation)
    is_default, constraints, alias = _default(line.value)
    required = is_total and not is_default and not read.is_nullable
    if read.is_required is not None:
        required = read.is_required
    name = alias or _source(line.target)
    return Member(name, read.type, required, (*read.constraints, *constraints))


def _default(value: ast.expr | None) -> tuple[bool, tuple[str, ...], str | None]:
    """Tell whether a value makes its field optional, what it constrains, and the name it has on the wire."""
    if not isinstance(value, ast.Call) or not _source(value.func).lower().endswith("field"):
        return value is not None and not _is_ellipsis(value), (), None
    named = {keyword.arg: keyword.value for keyword in value.keywords if keyword.arg}
    given = [*value.args[:1], *(named[key] for key in ("default", "default_factory") if key in named)]
    alias = named.get("alias")
    wire = alias.value if isinstance(alias, ast.Constant) and isinstance(alias.value, str) else None
    return any(not _is_ellipsis(item) for item in given), tuple(_keyword_constraints(named)), wire


def _is_ellipsis(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is Ellipsis


def _keyword_constraints(named: dict[str, ast.expr]) -> Iterator[str]:
    for key, value in named.items():
        if key in _KEYWORDS:
            yield _KEYWORDS[key].format(_source(value))
        elif key in ("pattern", "regex") and isinstance(value, ast.Constant):
            yield matches(str(value.value).replace(_BACKSLASH, "\\"))


def _annotation(node: ast.expr) -> _Annotation:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return _Annotation(node.value)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return _union([*_alternatives(node)])
    if isinstance(node, ast.Subscript):
        return _subscript(_source(node.value).rpartition(".")[2], node.slice)
    if isinstance(node, ast.Call):
        return _call(node)
    word = _source(node)
    kind, constraint = _POSITIVE.get(word, (word, None))
    return _Annotation(kind, constraints=(constraint,) if constraint else ())


def _alternatives(node: ast.expr) -> Iterator[ast.expr]:
    while isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        yield node.right
        node = node.left
    yield node


def _union(branches: list[ast.expr]) -> _Annotation:
    filled = [branch for branch in branches if _source(branch) != "None"]
    read = _annotation(filled[0]) if len(filled) == 1 else _Annotation(" | ".join(map(_source, filled[::-1])))
    read.is_nullable = read.is_nullable or len(filled) < len(branches)
    return read


def _subscript(word: str, inner: ast.expr) -> _Annotation:
    items = list(inner.elts) if isinstance(inner, ast.Tuple) else [inner]
    if word == "Optional":
        return _union([inner, ast.Constant(None)])
    if word == "Union":
        return _union(items[::-1])
    if word in ("NotRequired", "Required"):
        read = _annotation(inner)
        read.is_required = word == "Required"
        return read
    if word == "Annotated" and items:
        return _annotated(items)
    if word == "Literal":
        values = one_of(str(item.value) for item in items if isinstance(item, ast.Constant))
        return _Annotation("enum", constraints=(values,))
    return _Annotation(f"{word}[{', '.join(map(_source, items))}]")


def _annotated(items: list[ast.expr]) -> _Annotation:
    read = _annotation(items[0])
    for item in items[1:]:
        if isinstance(item, ast.Call):
            named = {keyword.arg: keyword.value for keyword in item.keywords if keyword.arg}
            read.constraints = (*read.constraints, *_keyword_constraints(named))
    return read


def _call(node: ast.Call) -> _Annotation:
    named = {keyword.arg: keyword.value for keyword in node.keywords if keyword.arg}
    word = _source(node.func).rpartition(".")[2]
    return _Annotation(_NUMERIC.get(word, word), constraints=tuple(_keyword_constraints(named)))


def _source(node: ast.AST) -> str:
    try:
        return ast.unparse(node)[:200].replace(_BACKSLASH, "\\")
    except RecursionError:
        return ""
