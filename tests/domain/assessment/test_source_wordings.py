"""A source is a system by its name and a way in: a share names no system, and a leaning or a label is no name."""

import pytest

from tests.domain.assessment.conftest import Missing

WHOLE = [
    "Campus Solutions and only that, table PS_STDNT on the replica",
    "lightspeed, orders webhook",
    "shopfy, orders/paid webhook",
    "Vista, view v_box_office",
    "Quelle ist proALPHA, Exportdatei BESTAND.csv im Ordner /export",
    "de la GMAO Carl Source, vue V_OT",
]
NAMELESS = [
    "A CSV that somebody drops into \\\\nas1\\drop\\in every morning",
    "the folder \\\\nas2\\scans\\in",
    "a shared folder on drive P, file stock.xlsx",
    "topic orders.v3 on the streaming thing the platform guys run",
    "an Excel sheet the girls at the desk mail us on Fridays",
]
WITHOUT_A_WAY_IN = [
    "Noah 4. How we get at it the vendor will tell us in January",
    "Out of Onfido by webhook only. Nothing comes by webhook, it is the weekly export.",
]
EMPTY = [
    "wherever the truth about the guest lives",
    "a vendor-neutral integration layer, API-first",
    "FHIR-minded by design, across all sources",
    "the usual feeds",
]


@pytest.mark.parametrize("answer", WHOLE)
def test_a_source_is_a_name_and_a_way_in(missing: Missing, answer: str) -> None:
    assert set() == missing("input_schema.source_system", answer)


@pytest.mark.parametrize("answer", NAMELESS)
def test_a_share_or_a_thing_names_no_system(missing: Missing, answer: str) -> None:
    assert {"system"} == missing("input_schema.source_system", answer)


@pytest.mark.parametrize("answer", WITHOUT_A_WAY_IN)
def test_a_name_alone_lacks_the_way_in(missing: Missing, answer: str) -> None:
    assert {"interface"} == missing("input_schema.source_system", answer)


@pytest.mark.parametrize("answer", EMPTY)
def test_a_leaning_is_no_name(missing: Missing, answer: str) -> None:
    assert {"system", "interface"} == missing("input_schema.source_system", answer)
