"""Which words fill the slots of the exception path and of the rollback procedure."""

import re

from bot.domain.assessment import hands
from bot.domain.assessment.clauses import covering
from bot.domain.assessment.conditions import Branch, is_trouble, subject_branch
from bot.domain.assessment.contracts.common import (
    concrete_condition,
    consequence,
    first_filled,
    named,
    reachable,
)
from bot.domain.assessment.contradictions import same_clause, second_thoughts
from bot.domain.assessment.hedges import softened
from bot.domain.assessment.lexicon_noise import PERMITTING
from bot.domain.assessment.lexicon_numbers import TIME_UNIT
from bot.domain.assessment.passage import Span
from bot.domain.assessment.people import Kind
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import ABSENT, Filling, Fillings, Rule, filled, spoiled


def exception_path(reading: Reading) -> Fillings:
    """Read which exception, and where it goes or what the system does."""
    branches = [_with_case(reading, _with_subject(reading, branch)) for branch in reading.branches]
    conditions = [concrete_condition(reading, branch.condition) for branch in branches if branch.condition]
    paths = [
        consequence(reading, branch.consequence)
        for branch in branches
        if branch.consequence and (branch.condition or _is_a_way_out(reading, branch.consequence))
    ]
    condition = first_filled(conditions)
    if condition.span is None and not any(path.is_filled or path.rule is Rule.ADJECTIVE for path in paths):
        condition = first_filled(
            concrete_condition(reading, clause) for clause in reading.clauses if is_trouble(reading.passage, clause)
        )
    path = first_filled(paths)
    if not condition.is_filled and (case := _CODED_CASE.search(reading.passage.text)):
        condition = filled(Span(*case.span("case")))
    if not condition.span and path.rule is Rule.PLACEHOLDER:
        condition = filled(_before_what_is_put_off(reading))
    return {"condition": condition, "path": path}


_CODED_CASE = re.compile(
    r"(?:^|[\n;{}])\s*(?:except|catch|on|case|rescue|when)[ :(]{1,3}"
    r"(?P<case>[A-Z][a-z]\w*[A-Z]\w*|[A-Z][A-Z_]{2,}|[a-z]+_\w+)(?=[\s:){]|$)"
)


def _before_what_is_put_off(reading: Reading) -> Span | None:
    """Take the case that is told before its path is put off: "X-ray is mirrored. What we do then: still open"."""
    first = reading.clauses[0] if reading.clauses else None
    is_told = first and len(reading.content(first)) >= 2 and not reading.is_put_off(first)
    return reading.concept(first) if is_told else None


def _with_subject(reading: Reading, branch: Branch) -> Branch:
    """Read "difficult cases land with the consul" as a case and where it goes."""
    if branch.condition or branch.consequence is None:
        return branch
    is_empty = consequence(reading, branch.consequence).rule is Rule.ADJECTIVE
    leads_out = _WAY_OUT.search(reading.passage.lower, *branch.consequence)
    if not leads_out and not is_empty and not is_trouble(reading.passage, branch.consequence):
        return branch
    found = subject_branch(reading.passage.lower, branch.consequence)
    return found if found and found.condition else branch


def _with_case(reading: Reading, branch: Branch) -> Branch:
    """Leave out a condition that is none: a heading that asks ("How to treat them: …"), or the way out itself."""
    if branch.condition is None or not _NO_CASE.match(reading.passage.lower, *branch.condition):
        return branch
    is_question = _ASKING.match(reading.passage.lower, *branch.condition)
    if branch.consequence is None or is_question:
        return Branch(None, branch.consequence)
    return Branch(None, Span(branch.condition.start, branch.consequence.end))


_ASKING = re.compile(r"\W*(?:how|what|who|where|why|wie|was|wer|wo|comment|qui|quoi|cómo|qué|quién)\b")


_NO_CASE = re.compile(
    r"\W*(?:(?:it |they )?(?:goes?|gets?|lands?|stays?|is sent|are sent|sent|returned|(?:is|are) returned) "
    r"(?:straight |right )?(?:to|into|in|back|on)|"
    r"how|what|who|where|why|wie|was|wer|wo|comment|qui|quoi|cómo|qué|quién)\b"
)


