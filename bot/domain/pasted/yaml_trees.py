"""YAML read without trust: plain mappings, lists and texts; no tags, no aliases, bounded in size and depth."""

from collections.abc import Iterator
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

MAX_EVENTS = 6_000
MAX_DEPTH = 24


class NotPlainYaml(ValueError):
    """The text is no YAML, or YAML beyond what is accepted."""


def parse_yaml(text: str) -> Any:
    """Parse a text as YAML in which every scalar stays the text it was written as."""
    try:
        return _Tree(_events(text)).value()
    except yaml.YAMLError as error:
        raise NotPlainYaml(str(error)[:200]) from error


def _events(text: str) -> Iterator[Event]:
    for count, event in enumerate(yaml.parse(text, Loader=yaml.CSafeLoader)):
        if count > MAX_EVENTS or isinstance(event, AliasEvent):
            raise NotPlainYaml("too large, or with aliases")
        if isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent | MappingEndEvent | SequenceEndEvent):
            yield event


class _Tree:
    """Builds a value from the events of a document."""

    def __init__(self, events: Iterator[Event]) -> None:
        self.events = events

    def value(self) -> Any:
        """Build the first document, or None when there is none."""
        first = next(self.events, None)
        return None if first is None else self._node(first, 0)

    def _node(self, event: Event, depth: int) -> Any:
        if depth > MAX_DEPTH:
            raise NotPlainYaml("nested too deeply")
        if isinstance(event, ScalarEvent):
            return event.value
        if isinstance(event, SequenceStartEvent):
            return [self._node(inner, depth + 1) for inner in self._until(SequenceEndEvent)]
        return self._mapping(depth)

    def _mapping(self, depth: int) -> dict[str, Any]:
        read: dict[str, Any] = {}
        for key in self._until(MappingEndEvent):
            if not isinstance(key, ScalarEvent):
                raise NotPlainYaml("a key is no plain text")
            read[key.value] = self._node(next(self.events), depth + 1)
        return read

    def _until(self, end: type[Event]) -> Iterator[Event]:
        for event in self.events:
            if isinstance(event, end):
                return
            yield event
