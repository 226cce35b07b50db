"""How often a person may be asked in a day to take something on, by whomever; the rest they find in their digest."""

from datetime import date

from bot.ports import Transaction

MOST_ASKED = 5


def may_be_asked(tx: Transaction, workspace: str, person: str, today: date) -> bool:
    """Use up one of the day's questions to a person; False when there is none left.

    Each is a key that can be taken once, so two processes cannot take the same.
    """
    return any(
        tx.inbox.accept(f"asked:{workspace}:{person}:{today.isoformat()}:{number}") for number in range(MOST_ASKED)
    )
