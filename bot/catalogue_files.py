"""Reads a folder of question files (TOML) into one catalogue: the product's own, or a workspace's packs.

A file continues an artifact that an earlier file began; files are read in the order of depth, then of name.
"""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.domain.catalogue import Artifact, Catalogue, Depth, Field
from bot.domain.errors import Misconfigured

SHIPPED = Path(__file__).resolve().parent.parent / "templates" / "specs"
SHIPPED_PACKS = SHIPPED / "packs"


class CatalogueFileError(Misconfigured):
    """A question file cannot be read."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path


class _Part(BaseModel):
    """What one file contributes to an artifact; the title is given where the artifact begins."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    title: str | None = None
    field: tuple[dict[str, Any], ...] = ()


class _File(BaseModel):
    """The top level of one file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    depth: Depth = Depth.CORE
    artifact: tuple[_Part, ...]


def read_catalogue(*folders: Path) -> Catalogue:
    """Read every question file of the folders into one catalogue, or tell which file and key is wrong."""
    paths = [path for folder in folders or (SHIPPED,) for path in sorted(folder.glob("*.toml"))]
    files = sorted(((path, _parsed(path)) for path in paths), key=lambda read: tuple(Depth).index(read[1].depth))
    if not files:
        raise CatalogueFileError(Path(*folders[:1]), "no question file in this folder")
    artifacts: dict[str, Artifact] = {}
    for path, file in files:
        for position, part in enumerate(file.artifact):
            artifacts[part.name] = _continued(artifacts.get(part.name), part, file.depth, path, position)
    version = "+".join(f"{path.stem}-{file.version}" for path, file in files)
    return _whole(version, artifacts.values(), files[-1][0])


def read_every_depth(own: Path | None = None) -> Catalogue:
    """Read the product's questions of every depth and a workspace's own, which continue the artifacts there are."""
    shipped = read_catalogue(SHIPPED, SHIPPED_PACKS)
    if own is None:
        return shipped
    if not own.is_dir():
        raise Misconfigured(f"ALIGNED_PACKS names a folder that is not there: {own}.")
    for path in sorted(own.glob("*.toml")):
        _ensure_known(path, {artifact.name for artifact in shipped.artifacts})
    if not any(own.glob("*.toml")):
        raise CatalogueFileError(own, "no question file in this folder")
    return read_catalogue(SHIPPED, SHIPPED_PACKS, own)


def _ensure_known(path: Path, artifacts: set[str]) -> None:
    for position, part in enumerate(_parsed(path).artifact):
        if part.name not in artifacts:
            raise CatalogueFileError(
                path, f"artifact.{position}.name: there is no {part.name}, only {', '.join(sorted(artifacts))}"
            )


def _whole(version: str, artifacts: Iterable[Artifact], path: Path) -> Catalogue:
    try:
        return Catalogue(version=version, artifacts=tuple(artifacts))
    except ValidationError as error:
        raise CatalogueFileError(path, _first_reason(error)) from error


def _parsed(path: Path) -> _File:
    try:
        return _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise CatalogueFileError(path, f"this file cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogueFileError(path, str(error)) from error
    except ValidationError as error:
        raise CatalogueFileError(path, _first_reason(error)) from error


def _continued(begun: Artifact | None, part: _Part, depth: Depth, path: Path, position: int) -> Artifact:
    fields = tuple(
        _field(part.name, table, depth, path, f"artifact.{position}.field.{index}")
        for index, table in enumerate(part.field)
    )
    title = part.title or (begun.title if begun else "")
    known = {field.key for field in (begun.fields if begun else ())}
    for field in fields:
        if field.key in known:
            raise CatalogueFileError(path, f"asked twice: {field.key}")
        known.add(field.key)
    try:
        return Artifact(name=part.name, title=title, fields=(begun.fields if begun else ()) + fields)
    except ValidationError as error:
        raise CatalogueFileError(path, _first_reason(error, f"artifact.{position}")) from error


def _field(artifact: str, table: Mapping[str, Any], depth: Depth, path: Path, where: str) -> Field:
    entry = {key: value for key, value in table.items() if key != "slot"}
    entry["slots"] = table.get("slot", ())
    entry.setdefault("depth", depth)
    try:
        return Field.model_validate({"artifact": artifact, **entry})
    except ValidationError as error:
        raise CatalogueFileError(path, _first_reason(error, f"{where} ({table.get('name', '?')})")) from error


def _first_reason(error: ValidationError, where: str = "") -> str:
    first = error.errors()[0]
    key = ".".join(str(part) for part in (where, *first["loc"]) if part != "")
    return f"{key}: {first['msg']}" if key else str(first["msg"])