def _is_a_way_out(reading: Reading, span: Span) -> bool:
    reached = any(span.overlaps(party.span) for party in reading.parties)
    return bool(_WAY_OUT.search(reading.passage.lower, *span)) and (reached or len(reading.content(span)) >= 2)


_WAY_OUT = re.compile(
    r"\b(?:is|are|gets?|wird|werden) (?:(?:\w+ly|always|then|first|also) )?\w+(?:ed|en|t) "
    r"(?:to|into|onto|in|on|back|aside|over|with)\b|"
    r"\b(?:wird|werden) [^.;\n]{0,60}?\b[a-zäöü]*ge[a-zäöüß]{3,}(?:t|en)\b|"
    r"\b(?:go(?:es)? (?:to|into|back)|lands? (?:in|with|on|at)|handed to|ends? up|(?:is|are|gets?) (?:sent|routed|"
    r"forwarded|parked|"
    r"held|rejected|returned|skipped|queued|moved|escalated)|queue|in-?box|mailbox|retr(?:y|ies)|skips?|"
    r"falls? back|fallback|dead[- ]letter|quarantine|by hand|manually|manual|ignored|left (?:empty|out)|"
    r"hold|park|send|route|forward|return|reject|warteschlange|postfach|zurück|manuell|file d'attente|"
    r"bandeja|cola)\b|→"
)


_STEP = re.compile(
    r"\b(?:set|sets|setting|switch|switches|switched|switching|turn|turns|turned|disable|disables|"
    r"disabled|enable|revert|reverts|reverted|redeploy|redeploys|deploy|deploys|re-?deploys?|restore|"
    r"restores|restored|restart|restarts|restarted|re-?start|rollback|roll back|rolls back|rolled back|"
    r"re-?import|re-?imports|stop|stops|stopped|stopping|requeue|requeues|replay|replays|re-?run|re-?runs|"
    r"run|runs|scale|scales|flip|flips|flipped|toggle|toggles|toggled|press|presses|pull|pulls|click|"
    r"clicks|open|opens|"
    r"remove|removes|delete|deletes|swap|swaps|point|points|load|loads|reload|reloads|unpublish|pause|"
    r"pauses|kill|kills|drain|drains|move|moves|push|pushes|merge|merges|tell|tells|notify|notifies|mail|"
    r"mails|announce|fall back|falls back|activate|activates|deactivate|deactivates|uninstall|revoke|"
    r"revokes|change|changes|reset|resets|reassign|undo|helm|kubectl|git|feature flag|flag|checkout|clear|"
    r"clears|purge|reopen|copy|copies|put|puts|take|takes|cut|cuts|shut|shuts|reactivate|reactivates|"
    r"repoint|rename|replace|replaces|reroute|reroutes|resend|freeze|freezes|lock|unplug|block|hand over|"
    r"upload|uploads|select|selects|choose|chooses|"
    r"schaltet|schalten|stellt|stellen|lädt|setzt|setzen|stoppt|deaktiviert|aktiviert|spielt|startet|"
    r"zieht|stoppen|deaktivieren|umschalten|zurücksetzen|zurückspielen|einspielen|abschalten|ausschalten|"
    r"désactive\w*|remet\w*|relance\w*|arrête\w*|bascule\w*|restaure\w*|désactiver|desactiva\w*|vuelve|"
    r"restaura\w*|detiene|reinicia\w*|apaga\w*|cambia\w*)\b"
)
_TIME_LIMIT = re.compile(
    rf"\b(?:within|in|under|max\.?|maximum|at most|less than|no (?:more|longer) than|not more than|up to|"
    rf"takes?|done in|after|target|binnen|innerhalb(?: von)?|spätestens nach|maximal|höchstens|unter|in|"
    rf"en moins de|sous|dans|en|en menos de|máximo|<|≤|~)?\s*(?:about |a |the )?(?:\d+(?:[.,]\d+)?[ -]?|"
    rf"(?:an?|one|two|three|five|ten|fifteen|twenty|thirty|forty-five|sixty|half an|media|un cuarto de|zwei|drei|"
    rf"fünf|zehn|"
    rf"fünfzehn|zwanzig|dreißig|eine[rm]?|deux|trois|cinq|dix|quinze|trente|une|dos|cinco|diez|quince|"
    rf"treinta|una)[ -]){TIME_UNIT}|"
    r"\b(?:by|before|until|bis|avant|antes de(?: las)?) (?:\d\d?[:.h]\d\d|\d\d? ?(?:am|pm|uhr|h)|noon|"
    r"midnight|the next (?:run|batch|shift|morning|delivery|truck)|end of (?:the )?(?:day|shift|"
    r"business day)|close of business|cob|eod|midday)\b|\bsame (?:business |working )?(?:day|shift)\b|"
    r"\bwithin (?:the|one|a|an|a single) (?:\w+ )?(?:hour|day|shift|minute|night)\b|"
    r"\b(?:a|one) (?:full|whole|entire) (?:hour|day|night|shift|week)\b|"
    r"\bbefore the next \w+\b|\b\d+ ?min\b"
)


