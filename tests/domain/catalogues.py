"""A catalogue small enough to reason about: two artifacts, three fields."""

from bot.domain.catalogue import Artifact, Catalogue, Field, Slot


def a_field(key: str, weight: int = 1, *slots: Slot) -> Field:
    """Return a field with one slot, unless others are given."""
    artifact, name = key.split(".")
    return Field(
        artifact=artifact,
        name=name,
        label=name.replace("_", " "),
        question=f"What about {name}?",
        why="Because somebody builds from it.",
        example="It routes invoices.",
        weight=weight,
        slots=slots or (Slot(name="outcome", follow_up="Which outcome?"),),
    )


def a_catalogue() -> Catalogue:
    """Return a catalogue in which accountability outranks the rest."""
    capability = (a_field("capability.decision", 5), a_field("capability.in_scope", 3))
    return Catalogue(
        version="test",
        artifacts=(
            Artifact(name="capability", title="Capability", fields=capability),
            Artifact(name="ownership", title="Ownership", fields=(a_field("ownership.accountable_owner", 8),)),
        ),
    )
