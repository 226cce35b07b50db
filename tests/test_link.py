"""A connection hands over messages, and outlives what is none."""

import threading
from collections.abc import Iterator

import pytest
from websockets.sync.server import ServerConnection, serve

from bot.link import Link, Message

PATIENCE = 15.0
DEEP = "[" * 100_000
FRAMES = ("[]", "null", '"hello"', "no JSON", DEEP, "", '{"type": "hello"}')


@pytest.fixture
def url() -> Iterator[str]:
    """The address of a peer that says all of this and goes away."""

    def talk(connection: ServerConnection) -> None:
        for frame in FRAMES:
            connection.send(frame)

    with serve(talk, "127.0.0.1", 0) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"ws://127.0.0.1:{server.socket.getsockname()[1]}"
        server.shutdown()
        thread.join(PATIENCE)


def test_a_frame_that_is_no_message_is_left_out_and_the_next_one_heard(url: str) -> None:
    heard: list[Message] = []
    ended = threading.Event()

    Link(url, ssl=None, on_message=lambda _, message: heard.append(message), on_end=lambda _: ended.set()).start()

    assert ended.wait(PATIENCE)
    assert [{"type": "hello"}] == heard
