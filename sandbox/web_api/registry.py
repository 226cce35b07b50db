"""Every Web API method the sandbox imitates, found by name."""

from collections.abc import Iterator, Mapping
from types import ModuleType

from sandbox.web_api import app, chat, conversations, files, people, views
from sandbox.web_api.method import Method


def imitated_methods() -> Mapping[str, Method]:
    """Collect the methods each family declares."""
    families = (app, chat, conversations, files, people, views)
    return {method.name: method for family in families for method in _declared(family)}


def _declared(family: ModuleType) -> Iterator[Method]:
    return (value for value in vars(family).values() if isinstance(value, Method))
