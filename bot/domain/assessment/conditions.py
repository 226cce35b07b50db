"""Conditions and what follows: if/when clauses, arrows, "X: Y" lines, "every X goes to Y", default branches."""

import re
from dataclasses import dataclass
from itertools import pairwise

from bot.domain.assessment.bounds import Bound
from bot.domain.assessment.passage import Passage, Span

_IF = (
    r"(?:only |except |but |and |or |always |el|els)?(?:if|when(?:ever)?|(?<!at )once|as soon as|in case(?: of|"
    r" that)?|in the event (?:of|that)|unless|wherever|every time|each time|any time|upon|as long as|"
    r"wenn|falls|sobald|sofern|immer wenn|im falle?|bei|solange|fällt|übersteigt|überschreitet|"
    r"unterschreitet|sinkt|steigt|fehlt|liegt|dès qu'un\w*|dès qu'|lorsque|quand|dès que|en cas de?|"
    r"s'il|cuando|en caso de|siempre que)"
)
_OPENS = re.compile(rf"(?<![\w'-])(?:{_IF}|si(?= \w))(?![\w-])")
# "Goes wrong" tells of a case; "goes to the clerk" of what is done.
_STATE_WORD = (
    r"(?:wrong|badly?|missing|astray|awry|blank|dark|silent|offline|stale|past(?! (?:the|an?|our) )|under|above|below|"
    r"(?:off|over|out|down)(?! to))\b"
)
_THEN = re.compile(
    r"\s*(?:,?\s*\b(?:then|dann|alors|entonces)\b:?|→|,(?=\s)|:(?=\s|$)|\s-{1,2}\s|\s(?=(?:we|it gets|"
    rf"please|page|pages|send|route|alert|notify|put|set|goes?(?! {_STATE_WORD})|"
    r"(?:the|this|that|such a|der|die|das|le|la|el) (?:[\w-]+ ){1,3}"
    rf"(?:goes?(?! {_STATE_WORD})|gets?|is|are|stays?|lands?|will|must|has to|wird|geht|va|est|gets|"
    r"receives|looks|reviews|checks|approves|decides|shows|uses|falls|returns|sends))\b))"
)
_ARROW = re.compile(r"\s*(?:→|-{1,2}>|={1,2}>)\s*")
_COLON = re.compile(r":\s+")
_WORDED_THEN = re.compile(r",?\s*(?<!-)\b(?:then|dann|alors|entonces)\b")
_TROUBLE = re.compile(
    r"\b(?:no|not|nothing|missing|unknown|unreadable|illegible|invalid|empty|fail(?:s|ed|ure)?|error|errors|"
    r"time-?outs?|times out|timed out|down|offline|unavailable|duplicates?|other than|without|cannot|"
    r"can't|corrupt\w*|unsupported|broken|mismatch\w*|malformed|incomplete|outage|too (?:long|large|big)|"
    r"keine?|ohne|fehl\w*|unbekannt\w*|ungültig\w*|leer|doppelt\w*|nicht|sans|inconnu\w*|manquant\w*|sin|"
    r"desconocid\w*|vacío)\b"
)
_GOES = re.compile(
    r"(?:,\s*)?(?<![\w])(?:(?:always |then |directly |automatically |first |immediately |simply |"
    rf"just )?(?:goe?s?(?! {_STATE_WORD})|gets?|will be|has to be|have to be|must be|needs? to be|should be|"
    r"is (?:sent|"
    r"routed|reviewed|checked|approved|handled|rejected|parked|put|held|skipped|left|forwarded|returned|"
    r"released|blocked|refused|dropped|confirmed|passed|moved|queued|escalated|assigned|opened|closed|"
    r"flagged|marked|retried|ignored|shown|decided|accepted|booked|paid|declined|cancelled|charged|treated|dealt|"
    r"looked|taken|kept|given)|are (?:sent|"
    r"routed|reviewed|checked|approved|handled|rejected|parked|put|held|skipped|left|forwarded|returned|"
    r"released|blocked|refused|dropped|confirmed|passed|moved|queued|escalated|assigned|flagged|marked|"
    r"accepted|booked|paid|declined|cancelled|charged|retried|ignored|treated|dealt|kept)|"
    r"lands?(?: with)?|steps? in|ends? up|moves?|triggers?|requires?|needs?|must|waits?|stays?|falls? (?:back|to)|"
    r"comes? (?:to|back)|returns?|leads? to|causes?|pages?|means?|geht|gehen|kommt|kommen|landet|landen|"
    r"gibt(?= (?:der|die|das|ein|eine) )|"
    r"wird|werden|braucht|muss|müssen|va|vont|est|sont|doit|va a|van a|se|pasa|pasan|debe|gehört|prüft|"
    r"entscheidet|übernimmt|bekommt|liest|lesen|sichtet|kontrolliert|genehmigt|unterschreibt|relit|relisent|tranche|"
    r"valide|vérifie|revisa|revisan|aprueba|firma|"
    r"reviews?|checks?|approves?|confirms?|decides?|signs?|looks?(?= (?:at|into|"
    r"over|through|it|in)\b|\s*[.,;]|\s*$)|inspects?|"
    r"verifies|validates?|handles?|has to|have to|receives?|takes?)(?![\w])"
    r"(?:\s(?:to|in|into|by|on|at|back|through|an|zu|in|auf|zur|zum)\b)?)"
)
_EQUALS = re.compile(r"\s=\s(?=[a-zäöü])")
_IMPERATIVE = re.compile(
    r"(?:and |then |please )?\b(?:create|ask|call|send|put|set|leave|add|skip|use|retry|park|hold|reject|"
    r"return|route|forward|notify|page|tell|mail|email|show|mark|flag|keep|take|switch|fall back|cancel|"
    r"stop|block|approve|decline|refund|pull|let|throw|ship|swap|remove|replace|deny|grant|unlock|charge|reorder|"
    r"order|book|write|log|move|open|close|delete|drop|ignore|"
    r"wait|raise|lower|escalate|assign|post|offer|give|make|do|don't|start|run|restart|print|manual|"
    r"auto-?\w+)\b"
)
_QUANTIFIED = re.compile(
    r"\s*(?:any|every|each|all|anything|everything|cases?|whatever|100 ?%|other|others|jede[rs]?|alle|"
    r"chaque|tous|toutes|cada|todos|todas|only|no|none|empty|missing|unknown|unreadable|failed|"
    r"duplicates?|invalid|new|low|high)\b"
)
_DEFAULT = re.compile(
    r"\b(?:(?:default|standard|normal|regular|base|usual) (?:case|rule|path)(?=:)|(?:regel|normal|standard)fall(?=:)|"
    r"cas normal(?=\s?:)|caso normal(?=:)|otherwise|else(?! if)|or else|(?:every|any)(?:thing|one|body|where) else|"
    r"all (?:the )?(?:others?|rest|remaining)|(?:the |any |every )?(?:rest|remainder|remaining)|(?:in |"
    r"for )?(?:all|any|every) other|all else|"
    r"(?:any|every)thing (?:lower|higher|below|above|under|over|less|more|smaller|bigger|longer|shorter|older|"
    r"younger|beyond|in between)|the others?|others|by default|defaults?(?: is| to|:)?|"
    r"failing that|if (?:not(?=\s*(?:[,:→-]|then\b|$))|none|neither|nothing|no rule|no match)|none of (?:both|"
    r"these|them|the above|those)|neither|unmatched|no match|nothing (?:of that|matches)|"
    r"sonst\w*|andernfalls|ansonsten|alle[sn]? (?:andere[nr]?|übrige[nr]?|restliche[nr]?)|der rest|"
    r"in allen anderen|übrige\w*|im übrigen|sinon|autrement|(?:tous|toutes) les autres|le reste|"
    r"les autres|dans (?:tous )?les autres|en (?:cualquier )?otro caso|de lo contrario|si no|los demás|"
    r"las demás|cualquier otr[oa](?: \w+)?|lo demás|toute? autre \w+|alles weitere|el resto|todo lo demás|"
    r"en los demás)\b|\bunless\b|\bes sei denn\b|\bsauf si\b|"
    r"\ba menos que\b"
)
_EXCEPTION = re.compile(
    r"(?:exceptions?|special case|ausnahmen?|sonderfall|excepci[oó]n|exception|edge case|override)(?: \d+)?\s?:\s*"
)
_IN_CASES = re.compile(
    r"(?:in|bei|dans|en) (?!that|this|which|such|all other|any other)(?:(?:the|all|any|den|les|los|des) )?"
    r"(?:[\w-]+ ){1,3}?(?:cases?|situations?|fällen|cas|casos),?\s"
)
_UNLESS = re.compile(
    r"(?<=\w)[,;]?\s(?:unless|except (?:if|when|where)|es sei denn|außer wenn|sauf si|a menos que|salvo (?:si|que))\b"
)
_IN_WHICH_CASE = re.compile(
    r",\s(?:(?:and )?(?:in which case|in that case|then|when|dann|in diesem fall|auquel cas|dans ce cas|en cuyo caso|"
    r"en ese caso|entonces)\b,?\s?)"
)
_COMMA = re.compile(
    r",\s+(?:and\s+|und\s+|but\s+|et\s+|y\s+)?|(?<!thing)(?<!body)(?<!one)(?<!\bor)(?<!ever)\s(?=(?:elif|else|"
    r"otherwise|"
    r"sonst)\b)"
)


