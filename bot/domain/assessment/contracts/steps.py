"""Which words are steps that a new colleague could do: a verb and what it is done to, in any form people note it.

"Set flag off", "cache cleared", "Schalter auf Hand": a promise to be back to normal is none.
"""

import re

from bot.domain.assessment import hands
from bot.domain.assessment.clauses import covering
from bot.domain.assessment.contracts.common import named
from bot.domain.assessment.lexicons.noise import PERMITTING
from bot.domain.assessment.passage import Span
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import ABSENT, Filling, Rule, filled, spoiled

# "Rollback" and "take" are steps only as something that is done to a thing.
_ABOUT_IT = (
    r"(?:concept|plan|strategy|procedure|mechanism|process|options?|runbook|scenario|model|trigger|capabilit\w+|is|was|"
    r"went|has|will|can|always|guarantees?)\b"
)
_NO_DEED = (
    r"(?:effect|place|hold|over|long|care|(?:(?:us|me|about|at most|only|max\.?|under|less than|up to|not more than) )*"
    r"(?:\d|an? (?:hour|minute|day|quarter)|half|one|two|three|five|ten|fifteen|twenty|thirty))"
)
_STEP = re.compile(
    r"\b(?:set(?!-?up)|sets|setting|switch|switches|switched|switching|turn|turns|turned|disable|disables|"
    r"disabled|enable|revert|reverts|reverted|redeploy|redeploys|deploy|deploys|re-?deploys?|restore|"
    r"restores|restored|restart|restarts|restarted|re-?start|"
    rf"rollback(?! {_ABOUT_IT})|roll back|rolls back|rolled back|"
    r"re-?import|re-?imports|stop|stops|stopped|stopping|requeue|requeues|replay|replays|re-?run|re-?runs|"
    r"run|runs|scale|scales|flip|flips|flipped|toggle|toggles|toggled|press|presses|pull|pulls|click|"
    r"clicks|open|opens|"
    r"remove|removes|delete|deletes|swap|swaps|point|points|load|loads|reload|reloads|unpublish|pause|"
    r"pauses|kill|kills|drain|drains|move|moves|push|pushes|merge|merges|tell|tells|notify|notifies|mail|"
    r"mails|announce|fall back|falls back|activate|activates|deactivate|deactivates|uninstall|revoke|"
    r"revokes|change|changes|reset|resets|reassign|undo|helm|kubectl|git|feature flag|flag|checkout|clear|"
    rf"clears|purge|reopen|copy|copies|put|puts|takes?(?! {_NO_DEED})|cut|cuts|shut|shuts|reactivate|reactivates|"
    r"repoint|rename|replace|replaces|reroute|reroutes|resend|freeze|freezes|lock|unplug|block|hand over|"
    r"upload|uploads|starts? (?:the |an? |up )?(?!the\b|rollback|it\b|this\b|that\b|procedure|process)(?=\w)|"
    r"select|selects|choose|chooses|"
    r"schaltet|schalten|stellt|stellen|lädt|setzt|setzen|stoppt|deaktiviert|aktiviert|spielt|startet|"
    r"zieht|stoppen|deaktivieren|umschalten|zurücksetzen|zurückspielen|einspielen|abschalten|ausschalten|"
    r"désactive\w*|remet\w*|relance\w*|arrête\w*|bascule\w*|restaure\w*|désactiver|desactiva\w*|vuelve|"
    r"restaura\w*|detiene|reinicia\w*|apaga\w*|cambia\w*)\b"
)
PERMITS = re.compile(
    r"\b(?:may|can|allowed|authori[sz]ed|authority|pulls?|presses|decides?|approves?|starts?|triggers?|"
    r"power|permission|darf|kann|entscheidet|peut|puede)\b"
)
_A_GOOD_STATE = (
    r"(?:revert|return|goe?|switch|move|get|bring|take)(?:s|es)? (?:it |us |everything )?(?:back )?to (?:an? |the )?"
    r"(?:last )?(?:known[- ])?(?:safe|stable|good|normal|clean|working|healthy|sane)(?:[- ]\w+)? "
    r"(?:state|condition|situation|status|level)"
)
_VAGUE_STEP = re.compile(
    rf"\b{_A_GOOD_STATE}\b|"
    r"\b(?:go(?:es)? back to how it was|undone|undo it|it's git|always roll back|"
    r"can (?:always )?roll back|roll(?:s|ed)? (?:(?:it|this|everything|the (?:thing|system|model)) )?back"
    r"(?=\s*(?:$|[.,;]|within|in\b|as\b|under|by\b|asap|quickly|immediately|inside))|"
    r"roll(?:s|ed)? (?:(?:it|this|everything|the (?:thing|system|model)) )?back \w+ly\b|"
    r"revert(?:s|ed)? (?:it|everything)?\s*$|"
    r"switch(?:es|ed)? (?:it )?off\s*$|"
    r"(?:stop|halt|kill|pause)s? (?:it|this|that)(?=\s*(?:$|[.,;]))|"
    r"(?:plan|process|procedure|runbook|playbook) (?:exists|applies|"
    r"is (?:in place|documented|there|ready))|call(?:s)? the vendor(?! (?:hotline|support))|"
    r"takes? care(?: of)?|sees? to it|"
    r"sorts? (?:it|this|everything) out|restores? (?:the )?(?:normal|"
    r"old) (?:state|operations?|situation)|back to normal|restore normal|fix(?:es)? it|"
    r"whatever it takes|"
    r"(?:usual|normal|standard|regular|known) (?:[a-z]+ )?"
    r"(?:way|manner|procedure|process|runbook|playbook|routine|drill)|"
    r"as (?:always|usual|ever)|wie (?:immer|üblich|gewohnt)|comme d'habitude|como siempre|le nécessaire|das nötige|"
    r"lo necesario|what(?:ever)? is (?:needed|necessary)|"
    r"(?:sicheren|stabilen|normalen|guten) (?:zustand|betrieb)|"
    r"état (?:stable|normal|sûr)|estado (?:estable|normal|seguro))\b"
)