def rollback_procedure(reading: Reading) -> Fillings:
    """Read what is done, who may start it, and how long it may take."""
    limit, steps = _time_limit(reading), _steps(reading)
    has_somebody = bool(hands.commanders(reading.passage))
    if not steps.is_filled and not limit.span and not has_somebody and not reading.search(_MAY):
        return {"steps": steps}
    return {"steps": steps, "authority": _authority(reading), "time_limit": limit}


_MAY = re.compile(
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
    r"switch(?:es|ed)? (?:it )?off\s*$|(?:plan|process|procedure|runbook|playbook) (?:exists|applies|"
    r"is (?:in place|documented|there|ready))|call(?:s)? the vendor(?! (?:hotline|support))|"
    r"takes? care(?: of)?|sees? to it|"
    r"sorts? (?:it|this|everything) out|restores? (?:the )?(?:normal|"
    r"old) (?:state|operations?|situation)|back to normal|restore normal|fix(?:es)? it|"
    r"whatever it takes)\b"
)


_REST = re.compile(
    r"\b(?:the rest|everything else|alles andere|der rest|le reste|el resto) (?:as|is|like|per|according|follows|wie|"
    r"nach|laut|comme|selon|como|según)\b[^.;\n]*|\b(?:and )?then the usual\b"
)


def _steps(reading: Reading) -> Filling:
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
    ways = (_done_by_somebody, _passive_step, _ordered_step, _named_step)
    if not vague and (done := next((span for way in ways if (span := way(reading))), None)):
        return filled(done)
    return spoiled(Span(*vague.span()), Rule.ADJECTIVE) if vague else ABSENT


_DONE_TO = re.compile(
    r"\b(?:is|are|gets?|wird|werden|est|sont|se)\s(?:\w+ly )?(?:unpublished|paused|re-?enabled|copied|restored|"
    r"disabled|removed|reset|stopped|reverted|switched|turned|taken|put|set|swapped|cut|closed|locked|blocked|"
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
    r"(?: \w+)?|auf (?:\w+ )?(?:hand|manuell|aus|alt)\w*|\w{3,}(?:en|eln|ern))(?=\s*$|\s(?:am|im|in|an|auf|at|on|by)\s)"
)


def _named_step(reading: Reading) -> Span | None:
    """Read a note without a finite verb as a step: "Schalter KI aus", "load balancer back to pool A"."""
    for part in reading.parts:
        noted = _NAMED_STEP.match(reading.passage.lower, *part)
        said = reading.content(Span(part.start, noted.end())) if noted else []
        if noted and said and not reading.is_put_off(part) and not _MAY.search(reading.passage.lower, *part):
            return Span(part.start, noted.end())
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


_ANYBODY_TOO = re.compile(
    r"\bonly (?:the |our )?[\w -]{3,40}? (?:may|can|is allowed)\b.{3,160}?(?:\b(?:any|every|each) [\w-]+ (?:may|can)\b|"
    r"\balone (?:who )?(?:may|can|pulls?|triggers?|decides?|presses)\b)|"
    r"\bonly\b.{3,80}\b(?:anyone|anybody|everyone|everybody)\b|\b(?:anyone|anybody|everyone|"
    r"everybody)\b.{3,80}\bonly\b"
)