_GIVEN_WHEN_THEN = re.compile(
    r"\s*((?:given|angenommen|étant donné|dado)\b.+?)\n\s*(?:then|dann|alors|entonces)\b\s(.+)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Branch:
    """A condition and what follows from it; either may be absent."""

    condition: Span | None
    consequence: Span | None


def branches(passage: Passage, bounds: tuple[Bound, ...]) -> tuple[Branch, ...]:
    """Split every clause into its condition and its consequence."""
    if told := _GIVEN_WHEN_THEN.match(passage.lower):
        return (Branch(Span(*told.span(1)), Span(*told.span(2))),)
    asked = _asked_cases(passage) + _told_cases(passage)
    return asked + tuple(
        branch
        for clause in passage.clauses
        if not any(case.condition == clause or _ends(case.consequence, clause) for case in asked)
        for step in _steps(passage.lower, clause)
        for branch in _branches_of(passage.lower, step, bounds)
    )


_ROW = re.compile(r"^\s*\|?\s*(?P<case>[^\n]+?)\s*\|\s*(?P<done>[^|\n]+?)\s*\|?\s*$", re.MULTILINE)
_RULED = re.compile(r"^[\s|:-]+$", re.MULTILINE)


def rows(passage: Passage) -> tuple[Branch, ...]:
    """Read the rows of a table as cases and what is done; the heading and the line under it are none."""
    ruled = _RULED.search(passage.text)
    if passage.text.count("|") < _CELLS_OF_A_TABLE or ruled is None:
        return ()
    return tuple(
        Branch(Span(*row.span("case")), Span(*row.span("done")))
        for row in _ROW.finditer(passage.text, ruled.end())
        if not _RULED.fullmatch(row[0])
    )


_CELLS_OF_A_TABLE = 6


def _asked_cases(passage: Passage) -> tuple[Branch, ...]:
    """Read "two boxes with the same number? Neither is moved." as a case and what follows."""
    said = passage.clauses
    return tuple(
        Branch(case, answer) for case, answer in pairwise(said) if passage.text[case.end : case.end + 1] == "?"
    )


def _ends(part: Span | None, clause: Span) -> bool:
    return part is not None and clause.contains(part) and part.end == clause.end


_THEN_OPENS = re.compile(
    r"(?:and |so )?(?:then|in (?:that|this|such a|which) case|when (?:that|this) happens|"
    r"(?:it|that|this)(?:'s| is) then|it then|they(?:'re| are) then|they then|dann|in (?:dem|diesem) fall|alors|"
    r"dans ce cas|entonces|en ese caso)\b,?\s?"
)


def _told_cases(passage: Passage) -> tuple[Branch, ...]:
    """Read "two drivers report the same route. Then the planner looks" as a case and what follows."""
    return tuple(
        Branch(case, Span(opened.end(), answer.end))
        for case, answer in pairwise(passage.clauses)
        if (opened := _THEN_OPENS.match(passage.lower, *answer)) and not _OPENS.match(passage.lower, *case)
    )


_SQL_CASE = re.compile(r"(?:\w+ ?[:=] ?)?case\s+(?=when\b)")
_SQL_ARM = re.compile(r"\b(?:when|else)\b")


def _steps(text: str, clause: Span) -> list[Span]:
    """Cut a run-on sentence of several rules at its commas: "a → b, c → d"; a case of SQL at its arms."""
    if case := _SQL_CASE.match(text, *clause):
        arms = [found.start() for found in _SQL_ARM.finditer(text, case.end(), clause.end)]
        return [Span(*arm) for arm in pairwise((*arms, clause.end))]
    is_run_on = len(_ARROW.findall(text, *clause)) + len(_WORDED_THEN.findall(text, *clause)) >= 2
    cuts = [cut for cut in _COMMA.finditer(text, *clause) if is_run_on or _DEFAULT.match(text, cut.end())]
    starts = [clause.start, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), clause.end]
    return [Span(start, end) for start, end in zip(starts, ends, strict=True) if end > start]


