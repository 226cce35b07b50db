"""Formats in other words: signs, voices, prints and pastes; contents that are put off; lengths only roughly told."""

import pytest

from tests.domain.assessment.conftest import Missing

FORMAT: list[tuple[str, set[str]]] = [
    ("Voice message in the headset: aisle (integer), rack (A to F), quantity (integer)", set()),
    ("Task in Asana: title (text, max 80 chars), due date (date), assignee (one of the three planners)", set()),
    ("Ansage im Kopfhörer: Gang (Zahl), Fach (A-F), Menge (Zahl)", set()),
    ("Étiquette imprimée : lot (8 chiffres), date (jj.mm.aaaa), classe (A/B/C)", set()),
    ("Semáforo en la consola y motivo (texto, máximo 40 caracteres)", set()),
    ("Aviso en la pantalla del camión: calle (texto), litros (entero), urgente (sí/no)", set()),
    ("check run on the commit with conclusion (success/failure) and summary (string, 300 chars)", set()),
    ("```yaml\ngrade: integer\nreason: string\n```", set()),
    ('&lt;pile&gt;&lt;logs type="int"/&gt;&lt;species type="string"/&gt;&lt;/pile&gt;', set()),
    ("we print a wristband: name, allergy code (A01 to A99) and colour red/yellow/green", set()),
    ("Courriel au syndic : lot (entier), montant (décimal, EUR), urgence (oui/non)", set()),
    ("vessel (text), distance (decimal, mm). Whether it's an overlay or a list is not settled", {"format"}),
    ("Banner in the cab: speed limit, distance and reason", {"types"}),
    ("A certificate stating holder, course and grade", {"types"}),
    ("PDF: title (a text of roughly 80 characters), body (text)", {"types"}),
    ("XML with lot (integer), grade (A/B) ... and the rest", {"fields"}),
    ("aisle (integer), rack (A to F) and quantity (integer); the medium is left to the warehouse", {"format"}),
    ("CSV, agreed with the auditors in March", {"fields", "types"}),
    ("A clear JSON", {"fields", "types"}),
    ("Excel. The usual stuff in it.", {"fields", "types"}),
    ("It must be usable by people in gloves and in the rain", {"format", "fields", "types"}),
    ("The format is decided by the developers", {"format", "fields", "types"}),
]
OUTPUT_FIELDS: list[tuple[str, set[str]]] = [
    ('depth in m (decimal, e.g. 1.35), colour (text, e.g. "red")', set()),
    ("depth (decimal), colour (text), e.g. also the weight (decimal)", {"fields"}),
    ("depth (a number), colour (roughly 20 characters of text)", {"types"}),
    ("Switch the flag off, redeploy the old image, takes 10 minutes, the shift lead may do it", {"fields", "types"}),
]


@pytest.mark.parametrize(("answer", "expected"), FORMAT)
def test_a_format_is_read_in_other_words(answer: str, expected: set[str], missing: Missing) -> None:
    assert expected == missing("output_format.format", answer)


@pytest.mark.parametrize(("answer", "expected"), OUTPUT_FIELDS)
def test_samples_guesses_and_other_subjects_are_told_from_fields(
    answer: str, expected: set[str], missing: Missing
) -> None:
    assert expected == missing("output_format.output_fields", answer)
