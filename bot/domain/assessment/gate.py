"""The gate: answers that say nothing for any field, whatever it asks. They are vague before anything is extracted."""

import re

from bot.domain.assessment.clauses import content, words
from bot.domain.assessment.lexicons.later import LEFT_OPEN
from bot.domain.assessment.lexicons.words import FUNCTION_WORDS
from bot.domain.assessment.passage import LINK, Passage, Span
from bot.domain.assessment.slots import Rule
from bot.domain.catalogue import Field

_PLACEHOLDER = re.compile(
    r"\s*(?:[-_.?!x/#]+|n/?a\.?|tb[adc]\.?|to ?do|todo:?.{0,40}|wip|lorem ipsum.*|xxx+|fixme|pending|open|"
    r"offen|unknown|unklar|idk|dunno|no idea|none|nothing|nope|no|yes|yep|ok(?:ay)?|done|sure|same|"
    r"same here|ditto|dito|"
    r"asdf\w*|test|foo|bar|blah.*|later|später|soon|see above|s\.? ?o\.?|siehe oben|not (?:yet|sure|"
    r"decided)|keine ahnung|weiß nicht|noch offen|à définir|a definir|por definir|wird nachgereicht|folgt|"
    r"(?:nope?|no),? nothing(?: planned| yet| so far)*|<[a-z ]{0,40}>|\.\.\.|…|\+1|lgtm|agreed|"
    r"whatever)[\s.!?…]*",
)
DEFERRAL = re.compile(
    r"\b(?:will|shall|must|has to|have to|needs to|is to|are to) (?:still )?be (?:set|fixed|added|supplied|provided|"
    r"filled in|written|listed|chosen|settled)(?: (?:in (?:january|february|march|april|may|june|july|august|"
    r"september|october|november|december|q[1-4]|the (?:workshop|meeting|kick-?off))|later|soon|next \w+|after \w+|"
    r"by (?:the )?\w+(?: \w+)?)\b|\s*[.!]?\s*$)|"
    r"\b(?:rules?|steps?|procedures?|criteria|logic|instructions?|thresholds?|triggers?|regeln|schritte|règles|"
    r"reglas) "
    r"(?:is|are|live|lives|sit|sits|stand|stands|stehen|liegen|sont|están) (?:all |still |kept |stored )?(?:in|im|on|"
    r"dans|en|with) (?:\w+ ){0,4}?(?:database|db|handbook|manual|wiki|folder|files?|sheet|binder|docs?|documentation|"
    r"head|drawer|handbuch|ordner|access|excel|manuel|carpeta)\b(?:,? (?:just |so |please )?ask \w+)?|"
    r"\b(?:das )?ergibt sich\b|\bwie (?:beim|im|bei) (?:letzten|vorigen|alten) \w+|\blike (?:last time|"
    r"in the last \w+)\b|"
    r"\bje nach (?:fall|lage|situation|bedarf)\b|\bfällt uns\b.{0,24}\bein\b|"
    r"\b(?:schauen|gucken|entscheiden|regeln|klären|machen) wir (?:dann|später|spontan|noch|mal)\b|"
    r"\bau cas par cas\b|"
    r"\bselon (?:le cas|les cas|la situation)\b|\bsegún (?:el caso|se vea)\b|\bcaso por caso\b|\bdas übliche\b|"
    r"\b(?:standard|usual|normal|generic|default) (?:error|exception|incident|fault) (?:handling|management|path)\b|"
    r"\bas in the \w+(?: \w+)?|\btb[adc]\b|\bto be (?:defined|determined|decided|discussed|confirmed|clarified|"
    r"agreed|announced|named|done(?! (?:before|within|by|in|until|under|after)\b))\b|\b(?:not|nothing|noch nicht|"
    r"nobody|no one) (?:yet )?(?:defined|decided|planned|clear|"
    r"known|sure|fixed|settled|discussed|agreed|there|nominated|festgelegt|entschieden|geklärt)\b"
    r"(?! (?:by|at|before|until|bis|um|à|a las) \d)|"
    r"\b(?:will|'ll|shall|should|must|needs? to|have to|has to|going to|gonna|want to|let's|"
    r"to) (?:be )?(?:still |then |first |later |also |probably |need to )?(?:figure(?:d)? (?:it |that |"
    r"this )?out|sort(?:ed)? (?:it |that |this )?out|defin\w+|decid\w+|clarif\w+|discuss\w*|determin\w+|"
    r"work(?:ed)? (?:it |that |this )?out|think about|look into|find out|come back|get back|circle back|"
    r"follow up|specif\w+|agree on|see)\b(?! by | automatically)|"
    r"\b(?:figure|sort|work|figuring|sorting|working|finding|find|finds|found|figures|works|sorts) (?:it |"
    r"that |this |things )?out\b|\bsee (?:the )?(?:slides?|deck|doc(?:ument)?s?|above|below|ticket|wiki|"
    r"confluence|page|attachment|attached|presentation|appendix|minutes|protocol|link|spec|folie|email|"
    r"mail|thread|jira|sharepoint|notion|file|pdf|section|chapter)\b|\bslide \d+\b|\b(?:siehe|cf\.|voir|"
    r"ver|gemäß|laut)\s(?:oben|unten|folie|slide|dokument|doc|deck|anhang|wiki|protokoll)\b|"
    r"\bas (?:discussed|agreed|usual|always|before|today|per|mentioned|described|shown|defined|"
    r"we do today|ever|above)\b|\b(?:wie|so wie) (?:besprochen|immer|bisher|gehabt|üblich|heute|"
    r"vereinbart)\b|\bcomme (?:d'habitude|convenu|discuté|avant)\b|\bcomo (?:siempre|acordado|antes|"
    r"hablado)\b|\bsame (?:as|like|procedure|process|way|thing|setup|old|story|here)\b(?! (?:the|"
    r"in) (?:success|metric))|\b(?:the )?(?:standard|usual|normal|existing|regular|established|"
    r"common) (?:process|procedure|processes|procedures|setup|way|practice|incident process|channels?|"
    r"runbook|workflow|rules|routine|criteria|checks|validations?)\b|\bstandard(?:prozess|verfahren|"
    r"vorgehen)\b|\bbusiness as usual\b|"
    r"\b(?:we'll|we will|we shall|wir werden) (?:see|decide|define|find|discuss|know|handle|cross|talk|"
    r"agree|look)\b|\bmal (?:sehen|schauen)\b|\bkommt (?:noch|später)\b|\bklären wir\b|\bon verra\b|"
    r"\bya veremos\b|\b(?:is|are|'s|wird|noch|still|yet) (?:still )?(?:still open|undecided|"
    r"under discussion|outstanding|in progress|in the works|offen|in klärung|up in the air|"
    r"being (?:discussed|defined|clarified|prepared|written|worked on|looked at))\b(?! for more| \d|"
    r",? (?:send|route|goes|retry|hold|park|ask|reject|use|set|put)|.{0,3}→|:)|"
    r"(?<!bot )(?<!system )(?<!tool )(?<!model )(?<!agent )(?<!service )(?<!\bit )"
    r"\b(?:will|'ll|wird) (?:send|share|provide|tell|let (?:you|us|me) know|deliver|nominate|name|propose|"
    r"prepare|come up|write (?:it|that|this|down|up)|supply|schicken|liefern|nachliefern|melden|take care|"
    r"give us)\b(?! (?:the |an? )?(?:customer|client|alert|mail|email|message|reply|result))|\b(?:knows?|"
    r"weiß)(?: (?:who|how|it|that|this|best|more|the details))?\s*[,.!]|\b(?:who|he|she|they|sre|"
    r"\w+) knows\b|\bdepends\b(?! on (?:the )?\w+ (?:>|<|=))|\b(?:es )?kommt (?:drauf|darauf) an\b|"
    r"\bça dépend\b|\bdepende\b|"
    r"\b(?:later|später|plus tard|más tarde|next (?:week|month|sprint|quarter|year|meeting|phase|steerco|"
    r"workshop)|in due course|at some point|eventually|down the road|when we get there|"
    r"after (?:the )?(?:go-?live|pilot|workshop|summer|holidays?|vacation|kick-?off|launch)|phase (?:2|"
    r"two|ii)|parking lot|on the roadmap|in the backlog)\b\s*(?:$|[.,!;)])|"
    r"\b(?:up to|that'?s for|matter for|question for|decision of|talk to|speak (?:to|with)|check with|ask|"
    r"align with|sync with|in alignment with|wait(?:ing)? for|to be aligned with) (?:the |"
    r"our )?(?:\w+ ){0,2}(?:committee|team|department|vendor|legal|(?<=the )it|(?<=our )it|(?<=with )it|board|steerco|"
    r"architects?|<@|"
    r"consultants?|management|business|experts?|sre|data science)|\bworking on (?:it|that|this)\b|"
    r"\b(?:haven'?t|have not|hasn'?t|has not|didn'?t|not) (?:thought|decided|defined|discussed|agreed|"
    r"figured|talked|set|got|gotten)\b|\bno (?:idea|clue|plan|plans|decision|definition|"
    r"number)s?(?: yet)?\b(?! b)|\bcan (?:answer|say|tell)\b|\bstill (?:open|pending|unclear|unknown|"
    r"being|under|to be|in discussion|tbd)\b|\b(?:das )?sehen wir\b|\bso weit ist\b|\b(?:has|have|had|"
    r"got) (?:the|a|that) (?:list|details|doc|file|slides?|overview|numbers|answer)\b|\bsomewhere\b(?! (?:near|under|"
    r"over|above|below|south|past|at|"
    r"around|between|north|about|close|in the)\b)|"
    r"\bgo(?:es)? south\b|\bpear-shaped\b|\bhits the fan\b|\bnot (?:\w+ )?(?:sorted|decided|settled|"
    r"agreed|clear|defined|known|fixed|final) yet\b|\bcan't think of\b|\b(?:covered|described|documented|"
    r"defined|written down|listed(?! in (?:[\w-]+ ){0,4}(?:reports?|lists?|logs?|queues?|table|overview)\b)|regulated|"
    r"laid out) in\b|\bdunno\b|\bi don't (?:know|think)\b|"
    r"\bdon't think we\b|\bonce (?:we|the) (?:know|have (?:more|data|experience|numbers)|live|go live|"
    r"see)\b|\bwhatever (?:is|it|the(?! \w+ (?:marks|flags|labels|calls|rejects|sorts|puts|returns) ))\b|"
    r"\b(?:will|'ll|to|wird|werden) (?:be )?(?:named|nominated|appointed|chosen|assigned|announced|picked|found|"
    r"benannt|bestimmt)"
    r"(?: (?:once|when|as soon as|after|later|by then|sobald|wenn)\b|\s*(?:$|[.,;)]))|"
    r"\b(?:dates?|details?|names?|numbers?|this|that|more|rest) (?:will |to )?follows?\b|"
    r"(?:<@[^>]+>|\b(?:we|they|he|she|i|team|guys|squad|people|vendor|colleagues)) (?:is|are|am|'s|'re|"
    r"'m) (?:already |"
    r"still |currently |just )?(?:looking into|setting (?:it |this |that )?up|setting up|taking care|working on|"
    r"preparing|"
    r"sorting|dealing with|drafting|figuring|defining|clarifying|evaluating)\b|"
    r"\b(?:is|are|it's|that's) (?:up to|for|4) (?:the |our )?(?:[\w-]+ ){1,3}to (?:say|decide|define|tell|"
    r"choose|pick|"
    r"determine|settle|name)\b|\bnot decided\b|\bwherever\b"
)
_QUESTION = re.compile(r"\?\s*$")
_STATEMENT = re.compile(r"\d|<@|→|:\s\S")
_DECIDED = re.compile(
    r"\b(?:deliberate(?:ly)?|by design|on purpose|intentional(?:ly)?|(?:we|was|were|is|been|explicitly|"
    r"consciously|firmly) (?:have )?(?:decided|agreed)|"
    r"(?:decided|agreed) (?:so |that |this )?(?:on|in|by|with|at|against)|"
    r"bewusst|absichtlich|mit absicht|so beschlossen|beschlossen|per decision|by decision|is (?:a|our|"
    r"the) (?:\w+ )?decision|decision (?:of|from|"
    r"\w*-?\d)|conscious(?:ly)?|délibérément|volontairement|à dessein|deliberadamente|a propósito|"
    r"explicitly|per policy|adr[- ]?\d+)\b"
)


