"""X3, X8 and X13: live accounts, and nobody who checks themselves."""

import pytest

from bot.domain.catalogue import Depth
from tests.builders import a_person
from tests.domain.crossing.saying import found_in

ALERT, REVIEW = "monitoring.alert", "monitoring.review_cadence"
ACCOUNTABLE, BACKUP, APPROVER = "ownership.accountable_owner", "ownership.backup_owner", "ownership.approver"
BUILDER, MEASURER = "ownership.builder", "success_criteria.measured_by"
BAD = [
    ({"is_bot": True}, "bot"),
    ({"is_deactivated": True}, "deactivated"),
    ({"is_guest": True}, "guest"),
    ({"is_external": True}, "external"),
]


@pytest.mark.parametrize(("kind", "case"), BAD)
def test_an_alert_to_an_account_that_cannot_answer_is_found(kind: dict[str, bool], case: str) -> None:
    answers = {ALERT: "Accuracy below 80 % over 24 h pages <@U0GONE>."}

    (found,) = found_in(answers, a_person("U0GONE", **kind))

    assert ("X3", case, ("<@U0GONE>",)) == (found.rule, found.case, found.words)


def test_an_alert_to_a_colleague_a_rota_or_somebody_unknown_is_fine() -> None:
    assert found_in({ALERT: "Accuracy below 80 % over 24 h pages <@U0ANA>."}, a_person("U0ANA")) == []
    assert found_in({ALERT: "Accuracy below 80 % over 24 h pages the ml-oncall rota."}) == []
    assert found_in({ALERT: "Accuracy below 80 % over 24 h pages <@U0NEW>."}) == []


@pytest.mark.parametrize(("kind", "case"), BAD)
def test_a_person_who_cannot_own_anything_is_found_wherever_one_is_named(kind: dict[str, bool], case: str) -> None:
    answers = {
        BACKUP: "<@U0GONE> takes over when Ana is away.",
        REVIEW: "Every Tuesday <@U0GONE> reviews 40 random assignments.",
    }

    found = found_in(answers, a_person("U0GONE", **kind))

    assert [("X13", case, (BACKUP,)), ("X13", case, (REVIEW,))] == [(f.rule, f.case, f.fields) for f in found]


def test_a_bot_that_consumes_the_output_and_a_live_colleague_are_fine() -> None:
    answers = {
        "output_format.consumer": "<@U0BOT> reads it from the topic orders.scored.",
        BACKUP: "<@U0BEN> takes over when Ana is away.",
    }

    assert found_in(answers, a_person("U0BOT", is_bot=True), a_person("U0BEN"), rule="X13") == []


@pytest.mark.parametrize(
    ("answers", "case"),
    [
        ({ACCOUNTABLE: "<@U0ANA> is accountable.", BACKUP: "<@U0ANA> takes over."}, "backup"),
        ({ACCOUNTABLE: "I am accountable for it.", APPROVER: "<@UANA> approves it."}, "approver"),
        ({BUILDER: "<@U0BEN> builds it.", MEASURER: "<@U0BEN> computes it."}, "measurer"),
    ],
)
def test_somebody_who_checks_themselves_is_found(answers: dict[str, str], case: str) -> None:
    assert [each.case for each in found_in(answers, rule="X8")] == [case]


@pytest.mark.parametrize(
    "answers",
    [
        {ACCOUNTABLE: "<@U0ANA> is accountable.", BACKUP: "<@U0BEN> takes over."},
        {ACCOUNTABLE: "<@U0ANA> is accountable.", BACKUP: "<@U0BEN> takes over when <@U0ANA> is away."},
        {ACCOUNTABLE: "<@U0ANA> is accountable.", BACKUP: "No deputy, on purpose: it stops when <@U0ANA> is away."},
        {ACCOUNTABLE: "<@U0ANA> is accountable.", APPROVER: "<@U0BEN> approves it."},
    ],
)
def test_two_different_people_are_fine(answers: dict[str, str]) -> None:
    assert found_in(answers, rule="X8") == []


def test_where_the_risk_is_not_high_the_owner_may_approve() -> None:
    answers = {ACCOUNTABLE: "<@U0ANA> is accountable.", APPROVER: "<@U0ANA> approves it."}

    assert found_in(answers, rule="X8", depth=Depth.STANDARD) == []
