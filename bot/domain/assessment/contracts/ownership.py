"""Which words fill the slots of ownership: one identified person who has said yes."""

import re

from bot.domain.assessment.contracts.common import negated
from bot.domain.assessment.passage import Span
from bot.domain.assessment.people import Kind, Party
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slots import ABSENT, Filling, Fillings, Rule, filled, spoiled

_BELONGS = re.compile(
    r"(?:'s|s'|s)?\s+(?:team|department|dept|group|people|crew|squad|org(?:ani[sz]ation)?|folks|area|unit|"
    r"abteilung|leute|équipe|equipo|division|colleagues|tribe|guys|lot|side|delegate|successor|boss|"
    r"manager|deputy|replacement|office|staff)\b|'s\b(?! (?:accountable|responsible|the|on|in|it|job|call|"
    r"decision))|\s(?:or|oder) (?:someone|somebody|one of|jemand)"
)
_ASKED = re.compile(
    r"\b(?:ask|asks|talk to|speak (?:to|with)|check with|ping|reach out to|contact|sync with|align with|"
    r"discuss with|clarify with|through|via|someone (?:from|in|of|under)|somebody (?:from|in|of|under)|"
    r"one of|team of|team around|people of|reports? to|reporting to|report into|nominated by|appointed by|"
    r"chosen by|named by|frag(?:t|e)?|demander à|preguntar a|wait(?:ing)? for|depends on|up to|cc|fyi|"
    r"except|not|nicht|instead of)\s+(?:the |our |by |bei )?$"
)
_FINDS = re.compile(
    r"^\W*(?:(?:will|'ll|can|should|shall|may|might|must|wird|soll|is|are|wants to|needs to|has to|to|"
    r"going to|promised to|offered to)\s+)*(?:find(?:s|ing)?|look(?:s|ing)?(?: for)?|nominat\w+|nam(?:e|"
    r"es|ing)|decid(?:e|es|ing) (?:who|later|on)|decid(?:e|es|ing)\s*$|appoint\w*|figur\w+|know(?:s)?|"
    r"tell(?:s|ing)?|propos\w+|choos\w+|pick(?:s|ing)?|sort(?:s|ing)?|check(?:s|ing)? (?:who|with|"
    r"internally)|search\w*|clarif\w+|think(?:s|ing)?|ask(?:s|ing)?|discuss\w*|benennt|sucht|klärt|"
    r"entscheidet wer|weiß|hir(?:e|es|ing)|recruit\w*|has (?:an idea|someone|somebody|the list|"
    r"suggestions))\b"
)
_UNSETTLED = re.compile(
    r"\b(?:has no time|no capacity|too busy|not available|unavailable|is leaving|leaves (?:us|the|in|"
    r"next)|quit|parental leave|doesn't want|does not want|maybe|probably|perhaps|possibly|could|might|"
    r"presumably|likely|i guess|i think|i suppose|i'd say|not sure|unsure|tb[cd]|to be confirmed|"
    r"unconfirmed|not (?:yet )?(?:confirmed|agreed|asked|said|accepted|decided|final|settled|official)|"
    r"(?:has|have|had)(?:n'?t| not)(?: yet)? (?:said|agreed|asked|confirmed|accepted|answered|replied|"
    r"heard|spoken|told|been asked|committed|signed|responded|got|checked|decided)|"
    r"(?:he|she|they|who) (?:doesn'?t|does not|don'?t|do not) know|doesn'?t know (?:yet|about)|pending|"
    r"waiting for (?:his|her|their|a|an|the)|if (?:he|she|they|nobody|no one|no-one|possible|i have|time|"
    r"that works|available|there is|need be|needed)|unless|for now|for the time being|interim|temporar\w+|"
    r"provisional\w*|until (?:we|someone|somebody|hr|then|the new)|hopefully|ideally|should be|would be|"
    r"supposed to|i'd (?:suggest|propose|nominate)|suggest(?:ed|ion)?|propos(?:e|ed|al)|candidate|"
    r"nominat\w+ but|in theory|"
    r"still (?:has|have|needs?) to|has to (?:agree|confirm|accept)|needs to (?:agree|confirm|accept)|"
    r"needs? (?:a )?(?:confirmation|approval|ok)|to check with (?:him|her|them)|want(?:s)? to think|"
    r"thinking about|considering|declined|refused|says? no|unwilling|reluctant|vielleicht|wahrscheinlich|"
    r"eventuell|vermutlich|noch nicht|evtl|vorläufig|müsste|könnte|muss noch|soll noch|peut-être|"
    r"probablement|à confirmer|sous réserve|quizás|quizá|probablemente|tal vez|por confirmar|a lo mejor|"
    r"depends on (?:his|her|their)|volunteer needed|someone like|somebody like|or someone|penciled|"
    r"pencilled|tentative\w*|assum(?:e|ing|ed)|want(?:ed)? to ask|will ask|i'll ask|let me ask|"
    r"need to ask|asked (?:him|her|them)(?:,| but)? (?:no answer|waiting|no reply))\b|\?"
)
_SETTLED = re.compile(r"\b(?:unless (?:i|he|she|they) (?:am|is|are)|until (?:20\d\d|further notice|the end))\b")
_TO_CONFIRM = re.compile(
    r"\btbc\b|\bto be confirmed\b|\bunconfirmed\b|\bnot (?:yet )?(?:confirmed|agreed|decided)\b|\b(?:has|"
    r"have)(?: not|n't) (?:yet )?(?:agreed|decided|said)\b"
)
_SPLIT = re.compile(
    r"\b(?:accountable(?: one)?(?: is|:|=)|is (?:the )?accountable|(?:a )?(?:final|last) (?:say|word|call|"
    r"decision)|sole|single|lead(?: is|:|s)?|\bprimary|main|decides (?:if|when|in|on|alone)|ultimately|"
    r"tie-?break\w*|accountable\b|owner:|verantwortlich|for (?:the )?\w+|backup|deputy|stand-?in|"
    r"vertret\w+|supports?|supported|supporting|helps|assists?|consulted|informed|reports? to|"
    r"signs?(?: off)?|approves?|r:|a:|responsible for|covers|executes|implements|does the work|builds|"
    r"runs|operates|until|from|then|nicht|not|instead of|agreed with|talked|confirmed (?:by|with|to)|"
    r"told)\b|\w: ?<@[^>]*>.{0,120}\w: ?<@|\((?:a|accountable|r|lead|primary)\)"
)


