"""Who takes the result and where: machines that take it themselves, places in other words, people who only decide."""

import pytest

from tests.domain.assessment.conftest import Missing

WORDINGS: list[tuple[str, set[str]]] = [
    ("The palletiser's controller gets it through topic line3.stack", set()),
    ("Feeding PLC of each barge, via MQTT topic farm/feed/set", set()),
    ("The harvester's PLC reads register 40012", set()),
    ("The WMS order planner reads topic pick.plan, nobody else does.", set()),
    ("route optimiser, PUT /v2/stops", set()),
    ("La recepcionista, en la pantalla del mostrador", set()),
    ("El capataz, en la app del almacén", set()),
    ("Der Lagerist, auf dem Display am Stapler", set()),
    ("to the harbour master by e-mail, hm@port.example", set()),
    ("pharmacist on duty, printed on the picking slip", set()),
    ("judges of the show, on paper at the ring", set()),
    ("ground staff, by pager or by phone, we'll see", {"channel"}),
    ("Der Lagerist", {"channel"}),
    ("The milking robot takes it", {"channel"}),
    ("It is written to view wms.v_next_bin", {"consumer"}),
    ("by mail, somebody will read it", {"consumer"}),
    ("to be agreed with the harbour office", {"consumer", "channel"}),
    ("Bed id must be present and ward code must be known, otherwise we drop it", {"consumer", "channel"}),
    ("the processes downstream", {"consumer", "channel"}),
]


@pytest.mark.parametrize(("answer", "expected"), WORDINGS)
def test_a_consumer_is_read_in_other_words(answer: str, expected: set[str], missing: Missing) -> None:
    assert expected == missing("output_format.consumer", answer)
