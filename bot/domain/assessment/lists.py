"""Lists: whether one is left open, and which items it names."""

import re

from bot.domain.assessment.passage import Passage, Span

_OPEN = re.compile(
    r"\band (?:such|suchlike)(?: (?:things?|stuff|cases|matters))?\b(?! as)|"
    r"\b(?:noch )?(?:ein paar|einige) (?:andere|weitere)\b|\bquelques autres\b|\balgun[oa]s otr[oa]s\b|"
    r"\byou get the (?:idea|picture)\b|\bpossibly more\b|\bmaybe more\b|"
    r"\b(?:list )?(?:is )?not (?:yet )?(?:final|complete|closed)\b|\ba couple of (?:other|more)\b|"
    r"\blike \w+(?: \w+)?, \w+|"
    r"\band a (?:couple|few|handful)(?: of)? (?:more|others?)\b|\betc\b\.?|\band other(?: \w+){1,3}(?=\s*(?:$|"
    r"[.;\n]))|\b(?:or|plus) whatever\b|\balong those lines\b|"
    r"\binter alia\b|\bfirst and foremost\b|\bto begin with\b|\bu\. ?v\. ?m\b\.?|\buvm\b|\betc\.? ?pp\b|"
    r"\boder ähnlich\w*|\bo\. ?ä\b\.?|\büberwiegend\b|\bvorwiegend\b|\bim wesentlichen\b|"
    r"\bet similaires\b|\bentre autres\b|\band the likes?\b|\bfirst of all\b|(?:\band|&|\bund) co\b\.?|"
    r"\bthat (?:sort|kind|type) of (?:thing|stuff)\b|\by (?:otras|otros|similares)\b|\bsobre todo\b|\blargely\b|"
    r"\bfor the most part\b|"
    r"\busually\b|\bamong them\b|\band related\b|\bplus anything else\b|\band anything (?:like that|"
    r"similar|else)\b|\band what ?not\b|\band more\b(?=\s*(?:$|[.!,;)\n]))|(?:,|,? and|"
    r"&) more\b(?=\s*(?:$|[.!)\n]))|\bet ?cetera\b|\band so (?:on|forth)\b|\b(?:and|or|"
    r",) (?:the )?(?:like|such|similar\b[\w ]{0,24}|others|whatever(?: else)?|whatnot|"
    r"stuff(?: like that)?|things? like that|all that(?: stuff)?|that kind of (?:thing|stuff)|"
    r"a few (?:more|others|other\b[\w ]{0,20})|some (?:more|others|other\b[\w ]{0,20})|"
    r"other (?:\w+ )?(?:related |relevant |common |similar |useful |typical |important )?(?:things|stuff|"
    r"fields|cases|topics|types|ones|data|info|attributes|columns|values|events|complaints|items|"
    r"documents|products|requests|categories|signals|metadata|details|metrics|kinds|countries|regions|"
    r"systems|formats|languages|areas)?)\b(?=\s*(?:$|[.,;:!)\n-]|to\b|in\b|into\b|go\b|goes\b|for\b|→|"
    r"all\b|are\b|is\b))|"
    r"\bthings? like (?:that|this)\b|\bstuff like (?:that|this)\b|\bu\.?sw\b\.?|\bund so weiter\b|"
    r"\bund ähnliche\w*\b|\bu\. ?ä\b\.?|\bund dergleichen\b|\bund weitere\w*\b|\bund andere\w*\b|"
    r"\bz\. ?b\b\.?|\bzum beispiel\b|\bbeispielsweise\b|\bvor allem\b|\bhauptsächlich\b|"
    r"\bin erster linie\b|\bunter anderem\b|\bu\. ?a\b\.?|\busf\b\.?|"
    r"\bet autres\b|\bpar exemple\b|\bp\. ?ex\b\.?|\bprincipalement\b|\bnotamment\b|\bsurtout\b|"
    r"\bpor ejemplo\b|\bprincipalmente\b|\by demás\b|\by similares\b|\by otros\b|\bentre otr[oa]s\b|"
    r"\be\. ?g\b\.?|\beg\b(?= )|\bfor example\b|\bfor instance\b|\bsuch as\b|"
    r"\bincluding(?: but not limited to)?\b(?! (?:vat|tax|weekends|today|the boundary|holidays))|"
    r"\bamong(?:st)? others?\b|\bamong other things\b|\bmainly\b|\bmostly\b(?! (?:we|it|they|not|empty|missing|"
    r"optional|null))|\band more (?:fields|columns|values|items|cases)\b|\bprimarily\b|\bchiefly\b|"
    r"\bpredominantly\b|\bparticularly\b|\bin particular\b|\bespecially\b|\btypically\b|\bfor starters\b|"
    r"\bto start with\b|\bfor now\b|\bmore to (?:come|follow)\b|\bto be (?:extended|continued|"
    r"completed)\b|\bnot exhaustive\b|\bnon-exhaustive\b|\bto name a few\b|"
    r"\bor similar\b|\band similar\b|\bor so on\b|\band co\b\.?|\band friends\b|\band the rest\b|"
    r"\blots more\b|\bsome others\b|\band (?:many|various|several) (?:more|others?)\b|\band beyond\b|"
    r"\band all kinds of\b|\bwhatever else\b|\bas well as other\b[\w ]{0,24}|\bplus (?:some |"
    r"a few )?(?:others?|more|extras)\b|\b(?:things|cases|stuff|topics|requests|ones) like\b"
)
_ELLIPSIS = re.compile(
    r"(?<=, )(?:…|\.{3,})(?= )|(?:…|\.{3,})(?=\s*(?:$|[\n,;)]|and\b|all\b|und\b|to\b|into\b|in\b|→|you\b|i\b|we\b|"
    r"(?:plus |the )?(?:usual|rest|others?|more|same)\b))"
)
_CODE = re.compile(r"[({\[][^)}\]\n]{0,80}$")


_ENDING = re.compile(
    r"etc|and so|similar|others?\b|…|\.{3}|usw|u\.|uvm|and more|and such|like that|and the like|whatever|"
    r"ähnlich|weitere|andere|autres|otr|forth|what ?not"
)


def is_ending(words: str) -> bool:
    """Tell whether open words follow what they leave open, as "etc." does and "mainly" does not."""
    return bool(_ENDING.search(words))


def open_tail(passage: Passage, within: Span | None = None) -> Span | None:
    """Find the words that leave a list open: "etc.", "and so on", "e.g.", "mainly", a trailing ellipsis."""
    start, end = within or passage.whole
    opened = (found for found in _OPEN.finditer(passage.lower, start, end) if not _is_a_sample(passage.lower, found))
    found = next(opened, None) or _ellipsis(passage, start, end)
    return Span(*found.span()) if found else None


_A_VALUE = re.compile(r"[ :]{0,2}(?:[\"'`][^\"'`\n]*[\"'`]|[\w-]*\d[\w.,:/-]*)\s*\)")


def _is_a_sample(text: str, marker: re.Match[str]) -> bool:
    """Tell whether "e.g." only shows one value of a field in brackets: "depth in m (decimal, e.g. 1.35)"."""
    return bool(_A_VALUE.match(text, marker.end()))


def _ellipsis(passage: Passage, start: int, end: int) -> re.Match[str] | None:
    for found in _ELLIPSIS.finditer(passage.lower, start, end):
        if passage.lower[start : found.start()].rstrip(" -•*")[-1:] == "\n":
            return found
        before = passage.lower[start : found.start()].rstrip()
        if before and (before[-1] in "," or "," in passage.lower[max(start, found.start() - 60) : found.start()]):
            return found
    return None
