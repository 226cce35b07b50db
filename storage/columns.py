"""Column types: aware instants, text without what databases choke on, JSON, enumerations by value."""

import re
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Enum, Integer, Text
from sqlalchemy.types import TypeDecorator

#: PostgreSQL refuses NUL, no database encodes a lone surrogate.
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_REPLACEMENT = "\ufffd"

#: SQLite numbers rows by itself only in a column that is called INTEGER.
Number = BigInteger().with_variant(Integer(), "sqlite")


def storable(value: Any) -> Any:
    """Replace what no database stores in every text of a value, however deep."""
    if isinstance(value, str):
        return _UNSTORABLE.sub(_REPLACEMENT, value)
    if isinstance(value, dict):
        return {storable(key): storable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [storable(item) for item in value]
    return value


class CleanText(TypeDecorator[str]):
    """Text of any length; NUL and lone surrogates become the replacement character."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Clean what goes in."""
        return None if value is None else _UNSTORABLE.sub(_REPLACEMENT, value)


class CleanJson(TypeDecorator[Any]):
    """Plain values as JSON, their texts as clean as in a `CleanText`."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """Clean what goes in."""
        return storable(value)


class UtcDateTime(TypeDecorator[datetime]):
    """An instant, aware and in UTC on both sides; SQLite itself would give it back naive."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive instant, and turn an aware one into UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a naive datetime cannot be stored: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Say again that it is UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def one_of(choices: type[StrEnum]) -> Enum:
    """Store the members of an enumeration as their values, without a constraint that a new member would break."""
    return Enum(
        choices,
        values_callable=lambda members: [member.value for member in members],
        native_enum=False,
        create_constraint=False,
        length=32,
    )
