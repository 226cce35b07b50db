"""`/aligned`: reports, the form that starts an alignment, and whatever else people type."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.alignment import Alignment, Status
from bot.domain.effects import FormName, Notice, OpenForm, Whisper
from tests.builders import CHANNEL, an_alignment
from tests.handlers.payloads import a_command
from tests.handlers.reception import Reception, answer_of
from tests.services.office import ANA


def test_a_title_is_put_into_the_form(reception: Reception) -> None:
    command = a_command("Route support tickets")

    response = reception.receives(command)

    (form,) = reception.office.queued(OpenForm)
    assert response.status == 200
    assert FormName.START is form.form
    assert form.facts["title"] == "Route support tickets"
    assert (form.trigger_id, form.channel) == (command["trigger_id"], CHANNEL)


@pytest.mark.parametrize("text", ["", "   ", "\n\t ", None])
def test_an_empty_command_shows_the_form_without_a_title(reception: Reception, text: str | None) -> None:
    response = reception.receives(a_command(text=text))

    (form,) = reception.office.queued(OpenForm)
    assert response.status == 200
    assert form.facts["title"] == ""


@pytest.mark.parametrize("word", ["status", "mine", "list", "nudges", "STATUS", "  Mine "])
def test_a_report_is_whispered_where_it_was_asked_for(reception: Reception, word: str) -> None:
    command = a_command(word)

    response = reception.receives(command)

    (whisper,) = reception.office.queued(Whisper)
    assert response.status == 200
    assert Notice(word.strip().lower()) is whisper.notice
    assert (whisper.person, whisper.channel) == (ANA, CHANNEL)
    assert whisper.response_url == command["response_url"]


def test_help_is_in_the_acknowledgement_itself(reception: Reception) -> None:
    response = reception.receives(a_command("help"))

    assert "/aligned status" in answer_of(response)["text"]
    assert reception.office.carry_out() == ()


@pytest.mark.parametrize(
    "title",
    ["help desk copilot", "status page bot", "list of open refunds", "show me the refunds", "close the books faster"],
)
def test_a_title_that_begins_with_a_known_word_is_a_title(reception: Reception, title: str) -> None:
    reception.receives(a_command(title))

    (form,) = reception.office.queued(OpenForm)
    assert form.facts["title"] == title


def test_an_unknown_word_is_a_title_and_shown_before_anything_is_posted(reception: Reception) -> None:
    reception.receives(a_command("stattus"))

    (effect,) = reception.office.carry_out()
    assert isinstance(effect, OpenForm)
    assert effect.facts["title"] == "stattus"


@pytest.mark.parametrize(
    "place",
    [
        {"channel_id": "D0APP", "channel_name": "directmessage"},
        {"channel_id": "C0GROUP", "channel_name": "mpdm-ana--ben--cat-1"},
    ],
)
def test_typed_in_a_direct_message_of_any_number_the_form_asks_for_a_channel(
    reception: Reception, place: dict[str, str]
) -> None:
    reception.receives(a_command("Refund copilot", **place))

    (form,) = reception.office.queued(OpenForm)
    assert (form.channel, form.facts["channel"], form.facts["title"]) == (None, None, "Refund copilot")


def test_show_means_the_newest_of_the_channel(reception: Reception) -> None:
    alignment = reception.office.open()

    reception.receives(a_command("show"))

    (whisper,) = reception.office.queued(Whisper)
    assert (whisper.notice, whisper.alignment_id) == (Notice.SHOW, alignment.id)


def test_show_takes_a_name(reception: Reception) -> None:
    first = reception.office.open()
    reception.office.clock.advance(minutes=1)
    reception.office.open()

    reception.receives(a_command(f"show {first.id}"))

    (whisper,) = reception.office.queued(Whisper)
    assert whisper.alignment_id == first.id


@pytest.mark.parametrize("text", ["show claims", "show CLAIMS of  customers", "show invoices"])
def test_show_finds_an_alignment_by_words_of_its_title(reception: Reception, text: str) -> None:
    older = reception.office.open(title="Claims of customers")
    reception.office.clock.advance(minutes=1)
    newer = reception.office.open()
    reception.office.carry_out()

    reception.receives(a_command(text))

    (whisper,) = reception.office.queued(Whisper)
    assert Notice.SHOW is whisper.notice
    assert whisper.alignment_id == (newer.id if "invoices" in text else older.id)


def test_the_depth_of_an_alignment_can_be_raised_by_its_title(reception: Reception) -> None:
    older = reception.office.open(title="Claims of customers")
    reception.office.clock.advance(minutes=1)
    reception.office.open()

    reception.receives(a_command("depth high claims of customers"))

    (form,) = reception.office.queued(OpenForm)
    assert (form.form, form.alignment_id, form.facts) == (FormName.DEEPEN, older.id, {"depth": "high"})


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("R&D onboarding", "show R&amp;D"),
        ("R&D onboarding", "show R&amp;D onboarding"),
        ("@Ana onboarding", "show <@U0ANA|aortiz>"),
        ("@Ana onboarding", "show <@U0ANA> onboarding"),
        ("@zoe onboarding", "show <@U0ZOE|zoe>"),
    ],
)
def test_words_of_a_title_are_compared_as_people_read_them(reception: Reception, title: str, text: str) -> None:
    sought = reception.office.open(title=title)
    reception.office.carry_out()

    reception.receives(a_command(text))

    (whisper,) = reception.office.queued(Whisper)
    assert sought.id == whisper.alignment_id


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("show R&amp;D", "`/aligned show R&amp;D`"),
        ("show <@U0BEN|bokafor>", "`/aligned show @bokafor`"),
        ("show &lt;!channel&gt;", "`/aligned show &lt;!channel&gt;`"),
    ],
)
def test_what_was_typed_is_told_as_it_was_typed(reception: Reception, text: str, told: str) -> None:
    response = reception.receives(a_command(text))

    assert answer_of(response)["text"].endswith(f"You typed: {told}")


@pytest.mark.parametrize("word", ["show", "close", "depth high"])
def test_a_title_is_found_however_many_alignments_are_newer(reception: Reception, word: str) -> None:
    sought = reception.office.open(title="Claims of customers")
    reception.office.carry_out()
    with reception.office.database.write() as tx:
        for number in range(60):
            tx.alignments.add(an_alignment(id=f"N{number}", opened_at=sought.opened_at + timedelta(minutes=1)))

    reception.receives(a_command(f"{word} claims of customers"))

    (effect,) = reception.office.queued(Whisper if word == "show" else OpenForm)
    assert sought.id == effect.alignment_id


@pytest.mark.parametrize("text", ["show", "close", "show nothing-like-that", "close nothing-like-that"])
def test_what_is_not_there_is_said_at_once_with_what_was_typed(reception: Reception, text: str) -> None:
    response = reception.receives(a_command(text))

    said = answer_of(response)["text"]
    assert said.startswith("There is no alignment here that you can see.")
    assert said.endswith(f"You typed: `/aligned {text}`")


def test_close_asks_once_more(reception: Reception) -> None:
    alignment = reception.office.open()

    reception.receives(a_command("close"))

    (form,) = reception.office.queued(OpenForm)
    assert (form.form, form.alignment_id) == (FormName.CLOSE, alignment.id)


def completed(reception: Reception) -> Alignment:
    """Let the newest alignment be complete."""
    with reception.office.database.write() as tx:
        return tx.alignments.save(replace(reception.office.alignment, status=Status.COMPLETE, version=1))


@pytest.mark.parametrize("text", ["close", "depth high", "close invoices", "depth high invoices"])
def test_what_changes_an_alignment_means_the_newest_that_is_open(reception: Reception, text: str) -> None:
    older = reception.office.open()
    reception.office.clock.advance(minutes=1)
    reception.office.open()
    completed(reception)
    reception.office.carry_out()

    reception.receives(a_command(text))

    (form,) = reception.office.queued(OpenForm)
    assert older.id == form.alignment_id


def test_show_means_the_newest_though_an_older_one_is_open(reception: Reception) -> None:
    reception.office.open()
    reception.office.clock.advance(minutes=1)
    reception.office.open()
    newest = completed(reception)
    reception.office.carry_out()

    reception.receives(a_command("show"))

    (whisper,) = reception.office.queued(Whisper)
    assert newest.id == whisper.alignment_id


def test_the_only_alignment_cannot_be_closed_once_it_is_complete(reception: Reception) -> None:
    reception.office.open()
    completed(reception)
    reception.office.carry_out()

    reception.receives(a_command("close"))

    form = reception.shown_form()
    assert "submit" not in form
    assert "“Invoices” is complete" in form["blocks"][0]["text"]["text"]


def test_a_title_of_forty_thousand_characters_is_cut_to_what_a_title_may_be(reception: Reception) -> None:
    response = reception.receives(a_command("t" * 40_000))

    (form,) = reception.office.queued(OpenForm)
    assert response.status == 200
    assert form.facts["title"] == "t" * 150


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Refunds\x00now", "Refundsnow"),
        ("Refunds \ud800 now", "Refunds \ufffd now"),
        ("Refunds \u202egnp.exe", "Refunds gnp.exe"),
        ("Refunds <!channel> @here", "Refunds @channel @here"),
        ("<@U0BEN|ben> &amp; co", "@Ana & co"),
        ("{{ 7 * 7 }} {% raw %}", "{{ 7 * 7 }} {% raw %}"),
    ],
)
def test_hostile_titles_are_shown_as_plain_words(reception: Reception, typed: str, shown: str) -> None:
    response = reception.receives(a_command(typed))

    (title,) = [block for block in reception.shown_form()["blocks"] if block["block_id"] == "title"]
    assert response.status == 200
    assert shown == title["element"]["initial_value"]


def test_the_same_command_twice_opens_one_form(reception: Reception) -> None:
    command = a_command("Refunds")

    responses = [reception.receives(command) for _ in range(2)]

    assert [response.status for response in responses] == [200, 200]
    assert len(reception.office.queued(OpenForm)) == 1


def test_what_was_not_saved_is_said_with_what_was_typed(reception: Reception) -> None:
    reception.office.database.fail_next_commit = True

    response = reception.receives(a_command("Refunds `for` <!here> everyone"))

    said = answer_of(response)["text"]
    assert response.status == 200
    assert said.startswith("This was not saved")
    assert "You typed: `/aligned Refunds 'for' @here everyone`" in said
    assert reception.office.carry_out() == ()
