"""Why a JSON Schema is not accepted.

    SchemaRefused
    ├── NotAJsonSchema       no JSON, duplicate keys, NaN, numbers beyond 2^53, a value no schema has there
    ├── SchemaTooLarge       bytes, values, depth, branches
    ├── ForeignDialect       another `$schema` than draft 2020-12
    ├── RemoteReference      `$ref` to anything but `#` and `#/$defs/…`
    ├── DanglingReference    `$ref` to a part that is not there
    ├── MovingReference      `$dynamicRef`, anchors, an `$id` inside
    ├── EndlessReference     references that multiply, or never reach a value
    └── UnsafePattern        a pattern that cannot be matched in linear time

The docstring of a class is its message.
"""

from bot.domain.errors import AlignedError

MAX_WORDS = 120


class SchemaRefused(AlignedError):
    """This JSON Schema is not accepted."""

    def __init__(self, path: str = "$", words: str = "") -> None:
        super().__init__()
        self.path = path
        self.words = words[:MAX_WORDS]

    @property
    def reason(self) -> str:
        """The sentence that says why, without the place."""
        return super().__str__()

    def __str__(self) -> str:
        quoted = f" ({self.words})" if self.words else ""
        return f"{self.reason} At {self.path}{quoted}."


class NotAJsonSchema(SchemaRefused):
    """This is not a valid JSON Schema."""


class SchemaTooLarge(SchemaRefused):
    """The schema is larger, deeper or more branched than what is accepted."""


class ForeignDialect(SchemaRefused):
    """Only JSON Schema draft 2020-12 is read; leave `$schema` out or name that draft."""


class RemoteReference(SchemaRefused):
    """A schema may refer to its own parts only, as `#/$defs/name`; nothing is fetched."""


class DanglingReference(SchemaRefused):
    """The schema refers to a part that it does not have."""


class MovingReference(SchemaRefused):
    """References that depend on where they are read (`$dynamicRef`, anchors, an inner `$id`) are not supported."""


class EndlessReference(SchemaRefused):
    """The references of the schema multiply or run in a circle."""


class UnsafePattern(SchemaRefused):
    """The pattern cannot be matched in linear time; look-around and back-references are not supported."""
