"""Whatever passes the guard fits every limit and calls nobody, as an independent checker sees it."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.slack.guard import guarded_message, guarded_view, without_blocks
from bot.slack.message import Message
from bot.slack.mrkdwn import escape
from bot.slack.text import ELLIPSIS
from sandbox.checks import check_message, check_view, find_mentions

SEEDS = st.sampled_from(
    [
        "",
        " ",
        "<!channel>",
        "@here #general www.evil.example",
        "<@U012AB3CD>",
        "<https://evil.example|Approve>",
        "\u202egnp.exe\x00",
        "👨‍👩‍👧‍👦🇩🇪",
        "\ud800",
        "& < >",
    ]
)
TEXTS = st.one_of(
    st.text(st.characters(codec=None), max_size=40),
    SEEDS,
    st.builds(lambda seed, times: seed * times, SEEDS | st.text(min_size=1, max_size=3), st.integers(1, 4000)),
)
PLAIN = st.builds(lambda text: {"type": "plain_text", "text": text, "emoji": True}, TEXTS)
SAFE_MRKDWN = st.builds(lambda text: {"type": "mrkdwn", "text": escape(text)}, TEXTS)
WORDS = PLAIN | SAFE_MRKDWN
IDS = st.text("ab.:", min_size=1, max_size=2) | st.just("x" * 256)
OPTIONS = st.lists(
    st.fixed_dictionaries({"text": PLAIN, "value": IDS}, optional={"description": PLAIN}), min_size=1, max_size=120
)


def objects(kind: str, required: dict[str, Any], optional: dict[str, Any] | None = None) -> st.SearchStrategy[Any]:
    """Describe Block Kit objects of a kind."""
    return st.fixed_dictionaries({"type": st.just(kind), **required}, optional=optional or {})


CONFIRM = st.fixed_dictionaries({"title": PLAIN, "text": WORDS, "confirm": PLAIN, "deny": PLAIN})
BUTTON = objects("button", {"text": PLAIN, "action_id": IDS}, {"value": TEXTS, "confirm": CONFIRM})
SELECT = st.builds(
    lambda options, chosen, action: {
        "type": "static_select",
        "action_id": action,
        "options": options,
        "initial_option": options[chosen % len(options)],
    },
    OPTIONS,
    st.integers(0, 200),
    IDS,
)
OVERFLOW = objects("overflow", {"options": OPTIONS, "action_id": IDS})
RADIO = objects("radio_buttons", {"options": OPTIONS, "action_id": IDS})
PEOPLE = objects("users_select", {"action_id": IDS}, {"placeholder": PLAIN})
TYPED = objects(
    "plain_text_input",
    {"action_id": IDS},
    {"initial_value": TEXTS, "placeholder": PLAIN, "max_length": st.integers(1, 9000)},
)
BLOCKS = st.one_of(
    objects("section", {"text": WORDS}, {"accessory": BUTTON | SELECT | OVERFLOW, "block_id": IDS}),
    objects("section", {"fields": st.lists(WORDS, max_size=12)}),
    objects("header", {"text": PLAIN}),
    objects("context", {"elements": st.lists(WORDS, max_size=12)}, {"block_id": IDS}),
    objects("actions", {"elements": st.lists(BUTTON | SELECT | PEOPLE, max_size=30)}, {"block_id": IDS}),
    objects("divider", {}),
)
QUESTIONS = objects(
    "input", {"label": PLAIN, "element": TYPED | SELECT | RADIO | PEOPLE}, {"hint": PLAIN, "block_id": IDS}
)
MESSAGES = st.builds(
    lambda text, blocks: Message(text=escape(text), blocks=tuple(blocks)), TEXTS, st.lists(BLOCKS, max_size=60)
)
VIEWS = st.fixed_dictionaries(
    {
        "type": st.just("modal"),
        "title": PLAIN,
        "submit": PLAIN.filter(lambda text: text["text"].isalpha()),
        "blocks": st.lists(BLOCKS | QUESTIONS, max_size=110),
    },
    optional={"close": PLAIN, "private_metadata": TEXTS, "callback_id": IDS},
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.sampled_from(["type", "text", "options", "elements", "x"]), inner)
    ),
)
# Views of a hundred blocks often outgrow what Hypothesis is willing to generate; those examples are dropped.
THOROUGH = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))


def a_section(text: str, **changes: object) -> dict[str, Any]:
    """Return a section of markup."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **changes}


def guarded(*blocks: dict[str, Any], text: str = "hello") -> dict[str, Any]:
    """Guard a message of these blocks."""
    return guarded_message(Message(text=text, blocks=blocks))


@THOROUGH
@given(MESSAGES)
def test_every_message_fits_and_calls_nobody(message: Message) -> None:
    payload = guarded_message(message)

    assert check_message(payload) == []
    assert check_message(payload, method="chat.update") == []
    assert find_mentions(payload) == []


@THOROUGH
@given(VIEWS)
def test_every_modal_fits_and_calls_nobody(view: dict[str, Any]) -> None:
    payload = guarded_view(view)

    assert check_view(payload) == []
    assert find_mentions(payload) == []


@THOROUGH
@given(st.lists(BLOCKS, max_size=120))
def test_every_home_fits(blocks: list[dict[str, Any]]) -> None:
    assert check_view(guarded_view({"type": "home", "blocks": blocks})) == []


