"""What can go wrong, as one family.

    AlignedError
    ├── Refusal                 said to the person, in the words of templates/messages/refusals.toml
    │   ├── UnknownAlignment
    │   ├── AlignmentClosed
    │   ├── AlignmentComplete
    │   ├── NotYours
    │   ├── AwayAnyway
    │   ├── NothingOwed
    │   ├── NothingOpen
    │   ├── CannotOwn
    │   ├── OwnsAlready
    │   ├── CannotStandIn
    │   ├── AnsweredMeanwhile
    │   ├── DateOutOfRange
    │   ├── ReasonMissing
    │   ├── NotDeeper
    │   ├── NotStored
    │   ├── TooManyStarts
    │   ├── TooManyHandOvers
    │   └── Unforeseen
    ├── StaleAlignment          somebody else saved it first; the transaction is run again
    ├── Misconfigured           the process refuses to start, in one sentence
    └── LinkLost                the process ends, so that it is started again

The docstring of a class is its message in the log.
"""


class AlignedError(Exception):
    """Something in Aligned went wrong."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or " ".join((type(self).__doc__ or type(self).__name__).split()))


class Refusal(AlignedError):
    """What was asked for cannot be done; `facts` fill in the sentence that tells the person why."""

    def __init__(self, **facts: str) -> None:
        super().__init__()
        self.facts = facts


class UnknownAlignment(Refusal):
    """There is no alignment of that name here, or the asker may not see it."""


class AlignmentClosed(Refusal):
    """The alignment was closed, so nothing about it changes any more."""


class AlignmentComplete(Refusal):
    """The alignment is complete, so it cannot be ended unfinished."""


class NotYours(Refusal):
    """Only the owner or the facilitator may do that."""


class NothingOwed(Refusal):
    """Nothing is open for that person, so there is nothing they could be reminded of."""


class NothingOpen(Refusal):
    """It is answered by now, so there is nothing of it to leave open."""


class AwayAnyway(Refusal):
    """The person is away for longer than a reminder can be put off."""


class CannotOwn(Refusal):
    """That account cannot own anything: `reason` is bot, guest, deactivated, external or unknown."""


class OwnsAlready(Refusal):
    """Whoever is named owns all of it already."""


class CannotStandIn(Refusal):
    """That account cannot stand in: `reason` is self, bot, guest, deactivated, external or unknown."""


class AnsweredMeanwhile(Refusal):
    """Somebody answered the same field after the form was opened; both texts are kept."""


class DateOutOfRange(Refusal):
    """The date lies in the past or too far in the future."""


class ReasonMissing(Refusal):
    """A waiver needs a reason."""


class NotDeeper(Refusal):
    """The alignment asks as much already; a depth can only be raised."""


class NotStored(Refusal):
    """The database did not take it in time; what was typed stays where it was typed."""

    def __init__(self, reason: str = "", *, has_given_way: bool = False) -> None:
        super().__init__()
        self.reason = " ".join(reason.split())
        self.has_given_way = has_given_way

    def __str__(self) -> str:
        if not self.reason:
            return super().__str__()
        return f"The database cannot be reached ({self.reason}). Check that it runs, and that DATABASE_URL leads to it."


class TooManyStarts(Refusal):
    """One person started more alignments in an hour than anybody needs."""


class TooManyHandOvers(Refusal):
    """One person handed over more often in an hour than anybody needs."""


class Unforeseen(Refusal):
    """Something broke that nobody thought of; the log has it."""


class StaleAlignment(AlignedError):
    """The alignment changed between reading and saving."""


class Misconfigured(AlignedError):
    """A setting is missing or wrong."""


class LinkLost(AlignedError):
    """What the process cannot work without has not been reached for too long: ending, to be started again."""