def gate(field: Field, passage: Passage) -> tuple[Span, Rule] | None:
    """Tell why an answer cannot fill anything, with the words that say so; None lets it pass."""
    rest = LINK.sub(" ", passage.lower)
    if not any(char.isalnum() for char in rest):
        return passage.whole, Rule.REFERENCE if passage.links else Rule.PLACEHOLDER
    if _PLACEHOLDER.fullmatch(passage.lower):
        return passage.whole, Rule.PLACEHOLDER
    if _is_echo(field, passage):
        return passage.whole, Rule.ECHO
    if _is_question(passage):
        return passage.whole, Rule.ECHO
    if _is_link_with_label(passage):
        return passage.whole, Rule.REFERENCE
    return None


def deferrals(passage: Passage) -> tuple[Span, ...]:
    """Find the words that put an answer off: to later, to a document, to somebody else."""
    told = [Span(*found.span()) for pattern in (DEFERRAL, LEFT_OPEN) for found in pattern.finditer(passage.lower)]
    return tuple(sorted(told))


def is_decided(passage: Passage) -> bool:
    """Tell whether something is stated as decided, which makes a negative a decision and not a shrug."""
    return bool(_DECIDED.search(passage.lower))


def _is_echo(field: Field, passage: Passage) -> bool:
    said = {word for word, _ in words(passage)} - FUNCTION_WORDS
    asked = set(re.findall(r"[^\W\d_]+", f"{field.question} {field.label}".lower()))
    return len(said) >= 3 and len(said & asked) / len(said) > 0.8


def _is_question(passage: Passage) -> bool:
    sentences = passage.clauses
    return (
        bool(sentences)
        and all(passage.lower[span.end : span.end + 2].lstrip().startswith("?") for span in sentences)
        and not _STATEMENT.search(passage.lower)
    )


def _is_link_with_label(passage: Passage) -> bool:
    """A link whose only company is a few words of pointing ("spec is here: …") brings no facts."""
    if not passage.links:
        return False
    outside = [word for word, place in content(passage) if not any(link.overlaps(place) for link in passage.links)]
    pointing = {
        "see",
        "here",
        "link",
        "doc",
        "spec",
        "deck",
        "slide",
        "slides",
        "page",
        "confluence",
        "wiki",
        "described",
        "architecture",
        "overview",
        "diagram",
        "landscape",
        "concept",
        "draft",
        "data",
        "written",
        "find",
        "look",
        "check",
        "full",
        "more",
    }
    telling = [word for word in outside if word not in pointing and not re.fullmatch(r"v\d+", word)]
    return len(telling) <= 1 and not re.search(r"\b(?:api|endpoint|post|get|table)\b", passage.lower)
