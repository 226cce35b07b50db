"""A request is Slack's when Slack signed it, a moment ago; what is done is known for as long as it could come again."""

import pytest
from slack_sdk.signature import SignatureVerifier

from bot.signatures import Signatures

NOW = 1_772_500_000
BODY = b'{"type": "event_callback"}'
OLD, NEW = "the-old-secret", "the-new-secret"


class Watch:
    """Seconds that stand still until they are moved."""

    def __init__(self) -> None:
        self.seconds = float(NOW)

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def signatures(watch: Watch) -> Signatures:
    return Signatures([OLD, NEW], now=watch)


def signed(body: bytes = BODY, *, secret: str = NEW, timestamp: str = str(NOW)) -> str:
    """Sign a body as Slack's own library does."""
    signature = SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=body)
    assert signature is not None
    return signature


@pytest.mark.parametrize("secret", [OLD, NEW])
def test_a_signature_with_any_of_the_secrets_is_good(signatures: Signatures, secret: str) -> None:
    assert signatures.refusal([str(NOW)], [signed(secret=secret)], BODY) == ""


def test_a_signature_with_another_secret_is_refused(signatures: Signatures) -> None:
    assert "another secret" in signatures.refusal([str(NOW)], [signed(secret="somebody's")], BODY)


def test_a_body_that_was_changed_on_the_way_is_refused(signatures: Signatures) -> None:
    assert "another secret" in signatures.refusal([str(NOW)], [signed()], BODY + b" ")


@pytest.mark.parametrize(("later", "is_good"), [(299, True), (300, True), (301, False), (-301, False)])
def test_a_signature_is_good_for_five_minutes(
    signatures: Signatures, watch: Watch, later: int, *, is_good: bool
) -> None:
    watch.seconds += later

    assert (signatures.refusal([str(NOW)], [signed()], BODY) == "") is is_good


@pytest.mark.parametrize("timestamp", ["", "abc", "1e3", "٣", " 1", "9" * 5000, "-1", "1.5"])
def test_what_is_no_timestamp_is_refused_before_anything_is_computed(signatures: Signatures, timestamp: str) -> None:
    assert signatures.refusal([timestamp], ["v0=00"], BODY) == "no timestamp"


@pytest.mark.parametrize("signature", ["", "v0=", "v0=ü", "\udcff", "v1=00"])
def test_what_is_no_signature_is_refused(signatures: Signatures, signature: str) -> None:
    assert signatures.refusal([str(NOW)], [signature], BODY) != ""


@pytest.mark.parametrize(("timestamps", "given"), [([], ["a"]), (["1", "2"], ["a"]), (["1"], []), (["1"], ["a", "a"])])
def test_each_header_must_come_exactly_once(signatures: Signatures, timestamps: list[str], given: list[str]) -> None:
    assert "exactly one" in signatures.refusal(timestamps, given, BODY)


def test_a_body_that_is_no_text_can_be_signed(signatures: Signatures) -> None:
    assert signatures.refusal([str(NOW)], ["v0=00"], b"\xff\xfe") == "signed with another secret"


def test_a_request_is_done_once_it_is_noted(signatures: Signatures) -> None:
    before = signatures.is_done("v0=1")

    signatures.note_done("v0=1")

    assert (False, True) == (before, signatures.is_done("v0=1"))


def test_a_request_that_was_only_looked_at_is_not_done(signatures: Signatures) -> None:
    assert [False, False] == [signatures.is_done("v0=1"), signatures.is_done("v0=1")]


def test_signatures_that_cannot_be_good_any_more_are_not_remembered(signatures: Signatures, watch: Watch) -> None:
    signatures.note_done("v0=1")

    watch.seconds += 601

    assert not signatures.is_done("v0=1")
