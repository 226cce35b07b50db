"""Files that people add to a form."""

import base64
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.client import PersonClient, SandboxClient, SandboxRefusal
from sandbox.running import RunningSandbox
from sandbox.seen import Modal
from tests.sandbox.parrot import Parrot
from tests.sandbox.payloads import a_modal, an_input

SCHEMA = {"name": "schema.json", "title": "Schema", "mimetype": "application/json", "content": '{"type": "object"}'}
PICTURE = bytes(range(256))


@pytest.fixture
def form(parrot: Parrot, ana: PersonClient, channel: str) -> Modal:
    """A form that asks for at most two files, JSON or PNG."""
    element = {"type": "file_input", "action_id": "upload", "filetypes": ["json", "png"], "max_files": 2}
    view = a_modal(an_input("files", **element), an_input("note", optional=True))

    def open_form(ack: Callable[..., None], body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=view)

    parrot.answers("command", open_form)
    ana.types("/parrot", channel=channel)
    return ana.waits_for_modal()


def submitted_files(parrot: Parrot) -> list[dict[str, Any]]:
    """Return the files as the app receives them."""
    return parrot.hears("view_submission")["view"]["state"]["values"]["files"]["upload"]["files"]


def fetched(url: str) -> bytes:
    """Return what an address serves."""
    with urllib.request.urlopen(url) as answer:
        return answer.read()


def test_a_submitted_file_reaches_the_app_as_a_file_object(parrot: Parrot, ana: PersonClient, form: Modal):
    form.submit({"files": {"upload": [SCHEMA]}})

    [file] = submitted_files(parrot)
    assert ("schema.json", "Schema", "application/json", 18, ana.id) == (
        file["name"],
        file["title"],
        file["mimetype"],
        file["size"],
        file["user"],
    )


def test_the_app_reads_what_is_in_a_submitted_file(parrot: Parrot, web: WebClient, form: Modal):
    form.submit({"files": {"upload": [SCHEMA]}})

    [file] = submitted_files(parrot)
    known = web.files_info(file=file["id"])["file"]
    assert b'{"type": "object"}' == fetched(known["url_private"])


def test_bytes_that_are_not_text_arrive_unchanged(parrot: Parrot, form: Modal):
    encoded = base64.b64encode(PICTURE).decode()

    form.submit({"files": {"upload": [{"name": "chart.png", "content_base64": encoded}]}})

    [file] = submitted_files(parrot)
    assert PICTURE == fetched(file["url_private"])


def test_a_file_that_the_form_has_already_is_not_taken_in_twice(parrot: Parrot, ana: PersonClient, form: Modal):
    path = f"/control/people/{ana.id}/views/{form.id}/values"
    ana.api.post(path, {"block_id": "files", "action_id": "upload", "value": [SCHEMA]})
    kept = ana.modal().values["files"]["upload"]["files"]

    ana.modal().submit({"files": {"upload": kept}})

    assert kept == submitted_files(parrot)


def test_a_form_refuses_too_many_files(form: Modal):
    submission = form.submit({"files": {"upload": [SCHEMA, SCHEMA, SCHEMA]}})

    assert {"files": "Add at most 2 files."} == submission.errors


def test_a_form_refuses_files_of_another_kind(form: Modal):
    submission = form.submit({"files": {"upload": [SCHEMA | {"name": "deck.pptx"}]}})

    assert {"files": "Only these kinds of files: json, png."} == submission.errors


def test_a_required_file_that_is_missing_is_asked_for(form: Modal):
    assert {"files": "Please complete this required field."} == form.submit().errors


def test_content_that_is_not_base64_is_refused(form: Modal):
    with pytest.raises(SandboxRefusal, match="invalid_value"):
        form.submit({"files": {"upload": [{"name": "chart.png", "content_base64": "?"}]}})


def test_a_form_with_files_needs_the_scope_to_read_them(
    parrot: Parrot, people: SandboxClient, web: WebClient, ana: PersonClient, channel: str
):
    people.scopes(remove=["files:read"])
    ana.types("/parrot", channel=channel)
    trigger_id = parrot.hears("command")["trigger_id"]

    with pytest.raises(SlackApiError) as refused:
        web.views_open(trigger_id=trigger_id, view=a_modal(an_input("f", type="file_input", action_id="a")))

    people.scopes(add=["files:read"])
    assert ("missing_scope", "files:read") == (refused.value.response["error"], refused.value.response["needed"])


def test_somebody_elses_file_cannot_be_passed_off_as_ones_own(
    parrot: Parrot, running: RunningSandbox, bob: PersonClient, form: Modal
):
    taken = running.sandbox.files.taken_in(SCHEMA, bob.id)

    form.submit({"files": {"upload": [taken | {"name": "mine.json"}]}})

    [file] = submitted_files(parrot)
    assert taken["id"] != file["id"]