_REST = re.compile(
    r"\b(?:the rest|everything else|alles andere|der rest|le reste|el resto) (?:as|is|like|per|according|follows|wie|"
    r"nach|laut|comme|selon|como|según)\b[^.;\n]*|\b(?:and )?then the usual\b"
)


def steps(reading: Reading) -> Filling:
    """Read the first step, unless what is left of them is put off or as usual."""
    if remainder := _REST.search(reading.passage.lower):
        return spoiled(Span(*remainder.span()), Rule.REFERENCE)
    for found in _STEP.finditer(reading.passage.lower):
        place = Span(*found.span())
        clause = next((span for span in reading.clauses if span.contains(place)), reading.passage.whole)
        rest = reading.content(Span(place.end, clause.end), without=tuple(party.span for party in reading.parties))
        rest = rest or [("", span) for span in reading.systems if span.start >= place.end and clause.contains(span)]
        if rest and not reading.is_put_off(place) and not _VAGUE_STEP.search(reading.passage.lower, *clause):
            return filled(Span(place.start, rest[-1][1].end))
    vague = _VAGUE_STEP.search(reading.passage.lower)
    ways = (_done_by_somebody, _passive_step, _ordered_step, _named_step, _noted_deed, _action_noun)
    if not vague and (done := next((span for way in ways if (span := way(reading))), None)):
        return filled(done)
    return spoiled(Span(*vague.span()), Rule.ADJECTIVE) if vague else ABSENT


_DONE_TO = re.compile(
    r"\b(?:is|are|gets?|wird|werden|est|sont|se)\s(?:\w+ly )?(?:unpublished|paused|re-?enabled|copied|restored|"
    r"loaded|hidden|disabled|removed|reset|stopped|reverted|switched|turned|taken|put|set|swapped|cut|closed|locked|blocked|"
    r"re-?\w+ed|"
    r"de\w+ed|un\w+ed|\w+geschaltet|\w+gespielt|\w+gesetzt|\w+gestellt)\b"
)


_ORDERED = re.compile(
    r"(?!(?:see|ask|use|make|have|let|trust|believe|follow|love|need|want|keep|hope|give|all|any|what|the|over|under|"
    r"with|"
    r"from|for|and|but|not|after|before|just|only|about|both|because|into|per|within|than)\b)[a-zäöüéèñ]{3,} "
    r"(?:the|all|every|an?|both|our|den|die|das|alle|le|la|les|el|los|las|un|une|una) "
)


def _ordered_step(reading: Reading) -> Span | None:
    """Trust the form of an order whose verb no list knows: "hide the ranking column"."""
    for part in reading.parts:
        ordered = _ORDERED.match(reading.passage.lower, *part)
        said = reading.content(Span(ordered.end(), part.end)) if ordered else []
        if said and not reading.is_put_off(part):
            return Span(part.start, said[-1][1].end)
    return None


_NAMED_STEP = re.compile(
    r"(?:[^\W\d_][\w\"'/-]*\s){1,5}?(?:aus|ab|an|zurück|ein|off|out|back to (?:\w+ )?\w+|to (?:manual|auto\w*|off|safe)"
    r"(?: \w+)?|auf (?:\w+ )?(?:hand|manuell|aus|alt)\w*|\w{3,}(?:en|eln|ern))"
    r"(?=\s*$|\s(?:am|im|in|an|auf|at|on|by|und|and)\s)"
)