@THOROUGH
@given(st.text(), st.lists(JSON, max_size=5), JSON)
def test_the_guard_never_raises(text: str, blocks: list[Any], blocks_of_view: Any) -> None:
    message = guarded_message(Message(text=text, blocks=tuple(blocks)))
    view = guarded_view({"type": "modal", "blocks": blocks_of_view})

    assert message["text"]
    assert view["title"]


@pytest.mark.parametrize("summons", ["<!channel>", "<!here|here>", "<!everyone>", "<!subteam^S012AB3CD|@team>"])
def test_no_renderer_can_call_a_whole_channel_by_mistake(summons: str) -> None:
    payload = guarded(a_section(f"hi {summons}"), text=summons)

    assert find_mentions(payload) == []


def test_a_mention_of_our_own_stays_live() -> None:
    payload = guarded(a_section("for <@U012AB3CD> by <!date^1772528400^{date}|3 March>"))

    assert find_mentions(payload) == ["<@U012AB3CD>"]
    assert "<!date^1772528400^{date}|3 March>" in payload["blocks"][0]["text"]["text"]


def test_nothing_in_a_message_is_looked_at_twice() -> None:
    payload = guarded(a_section("www.example.com"))

    assert {
        "parse": "none",
        "link_names": False,
        "unfurl_links": False,
        "unfurl_media": False,
    }.items() <= payload.items()
    assert payload["blocks"][0]["text"]["verbatim"] is True


def test_a_message_without_words_is_given_those_of_its_blocks() -> None:
    assert guarded(a_section("from the block"), text=" ")["text"] == "from the block"


def test_a_long_section_is_split_and_nothing_is_lost() -> None:
    words = " ".join(f"word{number}" for number in range(900))

    payload = guarded(a_section(words, block_id="first"))

    shown = [block["text"]["text"] for block in payload["blocks"]]
    assert words.split() == " ".join(shown).split()
    assert [block["block_id"] for block in payload["blocks"] if "block_id" in block] == ["first"]


def test_a_message_that_is_too_long_ends_visibly_and_keeps_its_buttons() -> None:
    buttons = {"type": "actions", "elements": [_button("aligned.answer")]}

    payload = guarded(*[a_section("x" * 900) for _ in range(60)], buttons)

    *kept, cut, last = payload["blocks"]
    assert kept == [a_section("x" * 900) | {"text": {"type": "mrkdwn", "text": "x" * 900, "verbatim": True}}] * 11
    assert cut["elements"][0]["text"] == ELLIPSIS
    assert last["elements"][0]["action_id"] == "aligned.answer"


def test_a_shortened_text_ends_visibly() -> None:
    payload = guarded({"type": "header", "text": {"type": "plain_text", "text": "y" * 200}})

    assert payload["blocks"][0]["text"]["text"] == "y" * 149 + ELLIPSIS


def test_a_prefilled_answer_is_left_out_rather_than_cut() -> None:
    """A cut answer would come back as the whole one when the form is submitted."""
    view = _modal_with({"type": "plain_text_input", "action_id": "a", "initial_value": "z" * 3001})

    payload = guarded_view(view)

    assert "initial_value" not in payload["blocks"][0]["element"]


def test_a_preselection_that_is_no_option_is_left_out() -> None:
    option = {"text": {"type": "plain_text", "text": "a"}, "value": "a"}
    other = {"text": {"type": "plain_text", "text": "b"}, "value": "b"}

    payload = guarded_view(_modal_with({"type": "static_select", "options": [option], "initial_option": other}))

    assert "initial_option" not in payload["blocks"][0]["element"]


def test_metadata_that_would_be_torn_is_left_out() -> None:
    payload = guarded_view({**_modal_with({"type": "users_select"}), "private_metadata": "m" * 3001})

    assert "private_metadata" not in payload


def test_a_view_keeps_what_it_carries() -> None:
    view = {
        **_modal_with({"type": "users_select", "action_id": "who"}),
        "private_metadata": '{"v":1}',
        "callback_id": "c",
    }

    payload = guarded_view(view)

    assert (
        payload["private_metadata"],
        payload["callback_id"],
        payload["blocks"][0]["element"]["action_id"],
    ) == ('{"v":1}', "c", "who")


def test_the_plainest_form_of_a_message_has_no_blocks() -> None:
    payload = without_blocks(guarded(a_section("hello")))

    assert payload["blocks"] == []
    assert check_message(payload) == []


def test_words_borrowed_from_plain_text_stay_plain() -> None:
    header = {"type": "header", "text": {"type": "plain_text", "text": "for <@U012AB3CD>"}}

    payload = guarded(header, text="")

    assert payload["text"] == "for &lt;@U012AB3CD&gt;"


def _button(action: str) -> dict[str, Any]:
    return {"type": "button", "action_id": action, "text": {"type": "plain_text", "text": "Answer"}}


def _modal_with(element: dict[str, Any]) -> dict[str, Any]:
    label = {"type": "plain_text", "text": "Question"}
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": "Answer"},
        "submit": {"type": "plain_text", "text": "Save"},
        "blocks": [{"type": "input", "label": label, "element": element}],
    }
