"""What people do with a message that Slack shows already, and that we do not know the address of yet."""

from datetime import date

from bot.domain.alignment import MessageRef
from bot.domain.delivery import Delivery, Lane
from bot.domain.outcome import Postponed
from bot.services.requests import Start
from tests.builders import CHANNEL
from tests.handlers.payloads import a_message
from tests.handlers.reception import Reception
from tests.services.office import ANA, CARD_TS, EXECUTABLE, Office

DECISION = "capability.decision"


def _card_under_way(office: Office) -> Delivery:
    start = Start(channel=CHANNEL, title="Invoices", met_on=date(2026, 3, 2), accountable=ANA)
    office.services.opening.open(office.inbound(), start)
    with office.database.write() as tx:
        (card,) = tx.deliveries.claim(Lane.NORMAL, office.clock.now(), 1)
    return card


def test_a_reply_under_a_card_whose_address_is_not_known_yet_is_kept_until_it_is(reception: Reception) -> None:
    office, reply, address = reception.office, a_message(EXECUTABLE[DECISION]), MessageRef(channel=CHANNEL, ts=CARD_TS)
    card = _card_under_way(office)

    response, (too_early,) = reception.receives(reply), office.hear()
    with office.database.write() as tx:
        tx.deliveries.mark_sent(card, address)
        office.services.aftermath.sent(tx, card, address)
    office.hear()

    assert (200, Postponed) == (response.status, type(too_early))
    assert EXECUTABLE[DECISION] == office.alignment.answers[DECISION].text