def _authority(reading: Reading) -> Filling:
    if anybody := _ANYBODY_TOO.search(reading.passage.lower):
        return spoiled(Span(*anybody.span()), Rule.CONTRADICTION)
    people = [party.span for party in named(reading) if party.kind is not Kind.CHANNEL]
    acting = [span for span in people if not _is_object(reading, span)]
    if acting:
        return filled(acting[0])
    somebody = [span for span in hands.commanders(reading.passage) if not reading.is_put_off(span)]
    reached = reachable(reading, channels=False)
    is_thing = reached.is_filled and reached.span is not None and _is_object(reading, reached.span)
    return filled(somebody[0]) if somebody else ABSENT if is_thing else reached


_DONE_TO_SOMEBODY = re.compile(
    r"\b(?:tell|notify|inform|call|mail|e-?mail|text|message|ping|warn|alert|phone|ring|radio|anrufen|informieren)\s"
    r"(?:the |our |an? |den |die |das |le |la |el )?$"
)


def _is_object(reading: Reading, party: Span) -> bool:
    """Tell whether the party is only what a step is done to: "tell the quay", "open Bartender"."""
    text = reading.passage.lower
    is_told = _DONE_TO_SOMEBODY.search(text, max(0, party.start - 24), party.start)
    return bool(is_told or _OPENS_A_STEP.match(text, *party) or _IS_A_THING.match(text, party.end))


_IS_A_THING = re.compile(
    r"\s(?:rules?|flags?|jobs?|models?|queues?|systems?|screens?|menus?|buttons?|feeds?|tables?|services?|modes?|modules?|"
    r"apps?|tools?|servers?|pipelines?|templates?|panels?|consoles?|list|view|page|portal|board|settings?)\b"
)


_OPENS_A_STEP = re.compile(
    r"(?:open|close|choose|select|press|click|load|restore|start|stop|set|put|run|call|tell|pull|push|restart|reload)\s"
)
_INNER_HEDGE = re.compile(
    r"\b(?:about|around|roughly|approx\w*|maybe|perhaps|hopefully|ideally|circa|ca|etwa|ungefähr|environ|"
    r"unos)\b|~"
)


_TAKES = re.compile(
    r"\b(?:takes?|needs?|lasts?|we have|there is|gives us|are given|allowed|dauert|braucht|prend|tarda)\b"
)


_IT_TAKES = re.compile(r"\b(?:it|this|that|which|es|das) (?:takes|needs|lasts|dauert|braucht)\b")


def _softened_inside(reading: Reading, limit: Span) -> Span | None:
    inside = _INNER_HEDGE.search(reading.passage.lower, max(0, limit.start - 14), limit.end)
    return Span(*inside.span()) if inside else softened(reading.passage.lower, limit)


def _time_limit(reading: Reading) -> Filling:
    for bound in (*reading.numbers.bounds, *reading.numbers.bare):
        if bound.quantity.is_time and bound.hedge:
            return spoiled(bound.hedge, Rule.HEDGE)
    limits = [Span(*found.span()) for found in _TIME_LIMIT.finditer(reading.passage.lower)]
    if limits and (hedge := _softened_inside(reading, limits[0])):
        return spoiled(hedge, Rule.HEDGE)
    if len(limits) > 1 and (changed := second_thoughts(reading)):
        return spoiled(changed, Rule.CONTRADICTION)
    if len(limits) > 1 and _IT_TAKES.search(reading.passage.lower, limits[0].end):
        return spoiled(limits[-1], Rule.CONTRADICTION)
    if len(limits) > 1 and not same_clause(reading, limits[0], limits[-1]) and _TAKES.search(reading.passage.lower):
        return spoiled(limits[-1], Rule.CONTRADICTION)
    timed = [bound.quantity for bound in (*reading.numbers.bounds, *reading.numbers.bare) if bound.quantity.is_time]
    found = reading.search(_TIME_LIMIT)
    return filled(found if found or not timed else timed[0].span)
