"""Which slots an open question is about: what it asks (who, how often, which view) says which slot it leaves open."""

import re
from collections.abc import Iterable, Mapping

from bot.domain.assessment.open_questions import owed_values
from bot.domain.assessment.passage import Span
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import ABSENT, Filling, Fillings, Rule, spoiled

_LIMIT = re.compile(
    r"\b(?:how (?:many|much|high|low|far)|limit|threshold|floor|ceiling|"
    r"(?:at which|what|the|a|our) (?:\w+ )?(?:cap|target|figure|number|value|count|level)|"
    r"welche[mrn] (?:wert|zahl|grenze)|wie (?:viele|hoch)|combien de|cuánt[oa]s|"
    r"(?:le|la|der|die|el) (?:seuil|grenze|grenzwert|schwelle|umbral|límite|zielwert))\b"
)
_WHO = re.compile(r"\b(?:who|whom|whose|wer|wen|wem|qui|quién|which (?:clerk|person|role|one of us))\b")
_WAY_IN = re.compile(
    r"\b(?:(?:which|what|exact) (?:\w+ )?(?:view|table|api|way|interface|endpoint|topic|file|export)|how|via|über|"
    r"schnittstelle|tabelle|vue|vía|wie|comment|cómo|interface)\b"
)
_PLACE = re.compile(
    r"\b(?:where|wherever|place|location|storage|store|wo|wohin|où|dónde|screen|device|terminal|channel)\b"
)
_OFTEN = re.compile(r"\b(?:how often|when|rhythm|cadence|wie oft|wann|rhythmus|combien|fréquence|cuándo)\b")
_PERIOD = re.compile(
    r"\b(?:period|window|per what|over what|how long|zeitraum|fenster|période|fenêtre|periodo|ventana)\b"
)
_LONG = re.compile(r"\b(?:how (?:long|fast|quickly)|duration|time limit|deadline|wie lange|frist|délai|plazo)\b")

# A question about one of these leaves it open whatever else was found for it.
_CERTAIN: Mapping[str, re.Pattern[str]] = {
    "threshold": _LIMIT,
    "comparator": _LIMIT,
    "autonomy": re.compile(
        r"\b(?:by itself|itself|on its own|alone|automatic\w*|straight away|unattended|without|confirms?|proposes?|"
        r"sends? (?:it|them)|may do|presses|final|a suggestion|selbst|allein|automatisch|seule?|sol[oa])\b"
    ),
    "default": re.compile(r"\b(?:rest|others?|else|remaining|otherwise|übrigen?|autres?|demás)\b"),
    "action": re.compile(r"\b(?:what (?:happens|we do|is done|to do|comes next|becomes of)|was (?:dann )?passiert)\b"),
    "path": re.compile(r"\b(?:what (?:happens|we do|is done|to do|comes next|becomes of)|was (?:dann )?passiert)\b"),
}
# These say why a slot is open, and keep it open; what was found elsewhere in the answer may fill it.
_LIKELY: Mapping[str, re.Pattern[str]] = {
    **dict.fromkeys(("recipient", "reviewer", "authority", "person"), _WHO),
    "interface": _WAY_IN,
    **dict.fromkeys(("location", "channel"), _PLACE),
    "cadence": _OFTEN,
    "window": _PERIOD,
    "time_limit": _LONG,
}


def without_asked(slots: Iterable[str], reading: Reading, fillings: Fillings) -> Fillings:
    """Spoil every slot that only the words of an open question fill, or that such a question is about."""
    checked = dict(fillings)
    for question in (*reading.open_questions, *owed_values(reading.passage)):
        for name in slots:
            if _leaves_open(name, fillings.get(name, ABSENT), reading.passage.lower, question):
                checked[name] = spoiled(question, Rule.PLACEHOLDER)
    return checked


def _leaves_open(name: str, filling: Filling, text: str, question: Span) -> bool:
    if filling.is_filled:
        is_inside = filling.span is not None and question.contains(filling.span)
        return is_inside or _asks_for(name, text, question)
    return filling.rule is None and name in _LIKELY and bool(_LIKELY[name].search(text, *question))


def _asks_for(name: str, text: str, question: Span) -> bool:
    """Tell whether a question is about a slot; one about the rest is not about the action of the rule."""
    if name not in _CERTAIN or not _CERTAIN[name].search(text, *question):
        return False
    return name not in ("action", "path") or not _CERTAIN["default"].search(text, *question)
