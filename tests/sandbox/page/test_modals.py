"""Modals: prefilled, refused, stacked, and still there after a reload."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from sandbox.running import RunningSandbox
from tests.sandbox.checks.check_payloads import elements
from tests.sandbox.page.conftest import Visit

Shot = Callable[[Page, str], None]


@pytest.fixture
def form(visit: Visit, card: str, running: RunningSandbox) -> Page:
    """The page with the form of the status card open in front of Ana."""
    ana = running.client.person("ana")
    if open_form := ana.modal():
        ana.closes(open_form.id, clear=True)
    page = visit("ana/ai-initiative")
    page.locator(f'[data-ts="{card}"]').get_by_role("button", name="Answer in a form").click()
    expect(page.get_by_role("dialog", name="Success criteria")).to_be_visible()
    return page


def dialog(page: Page, name: str = "Success criteria") -> Locator:
    """The modal on top."""
    return page.get_by_role("dialog", name=name)


def test_a_form_begins_with_what_is_known(form: Page):
    expect(dialog(form).get_by_label("Metric")).to_have_value("P95 latency")
    expect(dialog(form).get_by_label("Metric")).to_be_focused()


def test_an_answer_reaches_the_app_with_the_values_left_as_they_were(form: Page, running: RunningSandbox):
    dialog(form).get_by_label("Acceptable threshold").fill("95% over 30 days")
    dialog(form).get_by_role("button", name="Save answer").click()

    expect(dialog(form)).to_have_count(0)
    heard = running.client.wait_until(
        lambda: [each for each in running.client.person("ana").dm().from_app() if "95%" in each.text] or None
    )
    assert "Understood: P95 latency at 95% over 30 days" == heard[-1].text


def test_a_required_field_left_empty_is_asked_for_without_troubling_the_app(form: Page, running: RunningSandbox):
    before = len(running.client.traffic(name="view_submission"))

    dialog(form).get_by_role("button", name="Save answer").click()

    expect(dialog(form).get_by_label("Acceptable threshold")).to_have_attribute("aria-invalid", "true")
    expect(dialog(form).get_by_text("Please complete this required field.")).to_be_visible()
    assert before == len(running.client.traffic(name="view_submission"))


def test_what_the_app_objects_to_stands_below_the_field_and_goes_when_it_is_typed_again(form: Page):
    threshold = dialog(form).get_by_label("Acceptable threshold")
    threshold.fill("fast")
    dialog(form).get_by_role("button", name="Save answer").click()
    expect(dialog(form).get_by_text("Name a percentage.")).to_be_visible()
    expect(threshold).to_have_value("fast")

    threshold.press("End")
    threshold.press_sequentially(" 95%")

    expect(dialog(form).get_by_text("Name a percentage.")).to_have_count(0)


def test_a_reload_in_the_middle_of_a_form_loses_nothing(form: Page):
    with form.expect_response("**/values"):
        dialog(form).get_by_label("Acceptable threshold").fill("half a thought")

    form.reload()

    expect(dialog(form).get_by_label("Acceptable threshold")).to_have_value("half a thought")


def test_a_person_is_chosen_by_typing_a_part_of_the_name(form: Page):
    owner = dialog(form).get_by_role("combobox", name="Owner")

    owner.click()
    owner.press_sequentially("dan")
    owner.press("Enter")

    expect(owner).to_have_value("Dana Novak")


def test_escape_closes_the_form_and_gives_the_focus_back(form: Page):
    form.keyboard.press("Escape")

    expect(dialog(form)).to_have_count(0)
    expect(form.get_by_role("button", name="Answer in a form").first).to_be_focused()


@pytest.mark.parametrize("modifier", ["Control", "Meta"])
def test_a_field_of_several_lines_is_submitted_from_the_keyboard(form: Page, modifier: str):
    threshold = dialog(form).get_by_label("Acceptable threshold")
    threshold.fill("95%")
    threshold.press("Enter")
    expect(threshold).to_have_value("95%\n")

    threshold.press(f"{modifier}+Enter")

    expect(dialog(form)).to_have_count(0)


def test_enter_on_a_menu_opens_it_and_never_submits_the_form_around_it(form: Page):
    dialog(form).get_by_label("Acceptable threshold").fill("95%")
    owner = dialog(form).get_by_role("combobox", name="Owner")
    owner.focus()

    owner.press("Enter")
    expect(form.get_by_role("option", name="Bob Okafor")).to_be_visible()
    owner.press("Enter")
    owner.press("Enter")

    expect(form.get_by_role("option", name="Bob Okafor")).to_be_visible()
    expect(dialog(form)).to_be_visible()


def test_the_tab_key_stays_inside_the_form(form: Page):
    for _ in range(12):
        form.keyboard.press("Tab")
        assert form.evaluate("document.activeElement.closest('.modal') !== null")


def test_every_kind_of_input_is_labelled_and_keeps_its_initial_value(visit: Visit, bench: object):
    page = visit("bob/general")
    page.locator(".conversation .composer textarea").fill("/bench all")
    page.locator(".conversation .composer textarea").press("Enter")
    everything = dialog(page, "Title")
    expect(everything).to_be_visible()

    for kind in elements():
        expect(everything.locator(f'[data-input="{kind}"]')).not_to_contain_text("not known")
    expect(everything.get_by_label("Plain text input")).to_have_value("x")
    expect(everything.get_by_label("Datepicker")).to_have_value("2026-02-28")
    expect(everything.get_by_role("combobox", name="Static select", exact=False).first).to_have_value("O0")
    expect(everything.get_by_role("radio").last).to_be_checked()
    expect(everything.get_by_label("Rich text input")).to_have_value("Rich")


@pytest.fixture
def everything(visit: Visit, bench: object) -> Page:
    """The page with a form of every input in front of Dana."""
    page = visit("dana/general")
    page.locator(".conversation .composer textarea").fill("/bench all")
    page.locator(".conversation .composer textarea").press("Enter")
    expect(dialog(page, "Title")).to_be_visible()
    return page


def submitted(page: Page, running: RunningSandbox) -> dict[str, Any]:
    """Submit the form of every input and return the values the app received."""
    before = len(running.client.traffic(name="view_submission"))
    dialog(page, "Title").get_by_role("button", name="Save").click()
    expect(dialog(page, "Title").get_by_text("Thank you.")).to_be_visible()
    request = running.client.traffic(name="view_submission")[before]["request"]
    return request["payload"]["view"]["state"]["values"]


def test_options_come_from_the_app_while_somebody_types(everything: Page, running: RunningSandbox, shot: Shot):
    menu = dialog(everything, "Title").locator('[data-input="external_select"]').get_by_role("combobox")

    menu.click()
    expect(everything.get_by_role("option", name="LAGOS")).to_be_visible()
    menu.fill("lis")
    expect(everything.get_by_role("option")).to_have_text(["LISBON"])
    expect(everything.locator(".listbox:popover-open .group")).to_have_text("Coast")
    shot(everything, "external-select")
    menu.press("Enter")

    expect(menu).to_have_value("LISBON")
    assert "lisbon" == submitted(everything, running)["external_select"]["v"]["selected_option"]["value"]


def test_a_file_is_added_survives_a_reload_and_reaches_the_app(everything: Page, running: RunningSandbox):
    field = dialog(everything, "Title").get_by_label("File input")
    with everything.expect_response("**/values"):
        field.set_input_files({"name": "plan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF \xff"})

    everything.reload()

    expect(dialog(everything, "Title").get_by_label("Chosen files")).to_contain_text("plan.pdf")
    [file] = submitted(everything, running)["file_input"]["v"]["files"]
    assert ("plan.pdf", "application/pdf", 6) == (file["name"], file["mimetype"], file["size"])


def test_a_file_of_another_kind_is_turned_down(everything: Page):
    field = dialog(everything, "Title").get_by_label("File input")
    field.set_input_files({"name": "plan.exe", "mimeType": "application/octet-stream", "buffer": b"MZ"})

    dialog(everything, "Title").get_by_role("button", name="Save").click()

    expect(dialog(everything, "Title").get_by_text("Only these kinds of files: pdf.")).to_be_visible()


def test_a_pushed_view_stands_on_the_stack_and_back_returns(visit: Visit, running: RunningSandbox, bench: object):
    page = visit("chen/general")
    page.locator(".conversation .composer textarea").fill("/bench all")
    page.locator(".conversation .composer textarea").press("Enter")
    dialog(page, "Title").get_by_role("button", name="Save").click()
    expect(dialog(page, "Title").get_by_text("Thank you.")).to_be_visible()

    dialog(page, "Title").get_by_role("button", name="Back").click()

    expect(dialog(page, "Title").get_by_label("Plain text input")).to_be_visible()


def test_two_fields_typed_in_a_hurry_are_both_remembered(form: Page):
    with form.expect_response(lambda answer: "values" in answer.url and "P99" in (answer.request.post_data or "")):
        dialog(form).get_by_label("Metric").fill("P99")
        dialog(form).get_by_label("Acceptable threshold").fill("99%")

    form.reload()

    expect(dialog(form).get_by_label("Metric")).to_have_value("P99")
    expect(dialog(form).get_by_label("Acceptable threshold")).to_have_value("99%")
