"""What people owe, with nobody else at work on it: several people's debts are taken in the order of all alignments."""

from collections.abc import Iterable

from bot.domain.alignment import Alignment
from bot.ports import Transaction


def debts_of(
    tx: Transaction, workspace: str, debtors: Iterable[str], *, only: str | None = None
) -> tuple[tuple[str, Alignment], ...]:
    """List which alignments each debtor may owe something to, the oldest first, or `only` one of them; hold them all.

    They are taken the oldest first whoever owes them: two transactions that stand in for several people meet in the
    same order.
    """
    listed = [
        (debtor, alignment)
        for debtor in debtors
        for alignment in tx.alignments.list_owed_by(workspace, debtor)
        if only in {None, alignment.id}
    ]
    oldest_first = sorted({(alignment.opened_at, alignment.id) for _, alignment in listed})
    held = {alignment_id: tx.alignments.get(workspace, alignment_id) for _, alignment_id in oldest_first}
    return tuple((debtor, held[alignment.id]) for debtor, alignment in listed)
