"""Words that put off in one sentence say in another what is done: only the first leave an answer open."""

import pytest

from tests.domain.assessment.conftest import Missing

SAYS_WHAT_IS_DONE = [
    ("exception_rollback.exception_path", "API down: orders are queued until the server is back"),
    ("exception_rollback.exception_path", "If the plate is not visible on the photo the toll is billed by hand"),
    (
        "exception_rollback.exception_path",
        "Payment API down: open issue in GitHub repo ops, order is on hold until it is closed",
    ),
    ("exception_rollback.exception_path", "unknown SKU: the bot will send it to the queue sku-check"),
    ("exception_rollback.exception_path", "signature missing on page 3: returned to the sender"),
    ("exception_rollback.human_review_trigger", "Ab 5.000 € entscheidet der Abteilungsleiter"),
    ("exception_rollback.human_review_trigger", "score below 0.4: the triage nurse will look at it"),
    (
        "exception_rollback.human_review_trigger",
        "If a record is being merged with another patient, the records clerk confirms",
    ),
    ("input_schema.source_system", "The values come from SAP, table MARA"),
    ("input_schema.source_system", "It is on SharePoint, list Orders_2025"),
    ("output_format.consumer", "It's for the planners, on the SAP screen MD04"),
    ("output_format.consumer", "shift leads read it on the slide deck monitor page 2 in Grafana"),
    (
        "exception_rollback.rollback_procedure",
        "duty mate goes back to the paper plan on the bridge deck, 5 minutes, restores lane plan B",
    ),
    ("exception_rollback.rollback_trigger", "more than 3 open items per day are booked twice"),
    ("monitoring.review_cadence", "in every monthly quality meeting, the head of claims"),
]
PUTS_OFF = [
    ("exception_rollback.exception_path", "Lidar blind: still an open question", {"path"}),
    ("exception_rollback.exception_path", "Missing stamp: we decide that in the next meeting", {"path"}),
    ("exception_rollback.human_review_trigger", "score below 0.4; who looks is not settled yet", {"reviewer"}),
    ("exception_rollback.rollback_trigger", "lo vemos en la próxima reunión", {"signal", "threshold"}),
]


@pytest.mark.parametrize(("field", "answer"), SAYS_WHAT_IS_DONE)
def test_what_is_done_later_is_not_put_off(missing: Missing, field: str, answer: str) -> None:
    assert set() == missing(field, answer)


@pytest.mark.parametrize(("field", "answer", "expected"), PUTS_OFF)
def test_what_people_will_say_later_is_put_off(missing: Missing, field: str, answer: str, expected: set[str]) -> None:
    assert expected == missing(field, answer)
