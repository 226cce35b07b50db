"""The question catalogue: which artifacts a spec has, which fields they ask, which slots an answer must fill.

The questions themselves are data (``templates/specs/*.toml``); these models only say what a well-formed file is.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Sentence = Annotated[str, StringConstraints(min_length=3, strip_whitespace=True)]


class Depth(StrEnum):
    """How much of the catalogue an alignment asks."""

    CORE = "core"
    STANDARD = "standard"
    HIGH = "high"

    def includes(self, other: "Depth") -> bool:
        """Tell whether a spec of this depth asks the fields of the other depth."""
        order = tuple(Depth)
        return order.index(other) <= order.index(self)

    @property
    def deeper(self) -> tuple["Depth", ...]:
        """List the depths that ask more than this one."""
        return tuple(depth for depth in Depth if not self.includes(depth))


class Entry(BaseModel):
    """One table of a catalogue file; an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Slot(Entry):
    """One piece that an answer must contain, with the question that asks for just this piece.

    A modifier is a defect that spoils an otherwise concrete answer; it is missing only when violated.
    `when_vague` is asked instead of `follow_up` when something was said; ``{words}`` stands for what.
    `label` completes the sentence "Still missing: …".
    """

    name: Name
    label: Annotated[str, StringConstraints(min_length=3, max_length=40)] | None = None
    follow_up: Sentence
    when_vague: Sentence | None = None
    modifier: bool = False
    suggestions: tuple[str, ...] = ()

    @property
    def spoken(self) -> str:
        """What people call this piece."""
        return self.label or self.name.replace("_", " ")


class Field(Entry):
    """One question inside an artifact. `weight` orders gaps by consequence, the heaviest first."""

    artifact: Name
    name: Name
    label: Annotated[str, StringConstraints(min_length=3, max_length=48)]
    question: Sentence
    why: Sentence
    example: Sentence
    weight: int
    slots: tuple[Slot, ...]
    depth: Depth = Depth.CORE

    @property
    def key(self) -> str:
        """The name that is unique in the whole catalogue: ``artifact.field``."""
        return f"{self.artifact}.{self.name}"

    @property
    def base_slots(self) -> tuple[str, ...]:
        """The names of the slots that must all be filled."""
        return tuple(slot.name for slot in self.slots if not slot.modifier)

    @property
    def modifiers(self) -> tuple[str, ...]:
        """The names of the defects that can spoil a concrete answer."""
        return tuple(slot.name for slot in self.slots if slot.modifier)

    def slot(self, name: str) -> Slot:
        """Return the slot of that name, or raise KeyError."""
        for slot in self.slots:
            if slot.name == name:
                return slot
        raise KeyError(name)


class Artifact(Entry):
    """One of the parts a spec must have."""

    name: Name
    title: Annotated[str, StringConstraints(min_length=3, max_length=48)]
    fields: tuple[Field, ...]


class Catalogue(Entry):
    """Every artifact with every field, of every depth."""

    version: str
    artifacts: tuple[Artifact, ...]

    @model_validator(mode="after")
    def _keys_are_unique(self) -> Self:
        keys = [field.key for field in self]
        doubled = sorted({key for key in keys if keys.count(key) > 1})
        if doubled:
            raise ValueError(f"asked twice: {', '.join(doubled)}")
        return self

    @cached_property
    def _by_key(self) -> dict[str, Field]:
        return {field.key: field for field in self}

    @cached_property
    def _asked(self) -> dict[tuple[str, Depth], tuple[Field, ...]]:
        """What each artifact asks at each depth, looked at for every alignment again and again."""
        return {
            (artifact.name, depth): tuple(field for field in artifact.fields if depth.includes(field.depth))
            for artifact in self.artifacts
            for depth in Depth
        }

    def __iter__(self) -> Iterator[Field]:  # type: ignore[override]  # a catalogue is read as its fields
        for artifact in self.artifacts:
            yield from artifact.fields

    def field(self, key: str) -> Field:
        """Return the field with that key (``artifact.field``), or raise KeyError."""
        return self._by_key[key]

    def known(self, keys: Iterable[str]) -> tuple[Field, ...]:
        """Return the fields of these keys that it still has: what was asked once may be asked no more."""
        return tuple(self._by_key[key] for key in keys if key in self._by_key)

    def artifact(self, name: str) -> Artifact:
        """Return the artifact of that name, or raise KeyError."""
        for artifact in self.artifacts:
            if artifact.name == name:
                return artifact
        raise KeyError(name)

    def fields_of(self, artifact: str, depth: Depth) -> tuple[Field, ...]:
        """List the fields that an artifact asks at a depth, or raise KeyError."""
        return self._asked[artifact, depth]
