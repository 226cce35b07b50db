"""The exception and rollback model in the words of other professions and languages."""

import pytest

from tests.domain.assessment.conftest import Missing

REVIEWS = [
    ("plagiarism score > 25 % → thesis examiner", set()),
    ("Translations of contracts: a sworn translator reads them before they leave", set()),
    ("if the drone loses GPS for more than 5 s the remote pilot takes over", set()),
    ("Ab 3 Promille Abweichung schaut die Messtechnikerin drauf", set()),
    ("Toute commande supérieure à 8 000 € : la cheffe des achats tranche", set()),
    ("Cuando el importe supera 2.500 €, lo mira la interventora", set()),
    ("Every obituary. Reader: the night editor.", set()),
    ("no human in between, that was decided on purpose in ADR-12, since all it does is sort an inbox", set()),
    ("Heat above 31 °C in the barn → herd manager", set()),
    ("dosage > 20 mg, pharmacist signs", set()),
    ("children's pictures always land with the safeguarding officer", set()),
    ("a case the clerk finds tricky", {"condition", "reviewer"}),
    ("Tricky cases go to the safeguarding officer", {"condition"}),
    ("confidence below 0.6, then somebody has to check", {"reviewer"}),
    ("confidence below 0.6. Who checks is not settled yet.", {"reviewer"}),
    ("Whenever it seems sensible the herd manager has a look", {"condition"}),
    ("amount around 5.000 € or so → controller", {"condition"}),
    ("we believe in strong human oversight", {"condition", "reviewer"}),
    ("later, with the works council", {"condition", "reviewer"}),
]
PATHS = [
    ("barcode damaged → label is reprinted at gate 3", set()),
    ("No answer from the weather API after 20 s: use yesterday's values and mark the row STALE", set()),
    ("If the patient id is not in the register the sample goes into quarantine fridge B", set()),
    ("en cas de doublon, la demande est renvoyée à l'agence", set()),
    ("si falta la firma, el expediente vuelve a la ventanilla 4", set()),
    ("Unsupported file type: rejected with HTTP 415, user sees message M12", set()),
    ("two orders with the same number? the second one waits in the queue dup-check", set()),
    ("model server down => rules engine v1 answers instead", set()),
    ("timeout - retry twice, then ticket in Jira project OPS", set()),
    ("when the lidar is blind the truck stops and the tele-operator gets a call", set()),
    ("The model server is down. Then the old price list is used.", set()),
    ("model server down: will be dealt with properly", {"path"}),
    ("If the lidar is blind we react in a sensible way", {"path"}),
    ("Missing signature: procedure to be agreed with legal", {"path"}),
    ("Lands on the desk of the registrar", {"condition"}),
    ("we are resilient by design and handle whatever comes", {"condition", "path"}),
    ("kommt darauf an", {"condition", "path"}),
]
TRIGGERS = [
    ("boiler pressure above 6 bar", set()),
    ("More than 12 wrong gate assignments in one shift", set()),
    ("first wrong dose that reaches a patient", set()),
    ("scrap rate tops 4 % over 8 hours", set()),
    ("the regulator asks us to stop", set()),
    ("3 consecutive failed health checks", set()),
    ("plus de 2 % de colis mal triés par jour", set()),
    ("ab fünf falsch sortierten Paketen pro Schicht", set()),
    ("cuando más del 3 % de las facturas se rechaza en una semana", set()),
    ("match rate under 90 % two days running", set()),
    ("any trade above the credit limit of 2 m€", set()),
    ("more than 40 wrong seats", {"window"}),
    ("a lot of wrong gate assignments per shift", {"threshold"}),
    ("scrap rate above what is normal", {"threshold"}),
    ("scrap rate at roughly 4 % a day", {"threshold"}),
    ("as soon as we are above 5 % per hour", {"signal"}),
    ("if it drops under 80 % for a week", {"signal"}),
    ("whenever the crew loses confidence", {"signal", "threshold"}),
    ("no rollback planned", {"signal", "threshold"}),
    ("the product owner will know when it's time", {"signal", "threshold"}),
]
PROCEDURES = [
    ("Tower supervisor turns the advisory display off and goes back to paper strips, 2 minutes", set()),
    ("Restore index v7 from the snapshot, takes at most 40 minutes, the search on-call decides", set()),
    ("Schichtmeister: Schalter KI auf Hand, altes Rezept laden, spätestens nach 10 Minuten", set()),
    ("le chef de quai désactive le module et remet l'ancien plan, en 15 minutes", set()),
    ("El jefe de sala apaga el módulo y restaura la lista de ayer en 20 minutos", set()),
    ("1) pause the DAG 2) load last week's table 3) resume. <@U024BE7LH> may do this, through in half an hour", set()),
    ("kubectl rollout undo deploy/scorer, any SRE on call, under five minutes", set()),
    ("The bursar unticks 'AI grading' in the admin page; old marks come back within the hour", set()),
    ("`UPDATE cfg SET ml=0`, run by the DBA on duty, done in 3 min", set()),
    ("dispatcher pulls the plug on the box and phones the depots, 5 minutes tops", set()),
    ("turn off the flag, reload yesterday's plan, 10 minutes", {"authority"}),
    ("turn off the flag, tell the dispatcher, 10 minutes", {"authority"}),
    ("the dispatcher turns off the flag and reloads yesterday's plan", {"time_limit"}),
    ("the dispatcher turns off the flag and reloads yesterday's plan in about 10 minutes", {"time_limit"}),
    ("the dispatcher turns off the flag and reloads yesterday's plan as fast as possible", {"time_limit"}),
    ("the dispatcher takes care of it within 10 minutes", {"steps"}),
    ("the dispatcher reverts to a safe state within 10 minutes", {"steps"}),
    ("somebody switches the model off in the console, within an hour", {"authority"}),
    ("a proven playbook exists", {"authority", "steps", "time_limit"}),
    ("to be written with the vendor", {"authority", "steps", "time_limit"}),
]


@pytest.mark.parametrize(("answer", "expected"), REVIEWS)
def test_a_review_trigger_is_read_in_other_words(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("exception_rollback.human_review_trigger", answer)


@pytest.mark.parametrize(("answer", "expected"), PATHS)
def test_an_exception_path_is_read_in_other_words(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("exception_rollback.exception_path", answer)


@pytest.mark.parametrize(("answer", "expected"), TRIGGERS)
def test_a_rollback_trigger_is_read_in_other_words(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("exception_rollback.rollback_trigger", answer)


@pytest.mark.parametrize(("answer", "expected"), PROCEDURES)
def test_a_rollback_procedure_is_read_in_other_words(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("exception_rollback.rollback_procedure", answer)
