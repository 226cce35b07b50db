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
]


def test_the_first_person_is_the_author(catalogue: Catalogue) -> None:
    assessment = assess(catalogue.field("ownership.accountable_owner"), "that's me", author="U0AUTHOR1")

    assert {"person": "<@U0AUTHOR1>"} == assessment.found


@pytest.mark.parametrize(("answer", "expected"), ACCOUNTABLE)
def test_the_accountable_owner_is_one_person_who_has_said_yes(
    missing: Missing, answer: str, expected: set[str]
) -> None:
    assert expected == missing("ownership.accountable_owner", answer)


@pytest.mark.parametrize(("answer", "expected"), BACKUP)
def test_the_backup_is_one_person_who_has_said_yes(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("ownership.backup_owner", answer)
