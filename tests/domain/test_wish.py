"""What people say about being asked is told from every labelled answer that brings something."""

import pytest

from benchmarks.scoring import Example, corpus_files, read_examples
from bot.catalogue_files import SHIPPED, read_catalogue
from bot.domain.catalogue import Catalogue
from bot.domain.reply import answers_anyway, follow
from bot.domain.verdict import Verdict
from bot.domain.wish import Wish, WishKind, wish_of
from tests.builders import an_answer, an_assessment

CADENCE = "monitoring.review_cadence"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue(SHIPPED)


def is_a_wish(catalogue: Catalogue, example: Example) -> bool:
    """Tell whether an answer to its own question would be taken for a wish."""
    wish = wish_of(example.answer)
    if wish is None or not wish.is_bare:
        return wish is not None
    field = catalogue.field(f"{example.artifact}.{example.field}")
    return not answers_anyway(wish, follow(field, None, example.answer, author=example.author or ""), None)


def test_no_labelled_answer_that_brings_something_is_taken_for_a_wish(catalogue: Catalogue) -> None:
    examples = [each for each in read_examples(corpus_files("dev")) if each.verdict is not Verdict.VAGUE]

    taken = [example.id for example in examples if is_a_wish(catalogue, example)]

    assert len(examples) > 1_000
    assert [] == taken


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("later", WishKind.LATER),
        ("Not now, sorry", WishKind.LATER),
        ("I have no time this week", WishKind.LATER),
        ("tomorrow", WishKind.LATER),
        ("friday 3pm", WishKind.LATER),
        ("In two weeks, please.", WishKind.LATER),
        ("I'll do it tomorrow", WishKind.LATER),
        ("can you remind me on Monday?", WishKind.LATER),
        ("Please don't remind me until Friday", WishKind.LATER),
        ("Please remind me every Friday at 3pm", WishKind.PACE),
        ("I am off until Monday", WishKind.AWAY),
        ("I\u2019m on vacation", WishKind.AWAY),
        ("On vacation until 20 March, please ask Dana.", WishKind.AWAY),
        ("I am away from 3 March to 10 March", WishKind.AWAY),
        ("out of office", WishKind.AWAY),
        ("sick today", WishKind.AWAY),
        ("not mine", WishKind.NOT_MINE),
        ("That's not my department!", WishKind.NOT_MINE),
        ("this belongs to <@U0DANA>", WishKind.NOT_MINE),
        ("stop", WishKind.STOP),
        ("stop reminding me", WishKind.STOP),
        ("stop reminding me about this one", WishKind.STOP),
        ("leave me alone with this", WishKind.STOP),
        ("mute this", WishKind.STOP),
        ("unsubscribe", WishKind.STOP),
        ("don't remind me", WishKind.STOP),
        ("No more messages please", WishKind.STOP),
        ("I don't know", WishKind.UNSURE),
        ("no idea yet :shrug:", WishKind.UNSURE),
        ("please wait for Bob", WishKind.UNSURE),
        ("I have to ask Dana first", WishKind.UNSURE),
        ("Back on Monday", WishKind.AWAY),
        ("I'm out today", WishKind.AWAY),
        ("I'll get back to you", WishKind.LATER),
        ("remind me daily", WishKind.PACE),
        ("I cannot answer this, please wait for Bob", WishKind.UNSURE),
        ("remind me once a week on Fridays", WishKind.PACE),
        ("Remind me every 2 days", WishKind.PACE),
        ("remind me on Mondays", WishKind.PACE),
    ],
)
def test_a_wish_is_told_by_what_it_says(said: str, kind: WishKind) -> None:
    wish = wish_of(said)

    assert wish is not None
    assert kind is wish.kind


