"""The external upload flow through Slack's own client."""

import http.client
from urllib.parse import urlsplit

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.client import PersonClient


def fetch(url: str, *, body: bytes | None = None, content_type: str = "") -> tuple[int, bytes]:
    """Send one HTTP request and return status and body."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port)
    headers = {"Content-Type": content_type} if content_type else {}
    connection.request("GET" if body is None else "POST", parts.path, body, headers)
    response = connection.getresponse()
    answer = response.status, response.read()
    connection.close()
    return answer


def test_a_file_is_shared_into_a_thread(web: WebClient, ana: PersonClient, channel: str):
    root = web.chat_postMessage(channel=channel, text="root")["ts"]

    web.files_upload_v2(
        channel=channel,
        thread_ts=root,
        filename="spec.md",
        title="The spec",
        content="# Spec",
        initial_comment="Here it is",
    )

    message = ana.thread(channel, root)[-1]
    [file] = message.raw["files"]
    assert (message.text, message.raw["subtype"]) == ("Here it is", "file_share")
    assert (file["title"], file["filetype"], file["size"], file["preview"]) == (
        "The spec",
        "markdown",
        6,
        "# Spec",
    )


def test_a_shared_file_can_be_read(web: WebClient, ana: PersonClient, channel: str):
    web.files_upload_v2(channel=channel, filename="a.json", content='{"a": 1}')

    url = ana.sees(channel)[-1].raw["files"][0]["url_private"]

    assert fetch(url) == (200, b'{"a": 1}')


def test_bytes_may_come_as_a_form(web: WebClient):
    ticket = web.files_getUploadURLExternal(filename="a.txt", length=5)
    form = b'--xyz\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhello\r\n--xyz--\r\n'

    status, _ = fetch(ticket["upload_url"], body=form, content_type="multipart/form-data; boundary=xyz")

    assert status == 200


def test_a_file_has_the_length_that_was_announced(web: WebClient):
    ticket = web.files_getUploadURLExternal(filename="a.txt", length=5)

    assert fetch(ticket["upload_url"], body=b"four") == (400, b"length_mismatch")


def test_a_file_without_bytes_cannot_be_shared(web: WebClient, channel: str):
    ticket = web.files_getUploadURLExternal(filename="a.txt", length=5)

    with pytest.raises(SlackApiError, match="file_not_found"):
        web.files_completeUploadExternal(files=[{"id": ticket["file_id"]}], channel_id=channel)


def test_a_file_is_described(web: WebClient, channel: str):
    shared = web.files_upload_v2(channel=channel, filename="a.bin", content=b"\xff\xfe\x00")

    described = web.files_info(file=shared["file"]["id"])["file"]

    assert (described["name"], described["preview"], described["channels"]) == ("a.bin", None, [channel])


def test_a_deleted_file_is_gone(web: WebClient, channel: str):
    file_id = web.files_upload_v2(channel=channel, filename="a.txt", content="hello")["file"]["id"]

    web.files_delete(file=file_id)

    with pytest.raises(SlackApiError, match="file_not_found"):
        web.files_info(file=file_id)
