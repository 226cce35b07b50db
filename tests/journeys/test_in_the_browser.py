"""The page and the real app: people at work with mouse and keyboard, in Chromium."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from bot.demo import Demo
from bot.slack.ids import ActionId, CardChoice
from sandbox.client import PersonClient
from sandbox.seen import SeenMessage
from tests.journeys.desk import Desk
from tests.journeys.journey import Journey

MOVES_THE_CLOCK = True
HANDED_OVER = "monitoring"
CHOSEN = "ownership"
VAGUE = "success_criteria.metric"

Sit = Callable[[PersonClient, str], Desk]


@pytest.fixture
def sit(browser: Browser, demo: Demo) -> Iterator[Sit]:
    """Let somebody sit down at the page; after the test everybody leaves."""
    desks: list[Desk] = []

    def sit_down(person: PersonClient, place: str) -> Desk:
        desks.append(Desk(browser, demo.sandbox.url, person, place))
        return desks[-1]

    yield sit_down
    for desk in desks:
        desk.leaves()


@pytest.fixture
def answers(demo: Demo) -> dict[str, str]:
    """The answers of the demo's story, as somebody types them."""
    return {key: text.replace("{", "@").replace("}", "").strip() for key, text in demo.story.story.answers.items()}


def card_in(journey: Journey, channel: str) -> SeenMessage:
    """Return the card of a channel as it is now, waiting for it to appear."""
    return journey.until(lambda: journey.cards(channel))[-1]


def starts(desk: Desk, journey: Journey, channel: str) -> SeenMessage:
    """Type the command, submit the form, and open the thread of the card."""
    desk.writes("/aligned Claims triage copilot")
    expect(desk.field("title")).to_have_value("Claims triage copilot")
    desk.submits()
    card = card_in(journey, channel)
    desk.opens_thread(card)
    expect(desk.thread.locator(".message")).to_have_count(2)
    return card


def opens_form(desk: Desk, journey: Journey, channel: str, part: str) -> None:
    """Choose a part to answer on the card, and wait for its form."""
    desk.chooses(card_in(journey, channel), ActionId.ANSWER, lambda press: press.r == part)
    expect(desk.form).to_be_visible()


def answers_part(desk: Desk, part: str, answers: dict[str, str]) -> None:
    """Fill in what the form of a part asks, and submit it."""
    desk.fills_in({key: text for key, text in answers.items() if key.startswith(f"{part}.") and desk.asks(key)})
    desk.submits()


def hands_over(desk: Desk, journey: Journey, channel: str) -> None:
    """Hand one part over to Bob."""
    desk.chooses(card_in(journey, channel), ActionId.CARD_MENU, lambda press: press.x == CardChoice.HAND_OVER)
    expect(desk.form).to_be_visible()
    desk.ticks("artifacts", HANDED_OVER)
    desk.picks("to", "Bob Okafor")
    desk.keeps("3-hand-over")
    desk.submits()


def answers_all_but_what_is_handed_over(desk: Desk, journey: Journey, channel: str, answers: dict[str, str]) -> None:
    """Answer part after part in forms."""
    parts = dict.fromkeys(key.split(".")[0] for key in answers if not key.startswith((HANDED_OVER, CHOSEN)))
    for part in parts:
        opens_form(desk, journey, channel, part)
        answers_part(desk, part, answers)
    opens_form(desk, journey, channel, CHOSEN)
    desk.picks("ownership.backup_owner", "Dana Novak")
    desk.submits()


def answers_by_direct_message(desk: Desk, journey: Journey, answers: dict[str, str]) -> None:
    """Reply to the reminder with an answer to whatever is asked first, and answer the rest in its form."""
    reminder = journey.until(lambda: [m for m in journey.bob.dm().from_app() if ActionId.PROMISE in m.action_ids])[-1]
    expect(desk.row(reminder)).to_be_visible()
    desk.keeps("5-reminder")
    asked = next(key for key in answers if journey.app.catalogue.field(key).question in reminder.everything)
    desk.writes(answers[asked])
    journey.until(lambda: journey.bob.dm().from_app()[-1].ts > reminder.ts)
    desk.presses(desk.row(reminder), ActionId.ANSWER)
    expect(desk.form).to_be_visible()
    answers_part(desk, HANDED_OVER, answers)


def test_two_people_take_an_alignment_from_the_command_to_the_summary(
    sit: Sit, journey: Journey, demo: Demo, answers: dict[str, str]
) -> None:
    channel = journey.new_channel()
    ana, bob = sit(journey.ana, channel), sit(journey.bob, channel)

    starts(ana, journey, channel)
    ana.replies(f"2. {demo.story.story.vague[VAGUE]}")
    expect(ana.thread.locator(".message")).to_have_count(4)
    ana.keeps("1-a-vague-answer")
    answers_all_but_what_is_handed_over(ana, journey, channel, answers)
    ana.keeps("2-answered")
    hands_over(ana, journey, channel)
    bob.opens_messages_of_the_app()
    bob.presses(bob.page.locator(".conversation"), ActionId.ACCEPT)
    ana.keeps("4-accepted")
    bob.travels("Tomorrow 10:00 for Bob")
    answers_by_direct_message(bob, journey, answers)

    expect(ana.page.locator(".conversation .message")).to_have_count(2)
    for name in ("spec-v1.md", "spec-v1.json"):
        expect(ana.thread.locator(f'.file-card a[href$="/{name}"]')).to_be_visible()
    ana.keeps("6-complete")


def test_a_form_begins_with_what_was_said_before(sit: Sit, journey: Journey, demo: Demo) -> None:
    channel, said = journey.new_channel(), demo.story.story.vague[VAGUE]
    ana = sit(journey.ana, channel)
    starts(ana, journey, channel)
    ana.replies(f"2. {said}")
    expect(ana.thread.locator(".message")).to_have_count(4)

    opens_form(ana, journey, channel, VAGUE.split(".")[0])

    expect(ana.field(VAGUE)).to_have_value(said)
    ana.keeps("form-prefilled")


def test_a_reload_in_the_middle_of_a_form_loses_nothing(sit: Sit, journey: Journey, answers: dict[str, str]) -> None:
    channel = journey.new_channel()
    ana = sit(journey.ana, channel)
    starts(ana, journey, channel)
    opens_form(ana, journey, channel, VAGUE.split(".")[0])
    with ana.page.expect_response("**/values"):
        ana.fills_in({VAGUE: answers[VAGUE]})

    ana.page.reload()

    expect(ana.field(VAGUE)).to_have_value(answers[VAGUE])
    ana.submits()
    expect(ana.thread.locator(".message")).to_have_count(3)


def test_what_was_typed_outlives_the_absence_of_the_app(sit: Sit, journey: Journey, answers: dict[str, str]) -> None:
    channel = journey.new_channel()
    ana = sit(journey.ana, channel)
    away = ana.page.get_by_text("Aligned is not connected.")
    starts(ana, journey, channel)
    opens_form(ana, journey, channel, VAGUE.split(".")[0])
    ana.fills_in({VAGUE: answers[VAGUE]})

    journey.sandbox.faults({"method": "apps.connections.open", "fault": "server_error", "times": None})
    journey.sandbox.disconnect("drop")
    expect(away).to_be_visible()
    ana.form.locator("button[type=submit]").click()
    expect(ana.form.get_by_role("alert")).to_contain_text("dispatch_failed")
    ana.keeps("app-away")
    journey.sandbox.faults()

    expect(away).to_have_count(0, timeout=30_000)
    expect(ana.field(VAGUE)).to_have_value(answers[VAGUE])
    ana.submits()
