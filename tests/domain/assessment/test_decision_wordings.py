"""Decisions told from the side of the case, in one breath, or in another language: every slot counts."""

import pytest

from tests.domain.assessment.conftest import Missing

WHOLE = [
    "Each container is either released to the truck or held for scanning, by the software alone",
    "Jeder Mietantrag wird entweder angenommen oder abgelehnt, vollautomatisch",
    "Chaque photo de vitrine reçoit une note de 1 à 5, le chef de rayon valide",
    "Cada incidencia se asigna a una de las 4 cuadrillas, sin preguntar a nadie",
    "A cada solicitud de beca le asigna una puntuación de 0 a 100; la comisión decide",
    "New members are slotted into one of 12 time windows automatically",
    "Incoming pallets get a rack number and a level, the forklift driver may override",
    "Every tweet that names us is binned as praise, gripe or noise; the social media desk has the final say",
    "Each exam script receives a mark between 0 and 60, the examiner signs it off",
    "Decides paid / parked / refused for each expense claim, nobody signs",
    "Chooses either bus, tram or walk for each school group and mails the ticket by itself",
    "For each slide: benign or malignant. It only proposes, the pathologist signs.",
    "closes, reopens or hands over every chat, all by itself",
    "Suggests paint, sand or leave for every hull, the foreman decides as always",
    "Each scanned lab request is keyed into Molis as an order entry. Fully automatic, nobody re-types or checks.",
    "Photos of tyre treads → worn / ok / unsure. Suggestion only.",
    "Sends each tenant the meter reading date, nobody has to approve",
    "Leveraging our history, it assigns every letter to one of five case types without a human in between.",
    "It flags each crane hoist as ok or defect after every shift, the foreman decides whether to send somebody",
    "Il classe chaque photo de fissure en A, B ou C et l'ingénieur valide",
    "Contesta cada reseña con un borrador que la encargada envía",
]
LACKING = [
    ("every batch record is inspected by the system on its own", {"outcome"}),
    ("forwards every customer mail on its own (works council is fine with it)", {"outcome"}),
    ("assigns every lot to the right category, on its own, no specialist in between", {"outcome"}),
    ("Each insurance claim is treated in the best possible way by the AI, without a human", {"action", "outcome"}),
    ("processes all returned parcels automatically", {"action", "outcome"}),
    ("For every outage the engine proposes a suitable measure to the dispatcher, who confirms it", {"outcome"}),
    ("Every X-ray gets a score from 0 to 100", {"autonomy"}),
    ("Predicts for each shipment the arrival day", {"autonomy"}),
    ("marks them red, amber or green and sends that to the site office, nobody checks", {"object"}),
    ("labels it ham or spam and moves it to the right folder without asking", {"object"}),
    ("grants or refuses, unattended", {"object"}),
    (
        "Helps the stationmaster with every delayed train, with one of two results: hold the connection, let it go",
        {"action", "autonomy"},
    ),
    (
        "Puts each wagon on track 1 to 9 on its own. The yard master clears every move before it happens.",
        {"autonomy"},
    ),
    (
        "Writes the discount for each offer into the CRM, nobody has to look at it. "
        "The sales director approves every discount beforehand.",
        {"autonomy"},
    ),
]
EMPTY = [
    "Everyone gets the help they need",
    "Frau Ohlendorf trägt das noch nach",
]


@pytest.mark.parametrize("answer", WHOLE)
def test_a_decision_may_be_told_from_the_side_of_the_case(missing: Missing, answer: str) -> None:
    assert set() == missing("capability.decision", answer)


@pytest.mark.parametrize(("answer", "expected"), LACKING)
def test_only_what_a_decision_leaves_out_is_missing(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("capability.decision", answer)


@pytest.mark.parametrize("answer", EMPTY)
def test_a_promise_to_everybody_decides_nothing(missing: Missing, answer: str) -> None:
    assert {"action", "object", "outcome", "autonomy"} == missing("capability.decision", answer)