def _named_step(reading: Reading) -> Span | None:
    """Read a note without a finite verb as a step: "Schalter KI aus", "load balancer back to pool A"."""
    for part in reading.parts:
        noted = _NAMED_STEP.match(reading.passage.lower, *part)
        said = reading.content(Span(part.start, noted.end())) if noted else []
        if noted and said and not reading.is_put_off(part) and not PERMITS.search(reading.passage.lower, *part):
            return Span(part.start, noted.end())
    return None


_DONE = re.compile(
    r".*[\s'](?:\w{2,}ed|put|cut|set|shut|sent|taken|hidden|drawn|thrown|written|\w+é(?:e?s?)|\w{3,}(?:ad|id)[oa]s?|"
    r"\w*ge\w{3,}(?:t|en)|\w{3,}iert)\s*"
)
_TALKED_ABOUT = re.compile(
    r"\b(?:tested|documented|informed|defined|planned|agreed|discussed|trained|described|needed|required|involved|"
    r"notified|approved|decided|prepared|guaranteed|ensured|covered|expected|allowed|authori[sz]ed|ordered|triggered|"
    r"rehearsed|proven|assured|established|secured|supported|need|speed|was|were|went|had|has|have|must|should|will|"
    r"ob|geplant|getestet|definiert|dokumentiert|geregelt|garantiert|prévue?s?|testée?s?|documentée?s?|garantie?s?|"
    r"previst[oa]|probad[oa]|documentad[oa]|garantizad[oa])\b"
)
_WORDS_OF_A_NOTE = 8


def _noted_deed(reading: Reading) -> Span | None:
    """Read a note that ends in what was done as a step: "cache cleared", "plan de ayer cargado"."""
    for part in reading.parts:
        said = reading.content(part)
        is_note = len(said) >= 2 and len(reading.passage.lower[part.start : part.end].split()) <= _WORDS_OF_A_NOTE
        if is_note and _DONE.fullmatch(reading.passage.lower, *part) and not _is_only_talk(reading, part):
            return covering(said)
    return None


def _is_only_talk(reading: Reading, part: Span) -> bool:
    text = reading.passage.lower
    talks = _TALKED_ABOUT.search(text, *part) or PERMITS.search(text, *part)
    return bool(talks) or reading.is_put_off(part)


_ACTION_NOUN = re.compile(
    r"\b(?:(?:retour|rückkehr|vuelta|return|neustart|(?:ré|dé|rück|um|ab|aus|wieder)\w{4,}(?:ung|tion|age|ment|import)|"
    r"re(?:start|deploy(?:ment)?|store|set|load|install\w*|import|inicio|activa\w+)|des\w{4,}(?:ción|miento))\s"
    r"(?:à|to|zu|auf|of|der|des|du|de|del|a|au|von)\b|"
    r"(?:bouton|botón|button|knopf|schalter|switch|interruptor|toggle|lever|hebel)\s(?=\"[^\"\n]{2,30}\")|"
    r"[a-z][\w.-]{2,} ?= ?(?=[\w\"]))"
)


def _action_noun(reading: Reading) -> Span | None:
    """Read an action that is written as a noun, a named button or a setting: "retour à la v12", "ai_on=false"."""
    for part in reading.parts:
        noun = _ACTION_NOUN.search(reading.passage.lower, *part)
        if noun and not _is_only_talk(reading, part):
            said = reading.content(Span(noun.start(), part.end))
            return covering(said) or Span(*noun.span())
    return None


def _passive_step(reading: Reading) -> Span | None:
    """Read "the batch is unpublished and revision n-1 restored" as a step."""
    people = tuple(party.span for party in reading.parties)
    for clause in reading.clauses:
        done = reading.search(_DONE_TO, clause)
        said = reading.content(clause, without=people)
        if done and len(said) >= 2:
            return covering(said)
    return None


_HANDS_AT_MOST = 8


def _done_by_somebody(reading: Reading) -> Span | None:
    """Take what a named party does as the step: "night nurse unplugs the dock"."""
    somebody = (*(party.span for party in named(reading)), *hands.commanders(reading.passage))
    for person in somebody[:_HANDS_AT_MOST]:
        part = next((part for part in reading.parts if part.contains(person)), None)
        rest = reading.content(Span(person.end, part.end)) if part else []
        said = [place for word, place in rest if word not in PERMITTING]
        if len(said) >= 2:
            return Span(said[0].start, said[-1].end)
    return None