def _branches_of(text: str, clause: Span, bounds: tuple[Bound, ...]) -> list[Branch]:
    if label := _EXCEPTION.match(text, *clause):
        clause = Span(label.end(), clause.end)
    if unless := _UNLESS.search(text, *clause):
        return _exceptions(text, clause, unless)
    return _simple_branches(text, clause, bounds)


def _simple_branches(text: str, clause: Span, bounds: tuple[Bound, ...]) -> list[Branch]:
    arrow = _ARROW.search(text, *clause)
    if arrow and arrow.start() > clause.start:
        return [Branch(Span(clause.start, arrow.start()), Span(arrow.end(), clause.end))]
    if (cases := _IN_CASES.match(text, *clause)) and cases.end() < clause.end:
        return [Branch(Span(*cases.span()), Span(cases.end(), clause.end))]
    opened = _OPENS.search(text, *clause)
    if opened and opened.start() - clause.start <= 3:
        branch = _conditional(text, clause, opened)
        return [_after_bound(clause, bounds, branch.condition) or branch if branch.consequence is None else branch]
    if opened and opened.start() > clause.start:
        return [Branch(Span(opened.start(), clause.end), Span(clause.start, opened.start()))]
    is_case = bool(_QUANTIFIED.match(text, *clause)) or any(clause.overlaps(bound.span) for bound in bounds)
    trouble = _TROUBLE.search(text, *clause)
    splitters = (_COLON, _WORDED_THEN, _GOES) if is_case or trouble else (_COLON, _WORDED_THEN)
    for splitter in (*splitters, _EQUALS):
        middle = splitter.search(text, clause.start + 2, clause.end)
        if middle:
            return [Branch(Span(clause.start, middle.start()), Span(middle.start(), clause.end))]
    named = _after_bound(clause, bounds, clause)
    if named:
        return [named]
    comma = text.find(", ", *clause)
    if comma > 0 and _IMPERATIVE.match(text, comma + 2, clause.end):
        return [Branch(Span(clause.start, comma), Span(comma + 2, clause.end))]
    if trouble and trouble.end() <= comma:
        return [Branch(Span(clause.start, comma), Span(comma + 2, clause.end))]
    return [Branch(None, clause)]