def accountable_owner(reading: Reading) -> Fillings:
    """Read the one person who is accountable."""
    people = _people(reading)
    return {**_person(reading, people), "single_accountable": _single(reading, people)}


def backup_owner(reading: Reading) -> Fillings:
    """Read the person who stands in; none at all counts when it is stated as decided."""
    if (
        reading.is_decided
        and negated(reading)
        and re.search(r"\b(?:no|without|keine?n?|aucun|ningún|none|nobody)\b", reading.passage.lower)
    ):
        return {"person": filled(reading.passage.whole)}
    return _person(reading, _people(reading))


def _person(reading: Reading, people: list[Party]) -> Fillings:
    if not people:
        return {"person": _nobody(reading)}
    settled = next((party for party in people if party.kind is not Kind.FULL_NAME), people[0])
    unsettled = _UNSETTLED.search(reading.passage.lower)
    if unsettled and _SETTLED.search(reading.passage.lower):
        unsettled = None
    return {
        "person": Filling(settled.span, is_author=settled.kind is Kind.AUTHOR),
        "mention": spoiled(settled.span, Rule.NO_MENTION) if settled.kind is Kind.FULL_NAME else ABSENT,
        "commitment": spoiled(Span(*unsettled.span()), Rule.HEDGE) if unsettled else ABSENT,
    }


def _nobody(reading: Reading) -> Filling:
    party = next(iter(reading.parties), None)
    return spoiled(party.span, Rule.COLLECTIVE) if party else spoiled(reading.passage.whole, Rule.COLLECTIVE)


def _people(reading: Reading) -> list[Party]:
    return [
        party
        for party in reading.parties
        if party.is_person and not _is_put_off(reading, party) and not _is_only_a_pointer(reading, party)
    ]


def _is_put_off(reading: Reading, party: Party) -> bool:
    """Tell whether the person is put off; one who is only "tbc" is named, but not committed."""
    part = next((part for part in reading.deferred if part.overlaps(party.span)), None)
    return part is not None and not _TO_CONFIRM.search(reading.passage.lower, *part)


def _is_only_a_pointer(reading: Reading, party: Party) -> bool:
    """Tell whether a name only leads to somebody else: "ask …", "…'s team", "… will find someone"."""
    text = reading.passage.lower
    before = text[max(0, party.span.start - 40) : party.span.start]
    after = text[party.span.end : party.span.end + 60]
    if party.kind is Kind.AUTHOR:
        return False
    return bool(_BELONGS.match(after) or _ASKED.search(before) or _FINDS.match(after))


_ACCOUNTABLE = re.compile(r"accountable(?: is|:| =)? <@(\w+)>|<@(\w+)> (?:is|=) (?:the )?(?:only |one )?accountable")


def _is_promised_twice(reading: Reading) -> bool:
    """Tell whether two different people are each called the accountable one."""
    named = {found[1] or found[2] for found in _ACCOUNTABLE.finditer(reading.passage.lower)}
    return len(named) > 1


def _single(reading: Reading, people: list[Party]) -> Filling:
    different = {
        reading.passage.lower[party.span.start : party.span.end] if party.kind is not Kind.AUTHOR else ""
        for party in people
    }
    if len(different) < 2 or (_SPLIT.search(reading.passage.lower) and not _is_promised_twice(reading)):
        return ABSENT
    return spoiled(Span(people[0].span.start, people[-1].span.end), Rule.COLLECTIVE)
