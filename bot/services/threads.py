"""Threads: under whose card something was said, be it an earlier card that is gone.

A card that somebody deleted is posted anew, while people go on writing where they were. An earlier card is known by
the delivery that posted or last edited it, for as long as that is remembered: a month.
"""

from bot.domain.alignment import Alignment, MessageRef
from bot.domain.effects import PostCard, UpdateCard
from bot.ports import Transaction


def alignment_under(tx: Transaction, workspace: str, card: MessageRef) -> Alignment | None:
    """Return the alignment whose card that is or was; inside a write transaction it stays locked until the end."""
    found = tx.alignments.find_by_thread(workspace, card.channel, card.ts)
    earlier = None if found else _shown_by(tx, workspace, card)
    return tx.alignments.get(workspace, earlier) if earlier else found


def concerns_us(tx: Transaction, workspace: str, message: MessageRef, thread_ts: str | None) -> bool:
    """Tell whether a message was written under a card, or an answer was taken from it; loads neither."""
    if tx.alignments.concerns(workspace, message, thread_ts):
        return True
    return bool(thread_ts and _shown_by(tx, workspace, MessageRef(channel=message.channel, ts=thread_ts)))


def _shown_by(tx: Transaction, workspace: str, card: MessageRef) -> str | None:
    """Return the id of the alignment that was shown in that message."""
    sent = tx.deliveries.find_sent(workspace, card)
    return sent.effect.alignment_id if sent and isinstance(sent.effect, PostCard | UpdateCard) else None