def _exceptions(text: str, clause: Span, unless: re.Match[str]) -> list[Branch]:
    """Read "it is paid out unless the amount is above 180, in which case a clerk looks at it"."""
    main = Span(clause.start, unless.start())
    then = _IN_WHICH_CASE.search(text, unless.end(), clause.end)
    if then is None:
        return [Branch(Span(unless.start(), clause.end), main)]
    return [Branch(Span(unless.start(), then.start()), Span(then.end(), clause.end))]


def _after_bound(clause: Span, bounds: tuple[Bound, ...], condition: Span | None) -> Branch | None:
    """Split "score < 40 decline" where its bound ends."""
    inside = [bound.span for bound in bounds if condition and condition.overlaps(bound.span)]
    if not inside or clause.end - inside[-1].end < 4:
        return None
    return Branch(Span(clause.start, inside[-1].end), Span(inside[-1].end, clause.end))


_RESUMES = re.compile(
    r"(?<=\w)\s(?:it|they|we|she|he|the (?:system|model|tool|bot|service|app|assistant|platform))\s(?:\w+ly\s)?\w{3,}"
)


_STATE = re.compile(r"\b(?:is|are|isn't|aren't|has|have|fails?|stops?|breaks?|drops?|goes|times out)\s\w+")
_SUBJECT = re.compile(
    r"(?<!\bof)(?<!\bin)(?<!\bon)(?<!\bat)(?<!\bto)(?<!\bby)(?<!\bfor)(?<!\bfrom)(?<!\bwith)(?<!\bthan)(?<!\band)(?<!\bor)"
    r"\s(?:the|our|a|an)\s(?:[\w-]+\s){1,2}?[a-z]{3,}s(?=\s|$|[.;])"
)


