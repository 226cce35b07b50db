"""What is not finished can be ended; what is complete stands."""

from dataclasses import replace

import pytest

from bot.domain.alignment import Status
from bot.domain.effects import Notice
from bot.domain.errors import AlignmentClosed, AlignmentComplete, NotYours
from tests.services.office import ANA, BEN, CAT, Office


def close(office: Office, by: str = ANA, key: str | None = None) -> None:
    office.services.closing.close(office.inbound(by, key), office.alignment.id)


def become(office: Office, status: Status) -> None:
    with office.database.write() as tx:
        tx.alignments.save(replace(office.alignment, status=status, version=1))


@pytest.mark.parametrize("person", [ANA, BEN])
def test_whoever_started_it_or_is_accountable_closes_it(office: Office, person: str) -> None:
    office.open(accountable=BEN)

    close(office, person)

    assert Status.CLOSED is office.alignment.status
    assert [person] == [said.facts["by"] for said in office.said(Notice.CLOSED)]


def test_nobody_else_closes_it(office: Office) -> None:
    office.open(accountable=BEN)

    with pytest.raises(NotYours):
        close(office, CAT)


def test_a_complete_spec_is_not_closed_unfinished(office: Office) -> None:
    office.open()
    become(office, Status.COMPLETE)

    with pytest.raises(AlignmentComplete):
        close(office)

    assert Status.COMPLETE is office.alignment.status


def test_what_is_open_again_after_its_first_version_can_be_closed(office: Office) -> None:
    office.open()
    become(office, Status.COMPLETE)
    become(office, Status.OPEN)

    close(office)

    assert (Status.CLOSED, 1) == (office.alignment.status, office.alignment.version)


def test_nothing_is_closed_twice(office: Office) -> None:
    office.open()
    close(office)

    with pytest.raises(AlignmentClosed):
        close(office)


def test_a_repeated_delivery_closes_once(office: Office) -> None:
    office.open()

    close(office, key="once")
    close(office, key="once")

    assert len(office.said(Notice.CLOSED)) == 1
