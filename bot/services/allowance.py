"""How often a person may be asked in a day to take something on, and how often one may hand something over."""

from datetime import date, datetime

from bot.ports import Transaction

MOST_ASKED = 5
MOST_HANDED_OVER = 30


def may_be_asked(tx: Transaction, workspace: str, person: str, today: date) -> bool:
    """Use up one of the day's questions to a person, by whomever; the rest they find in their digest."""
    return _is_left(tx, f"asked:{workspace}:{person}:{today.isoformat()}", MOST_ASKED)


def may_hand_over(tx: Transaction, workspace: str, person: str, now: datetime) -> bool:
    """Use up one of the hour's hand-overs of a person."""
    return _is_left(tx, f"handed:{workspace}:{person}:{now:%Y-%m-%dT%H}", MOST_HANDED_OVER)


def _is_left(tx: Transaction, what: str, most: int) -> bool:
    """Take one of so many; False when all are gone. Each is a key, so two processes cannot take the same."""
    return any(tx.inbox.accept(f"{what}:{number}") for number in range(most))