def _another_subject(text: str, start: int, end: int) -> re.Match[str] | None:
    """Find where a second subject takes over: "when GPS is lost the mower carries on"."""
    state = _STATE.search(text, start, end)
    return _SUBJECT.search(text, state.end(), end) if state else None


def _conditional(text: str, clause: Span, opened: re.Match[str]) -> Branch:
    then = _THEN.search(text, opened.end() + 1, clause.end)
    goes = _GOES.search(text, opened.end() + 3, clause.end)
    if then:
        return Branch(Span(opened.start(), then.start()), Span(then.end(), clause.end))
    if goes:
        return Branch(Span(opened.start(), goes.start()), Span(goes.start(), clause.end))
    acts = _IMPERATIVE.search(text, opened.end() + 6, clause.end)
    if acts:
        return Branch(Span(opened.start(), acts.start()), Span(acts.start(), clause.end))
    resumed = _RESUMES.search(text, opened.end() + 3, clause.end) or _another_subject(text, opened.end(), clause.end)
    if resumed:
        return Branch(Span(opened.start(), resumed.start()), Span(resumed.start(), clause.end))
    return Branch(Span(opened.start(), clause.end), None)


_ADVERB = r"(?:(?:\w+ly|always|never|first|then|also|only|just|still|immer|stets|nie|toujours|siempre) )?"
_IS_TREATED = re.compile(
    rf"\b(?:is|are|gets?|wird|werden) {_ADVERB}\w+(?:ed|en|id|ut|ept|ent|old|eld|own|eft|ead|ost|ought|iert)\b"
)


def subject_branch(text: str, clause: Span) -> Branch | None:
    """Split "unreadable scans go to the intake desk" at its verb."""
    verbs = [pattern.search(text, clause.start + 2, clause.end) for pattern in (_GOES, _IS_TREATED)]
    goes = min((verb for verb in verbs if verb), key=lambda verb: verb.start(), default=None)
    return Branch(Span(clause.start, goes.start()), Span(goes.start(), clause.end)) if goes else None


def is_trouble(passage: Passage, span: Span) -> bool:
    """Tell whether a stretch names something that can go wrong: missing, unknown, failed."""
    return bool(_TROUBLE.search(passage.lower, *span))


def defaults(passage: Passage) -> tuple[Span, ...]:
    """Find the words that open the branch for everything else."""
    return tuple(Span(*found.span()) for found in _DEFAULT.finditer(passage.lower))
