"""A scope is drawn by what one can point at; a label, a document, a hope or what alone is in draws none."""

import pytest

from tests.domain.assessment.conftest import Missing

DRAWN = [
    "Scope = ferries Ancona to Split, cars only",
    "Périmètre : les sinistres auto en Bretagne, jusqu'à 4 000 €",
    "Geltungsbereich: Mietanfragen für Wohnungen in Graz",
    "MVP = B2B invoices in EUR and CHF",
    "the twelve clinics of the Lahn district, only outpatients",
    "everything that arrives through the web form",
    "anything under 20 kg",
    "all complaints about late buses on lines 4, 9 and 12",
]
HOPED = [
    "Scope is fixed in the contract with the vendor, annex 3",
    "the customer's whole journey, from spark to smile",
    "Release 1 = quick wins. 4 teams, 3 sprints, go-live 2 May.",
    "Geltungsbereich: alle wertschöpfenden Prozesse im Sinne der Strategie",
    "Alcance: los procesos clave con mayor potencial",
    "It pulls the delivery notes from the AS400 every hour",
    "We start small and grow with our users",
    "wherever it hurts most",
    "as laid down in the steering paper, rev. 2",
]
REFUSED = [
    "It will never phone a customer",
    "anything handwritten",
    "no handwritten forms and no faxes",
    "everything with a lawyer involved",
    "Was älter als 10 Jahre ist, bleibt draußen",
    "tickets without a serial number are left to the desk",
    "Never deletes a record, never talks to the press",
    "Features for minors",
    "We do not do night flights",
]
WAVED_AWAY = [
    "We keep our eyes on the prize",
    "We don't try to be everything to everyone",
    "Whatever distracts from the core mission",
    "anything that is not aligned with our values",
    "Everything not listed in the contract is out of scope",
    "Was nicht wirtschaftlich ist, machen wir nicht",
    "tout ce qui n'est pas prioritaire",
    "everything else",
    "it won't do anything stupid",
    "The 40 e-buses of the Linz depot, batteries only",
]


@pytest.mark.parametrize("answer", DRAWN)
def test_a_boundary_is_something_one_can_point_at(missing: Missing, answer: str) -> None:
    assert set() == missing("capability.in_scope", answer)


@pytest.mark.parametrize("answer", HOPED)
def test_a_label_a_document_or_a_hope_bounds_nothing(missing: Missing, answer: str) -> None:
    assert {"boundary"} == missing("capability.in_scope", answer)


@pytest.mark.parametrize("answer", REFUSED)
def test_an_exclusion_names_a_request_that_is_refused(missing: Missing, answer: str) -> None:
    assert set() == missing("capability.out_of_scope", answer)


@pytest.mark.parametrize("answer", WAVED_AWAY)
def test_a_hope_or_what_alone_is_in_excludes_nothing(missing: Missing, answer: str) -> None:
    assert {"exclusion"} == missing("capability.out_of_scope", answer)
