"""Reading a YAML or JSON file into a model, so that every complaint names a line and a key."""

from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from sandbox.errors import FileProblem

Model = TypeVar("Model", bound=BaseModel)


def read_model(path: Path, model: type[Model]) -> Model:
    """Read a file into a model or raise FileProblem."""
    text = _read_text(path)
    root = _compose(path, text)
    try:
        return model.model_validate(yaml.safe_load(text))
    except ValidationError as error:
        first = error.errors()[0]
        keys = tuple(key for key in first["loc"] if isinstance(key, str | int))
        key, reason = ".".join(map(str, keys)), first["msg"]
        raise FileProblem(path, line=_line_of(root, keys), key=key, reason=reason) from error


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise FileProblem(path, line=None, key="", reason=error.strerror or "cannot be read") from error
    except UnicodeDecodeError as error:
        raise FileProblem(path, line=None, key="", reason="is not UTF-8 text") from error


def _compose(path: Path, text: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise FileProblem(path, line=line, key="", reason=error.problem or "is not YAML") from error
    except yaml.YAMLError as error:
        raise FileProblem(path, line=None, key="", reason=f"is not YAML: {error}") from error


def _line_of(node: yaml.Node | None, keys: tuple[str | int, ...]) -> int | None:
    """Follow keys as deep as the file goes; a missing key is reported at its parent."""
    if node is None:
        return None
    line = node.start_mark.line + 1
    if not keys:
        return line
    child = _child(node, keys[0])
    return line if child is None else _line_of(child, keys[1:])


def _child(node: yaml.Node, key: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for name, value in node.value if name.value == str(key)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        child: yaml.Node = node.value[key]
        return child
    return None
