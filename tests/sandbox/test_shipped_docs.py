"""What the documentation says of the sandbox is what there is."""

import re
from pathlib import Path

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.client import PersonClient, SandboxClient
from sandbox.control.routes import ENDPOINTS
from sandbox.events import SCOPES
from sandbox.faults import Fault
from sandbox.limits import Strictness
from sandbox.sockets import Disconnect
from sandbox.web_api.method import Method, TokenKind
from sandbox.web_api.registry import imitated_methods

DOCS = (Path(__file__).parents[2] / "docs" / "sandbox.md").read_text()
WRITTEN = set(re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", DOCS, flags=re.DOTALL)))
METHODS = imitated_methods()


@pytest.mark.parametrize("name", METHODS)
def test_every_method_is_documented(name: str):
    assert name in WRITTEN


@pytest.mark.parametrize("name", sorted(name for name in WRITTEN if re.fullmatch(r"[a-z]+\.[a-zA-Z]+", name)))
def test_every_documented_method_exists(name: str):
    known = {*METHODS, *SCOPES, "manifest.yml", "conftest.py"}

    assert name in known or name.startswith(("message.", "features."))


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_is_documented(fault: Fault):
    assert fault.value in WRITTEN


@pytest.mark.parametrize("word", [*Strictness, *(how for how in Disconnect if "_" in how and how != "half_open")])
def test_every_strictness_and_disconnect_is_documented(word: str):
    assert str(word) in WRITTEN


@pytest.mark.parametrize("path", sorted({path for _, path, _ in ENDPOINTS}))
def test_every_control_address_is_documented(path: str):
    last = path.removesuffix("/{person}").removesuffix("/{conversation}").rpartition("/")[2]

    assert last in DOCS


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
def test_every_method_cites_the_documentation_it_follows(method: Method):
    assert f"https://docs.slack.dev/reference/methods/{method.name}" in (method.run.__doc__ or "") or (
        method.name == "blocks.validate"
    )


@pytest.mark.parametrize(
    "method", [method for method in METHODS.values() if method.scopes], ids=lambda method: method.name
)
def test_no_method_works_without_its_scope(web: WebClient, people: SandboxClient, method: Method):
    people.scopes(remove=method.scopes)

    with pytest.raises(SlackApiError) as error:
        web.api_call(method.name)

    people.scopes(add=method.scopes)
    assert error.value.response["error"] == "missing_scope"
    assert error.value.response["needed"].split(",") == list(method.scopes)


@pytest.mark.parametrize(
    "method",
    [
        method
        for method in METHODS.values()
        if method.token is TokenKind.BOT and any(argument.is_required for argument in method.arguments)
    ],
    ids=lambda method: method.name,
)
def test_no_method_works_without_its_required_arguments(web: WebClient, method: Method):
    with pytest.raises(SlackApiError) as error:
        web.api_call(method.name)

    named = " ".join(error.value.response["response_metadata"]["messages"])
    assert error.value.response["error"] == "invalid_arguments"
    assert all(argument.name in named for argument in method.arguments if argument.is_required)


@pytest.mark.parametrize("word", sorted(set(re.findall(r"`ana\.(\w+)\(", DOCS))))
def test_every_documented_gesture_exists(word: str):
    assert callable(getattr(PersonClient, word))