@pytest.mark.parametrize(
    "said",
    [
        "every Friday at 3pm Bob reviews the dashboard",
        "Later cases go to Bob.",
        "Stop the service when errors exceed 5 % in a day",
        "Bob is on vacation, Dana decides",
        "Tomorrow's invoices are left out",
        "I review the log every Friday",
        "Dana and I look at it on Monday",
        "out of scope",
        "Off by more than 5 % in a day",
        "If nobody answers by Friday 3pm, it is rolled back",
        "I don't know the window, but accuracy must reach 95 %",
        "Not mine to decide; Dana Reyes is accountable and agreed",
        "It extracts invoices.",
        "weekly",
        "every Monday",
        "Ask me every time the amount exceeds 500 EUR",
        "Ping me once the error rate is above 5 %",
        "Notify me",
        "ask me",
        "I'll do it",
        "Will do it",
        "We must ask Bob",
        "We wait for Dana, then roll back",
        "off",
        "out",
        "back",
        "Remind me every time a case is older than 3 days",
        "Stop it and call the on-call",
        "Remind the clerk tomorrow",
        "Remind the handler after 2 hours if the claim is still open",
        "Remind me after 2 hours if the claim is still open",
        "The bot pings the owner every 30 minutes",
        "Ping me after 15 minutes",
        "Ping me at 5 %",
        "Ping me on Slack",
        "Ask me the first time",
        "Ask me before it is sent",
        "Snooze the alarm for 10 minutes",
        "within 2 hours",
        "at 3",
        "off at 5",
        "2h",
        "2 days",
        "I am accountable",
        "On Monday I look at the dashboard",
        "I don't know. " * 20,
    ],
)
def test_an_answer_with_such_words_in_it_is_no_wish(said: str) -> None:
    assert wish_of(said) is None


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("Friday, 3pm.", "friday, 3pm"),
        ("Remind me in 2 weeks please", "in 2 weeks"),
        ("Sorry, I'm busy right now. Tomorrow?", "tomorrow"),
        ("I'll answer by Friday", "by friday"),
        ("later", ""),
        ("remind me in 2 hours", "in 2 hours"),
        ("ping me in 30 minutes", "in 30 minutes"),
        ("Remind me after 2 hours", "in 2 hours"),
        ("remind me tonight", "tonight"),
        ("remind me this afternoon", "this afternoon"),
        ("Can you remind me again this evening?", "this evening"),
        ("remind me at 3", "at 3"),
        ("remind me tomorrow at 10", "tomorrow at 10"),
        ("remind me on the 12th", "on the 12th"),
        ("remind me later today", ""),
        ("I'm busy today", ""),
        ("busy this afternoon", ""),
        ("I'll answer tonight", "tonight"),
        ("I will answer in an hour", "in an hour"),
        ("let me get back to you in an hour", "in an hour"),
        ("give me two days", "in two days"),
        ("snooze 1h", "in 1h"),
        ("snooze for 15 h", "in 15 h"),
        ("snooze until 15h", "until 15h"),
        ("snooze it for 2 days", "in 2 days"),
        ("EOD", "eod"),
        ("in 2 hours", "in 2 hours"),
        ("yesterday", "yesterday"),
    ],
)
def test_a_wish_for_later_carries_the_time_it_names(said: str, when: str) -> None:
    wish = wish_of(said)

    assert wish is not None
    assert when == wish.when


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("remind me in 5", "in 5"),
        ("Remind me early next week", "early next week"),
        ("please remind me again after the holidays", "after the holidays"),
        ("nudge me on 12.3.", "on 12.3"),
        ("ping me at 25", "at 25"),
        ("ask me in a few days", "in a few days"),
        ("snooze until easter", "until easter"),
    ],
)
def test_a_time_that_cannot_be_read_makes_no_answer_of_a_plain_wish(said: str, when: str) -> None:
    assert Wish(kind=WishKind.LATER, when=when) == wish_of(said)


@pytest.mark.parametrize("said", ["in 2 hours", "tonight", "EOD", "friday at 15", "on the 12th", "yesterday"])
def test_a_mere_time_may_as_well_answer_a_question(said: str) -> None:
    wish = wish_of(said)

    assert wish is not None
    assert wish.is_bare


def test_a_mere_time_answers_a_question_that_was_begun_and_lacks_it(catalogue: Catalogue) -> None:
    begun = an_assessment(Verdict.PARTIAL, found={"reviewer": "Bob"}, missing=("cadence",))
    earlier = an_answer(CADENCE, text="Bob looks at it", assessment=begun)
    completed = follow(catalogue.field(CADENCE), earlier, "every Friday", author="U1")

    assert answers_anyway(Wish(kind=WishKind.LATER, is_bare=True), completed, earlier)


def test_a_mere_time_is_no_answer_to_a_question_about_something_else(catalogue: Catalogue) -> None:
    reading = follow(catalogue.field("capability.in_scope"), None, "friday 3pm", author="U1")
    wish = wish_of("friday 3pm")

    assert wish is not None
    assert not answers_anyway(wish, reading, None)


def test_whom_it_belongs_to_answers_who_is_accountable(catalogue: Catalogue) -> None:
    said = "this belongs to <@U0DANA>"
    reading = follow(catalogue.field("ownership.accountable_owner"), None, said, author="U1")
    wish = wish_of(said)

    assert wish is not None
    assert answers_anyway(wish, reading, None)
