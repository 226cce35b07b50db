"""Ownership: one identified person who has said yes."""

import pytest

from bot.domain.assessment import assess
from bot.domain.catalogue import Catalogue
from tests.domain.assessment.conftest import Missing

ACCOUNTABLE = [
    ("<@U024BE7LH>", set()),
    ("me", set()),
    ("I am", set()),
    ("that's me, agreed with <@U03KQ9ZT1> on Monday", set()),
    ("It's on me", set()),
    ("ich", set()),
    ("<@W012A3CDE> owns it", set()),
    ("<@U024BE7LH> is accountable, <@U03KQ9ZT1> does the work", set()),
    ("<@U024BE7LH> for the model, <@U03KQ9ZT1> for the data, <@U024BE7LH> has the final say", set()),
    ("Accountable: <@U024BE7LH> (Head of Claims)", set()),
    ("<@U024BE7LH> took it, she confirmed yesterday", set()),
    ("I'll own it until it is handed over to operations", set()),
    ("Maria Hernández", {"mention"}),
    ("Dr. Anna Weber from Legal", {"mention"}),
    ("<@U024BE7LH> or <@U03KQ9ZT1>", {"single_accountable"}),
    ("both <@U024BE7LH> and me", {"single_accountable"}),
    ("probably <@U024BE7LH>", {"commitment"}),
    ("<@U024BE7LH>, if he agrees", {"commitment"}),
    ("<@U024BE7LH> tbc", {"commitment"}),
    ("the team", {"person"}),
    ("Head of Operations", {"person"}),
    ("IT", {"person"}),
    ("<!subteam^S0123ABC|@claims>", {"person"}),
    ("<#C0123ABC|claims>", {"person"}),
    ("ask <@U024BE7LH>", {"person"}),
    ("someone from <@U024BE7LH>'s team", {"person"}),
    ("<@U024BE7LH> will nominate somebody", {"person"}),
    ("<@U024BE7LH> is looking for a volunteer", {"person"}),
    ("we all are", {"person"}),
    ("the vendor", {"person"}),
    ("Product Owner", {"person"}),
    ("Data Science and Legal", {"person"}),
    ("I don't know", {"person"}),
    ("not me", {"person"}),
    ("We asked <@U024BE7LH> first, he turned it down, so <@U03KQ9ZT1> has it", set()),
    ("originally <@U024BE7LH>, but no longer. It's <@U03KQ9ZT1> since Monday", set()),
    ("<@U024BE7LH> in winter, <@U03KQ9ZT1> in summer", set()),
    ("<@U024BE7LH> until 30 June, afterwards <@U03KQ9ZT1>; both said yes", set()),
    ("both <@U024BE7LH> and <@U03KQ9ZT1>, with <@U024BE7LH> having the last word", set()),
    ("<@U024BE7LH>; <@U03KQ9ZT1> and <@W012A3CDE> are consulted", set()),
    ("<@U024BE7LH>. If it breaks at night, call her.", set()),
    ("<@U024BE7LH> owns it, even if half of the work is done by <@U03KQ9ZT1>", set()),
    ("it falls to me", set()),
    ("I think you all expected it: <@U024BE7LH> is accountable", set()),
    ("I take it, happy to be woken up", set()),
    ("Owner is Ingeborg Sandvik, she reports to me", {"mention"}),
    ("Anna Berg from Nordic Freight", {"mention"}),
    ("<@U024BE7LH> from purchasing and <@U03KQ9ZT1> from quality", {"single_accountable"}),
    ("<@U024BE7LH> und <@U03KQ9ZT1> gemeinsam", {"single_accountable"}),
    ("<@U024BE7LH> on condition that somebody takes the night shift from her", {"commitment"}),
    ("<@U024BE7LH>, sofern der Betriebsrat zustimmt", {"commitment"}),
    ("it will be <@U024BE7LH> once HR has approved the new role", {"commitment"}),
    ("<@U024BE7LH> is still mulling it over", {"commitment"}),
    ("<@U024BE7LH> wants to sleep on it", {"commitment"}),
    ("<@U024BE7LH> hat abgelehnt", {"person"}),
    ("<@U024BE7LH> doesn't want to and <@U03KQ9ZT1> refused", {"person"}),
    ("Either <@U024BE7LH> or <@U03KQ9ZT1>, depending on who has time", {"person"}),
    ("the guy next to me in the office", {"person"}),
    ("whoever sits closest to <@U024BE7LH>", {"person"}),
]

BACKUP = [
    ("<@U024BE7LH>", set()),
    ("<@U024BE7LH> covers my holidays", set()),
    ("me, when Paula is out", set()),
    ("I do", set()),
    ("No backup, we decided that deliberately: it is switched off when I am away", set()),
    ("Stellvertretung: <@U024BE7LH>", set()),
    ("Thomas Keller", {"mention"}),
    ("maybe <@U024BE7LH>", {"commitment"}),
    ("the deputy head of department", {"person"}),
    ("none", {"person"}),
    ("somebody will be found", {"person"}),
    ("on-call rota", {"person"}),
    ("if <@U03KQ9ZT1> is on leave <@U024BE7LH> takes over", set()),
    ("Mo-Wed <@U024BE7LH>, Thu-Fri <@U03KQ9ZT1>", set()),
    ("<@U024BE7LH>, or <@U03KQ9ZT1> if <@U024BE7LH> is away too", set()),
    ("falls ich ausfalle: <@U024BE7LH>", set()),
    ("We decided against a stand-in, on purpose: without me it is off", set()),
    ("<@U024BE7LH> whenever I can't", set()),
    ("Luca Ferrari when I'm away", {"mention"}),
    ("Beate Kranz vertritt mich", {"mention"}),
    ("<@U024BE7LH>, if he gets the training", {"commitment"}),
    ("<@U024BE7LH> would like to, but his boss hasn't agreed", {"commitment"}),
    ("<@U024BE7LH> asked for time until Friday to decide", {"commitment"}),
    ("<@U024BE7LH> or <@U03KQ9ZT1>", {"person"}),
    ("<@U024BE7LH> can't, <@U03KQ9ZT1> neither", {"person"}),
    ("my neighbour in the lab", {"person"}),
]


def test_the_first_person_is_the_author(catalogue: Catalogue) -> None:
    assessment = assess(catalogue.field("ownership.accountable_owner"), "that's me", author="U0AUTHOR1")

    assert {"person": "<@U0AUTHOR1>"} == assessment.found


@pytest.mark.parametrize(("answer", "expected"), ACCOUNTABLE)
def test_the_accountable_owner_is_one_person_who_has_said_yes(
    missing: Missing, answer: str, expected: set[str]
) -> None:
    assert expected == missing("ownership.accountable_owner", answer)


def test_whoever_opens_the_case_is_not_who_stands_in(catalogue: Catalogue) -> None:
    assessment = assess(catalogue.field("ownership.backup_owner"), "if I'm off it's <@U024BE7LH>", author="U0AUTHOR1")

    assert {"person": "<@U024BE7LH>"} == assessment.found


@pytest.mark.parametrize(("answer", "expected"), BACKUP)
def test_the_backup_is_one_person_who_has_said_yes(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("ownership.backup_owner", answer)
