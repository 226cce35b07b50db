"""Phrases around a person: pointing past, turning down, hesitating, saying yes; one phrase a line."""

DECLINED = r"""
(?:has |have |had |already |politely )*(?:declined|refused|withdrew|withdrawn|backed out|pulled out|opted out|stepped (?:down|back))
(?:has |have )?(?:said|says) no
(?:has |have )?turned (?:it|us|me|this|that|the \w+) down
(?:has |have )?passed on (?:it|this|that)
(?:has |have )?(?:handed|gave|given|passed) (?:it|this|that|the \w+) back
never (?:accepted|agreed|signed up)
(?:no,? )?not (?:her|him|them)(?! alone)
that(?: one)? (?:was|is) (?:wrong|a mistake|a typo|nonsense|not right)
(?:doesn't|does not|didn't) (?:own|have|carry|answer for) (?:it|this|that|them)(?! alone)
(?:has |have )?resigned
(?:doesn't|does not|didn't|don't|won't|wouldn't|will not|would not) (?:want|do it|accept|take it|agree|own it|stand in|cover)
(?:he|she|they|who) (?:won't|wouldn't|will not|would not|refuses?)(?=\s*(?:$|[.,;!)]))
(?:is|are|was|isn't|isnt)(?:n't| not)? (?:unwilling|willing)
but no
(?:can't|cannot|can not|neither)(?! be\b)
(?:kann|auch) nicht
(?:is )?no longer
(?:not )?any ?more
used to
former(?:ly)?
(?:has |have )?left (?:us|the (?:company|team|firm|house))
hat (?:\w+ )?(?:abgelehnt|abgesagt|nein gesagt)
(?:lehnt|winkt) ab
will nicht
nicht mehr
(?:a|ont) (?:refusé|dit non|décliné)
ne veut pas
(?:ha dicho|dijo) que no
(?:ha )?(?:rechazó|rechazado|declinó)
no quiere
"""
OVERLOADED = r"""
(?:has|have|had) no (?:time|capacity)
(?:is |are )?(?:too busy|not available|unavailable|overloaded|leaving|on parental leave)
no (?:reply|answer|response)(?: (?:so far|yet))?
(?:hasn't|has not|never) (?:replied|answered|responded)
keine (?:zeit|antwort|kapazität)
pas de réponse
sin respuesta
thought (?:about|of)
considered
"""
REJECTED_BEFORE = r"""
not
nicht
except
instead of
rather than
without
anstelle von
statt
thought (?:about|of)
we (?:first )?considered
(?:we|i) had
no longer
pas
no es
"""
CONSULTED_BEFORE = r"""
(?:agreed|cleared|settled|discussed|arranged|aligned|abgestimmt|vereinbart|besprochen|abgesprochen) (?:with|mit|by)
(?:talked|spoke|told|reports?|answers|handed over|deputy|backup|assistant) (?:with|to|by|of|for)
(?:supported|helped|backed|confirmed|approved|signed off|signed|named|appointed|proposed) by
(?:support|help|input) (?:from|by|of)
(?:stands?|stand|steps?|fills?) in for
(?:covers?|cover|covr|filling in|standing in|acts?|vertretung) (?:for|für|von)
(?:takes? over|took over|taken over) from
(?:succeeds|replaces|replacing|deputi[sz]es for|on behalf of|successor (?:of|to)|told|informed|informs)
(?:vertritt|vertrete|für|remplace|reemplaza a|sustituye a)
"""
SUBORDINATE_BEFORE = r"""
(?:(?:only|always|and|or|but|too|each time) )?(?:when|if|while|whenever|in case|as long as|once|because|since|until|till|before|after|as soon as|should)
unless|es sei denn|sauf si|à moins que?|a menos que|salvo que
wenn|falls|während|solange|sobald|bis|weil
quand|si|pendant que|lorsque|cuando|mientras|en cuanto
"""
LOOSE_PERSON = r"""
(?:the|a|my|our|some) (?:other |new |nice )?(?:colleague|guy|woman|man|person|one|lady|friend|mate|coworker|co-worker)
someone|somebody|whoever|anyone|anybody|people|those|everyone|jemand|wer|kollege|kollegin|quelqu'un|alguien
"""
ABSENT = r"""
(?:(?:am|is|are|be|was|were|being|too|bin|\w+'m|\w+'s|\w+'re)(?: both| also| too| really| ever)? |^\s*)(?:off|out|away|absent|ill|sick|unreachable|travel\w*|abroad|gone|not (?:there|here|in|around|reachable|available)|unavailable|asleep)
(?:isn't|aren't|'m not|am not) (?:there|here|in|around|reachable|available)
on (?:leave|holidays?|vacation|parental leave|maternity leave|paternity leave|sick leave|a trip|the road|call|shift)
(?:have|has|take|takes) (?:leave|holidays?|vacation|a day off|time off)
(?:can't|cannot|could not|couldn't) be (?:reached|there)
(?:leaves?|quits?|goes? on leave|drops? out|fails? to (?:answer|react|respond)|(?:doesn't|does not) (?:answer|react|respond|pick up))
(?:im )?urlaub|krank|nicht (?:da|erreichbar|im haus)|weg|abwesend|ausfällt|fehlt|ausfalle|fehle
(?:en )?(?:vacances|congés?|arrêt)|absent\w*|malade|(?:de |las )?vacaciones|enferm[oa]|fuera|baja|ausente
"""
TROUBLE = r"""
(?:it|something|anything|things|that|this|the \w+) (?:breaks?|fails?|goes wrong|go wrong|burns?|crashes|happens?|explodes|stops|is wrong|is down)
(?:there is|there's|there are|there were|you have|anyone has|in) (?:an? |any )?(?:doubt|trouble|problems?|questions?|issues?|incidents?|complaints?|conflict|dispute)
(?:you|they|we) (?:disagree|need|want to know|ask me)
needed|necessary|required|nötig|problem\w*|schief\w*|fragen
"""
CONTRACT = r"""
only if|unless|provided(?: that)?|providing|as long as|so long as|on (?:the )?condition(?: that)?|subject to|assuming|contingent on
depending on|depends on|only after|but only|sofern|vorausgesetzt|unter der bedingung|solange|es sei denn|nur wenn
à condition (?:que|de|d')|sous réserve (?:de|que|d')|pourvu que|siempre que|a condición de que|con tal de que
"""
CASE = r"""
if|once|as soon as|when|should (?=(?:he|she|they|i|hr|her|his|their|my|the)\b)|wenn|falls(?! (?:to|on|back|in|under|below)\b)|sobald
si|s'|dès que|quand|en cuanto|cuando
"""
NO_CASE_BEFORE = r"""
even|decides?|decided|asks?|knows?|sees?|checks?|tells?|says?|or|and|what|als|auch|selbst
"""
PERMITTING_CASE = r"""
(?:accept|agree|let|allow|approv|permit|sign|confirm|volunteer|consent|nod)\w*|said yes|says yes|say yes|gives? (?:the|his|her|their) (?:ok|blessing|go|consent)
(?:wants?|likes?|can|may|gets?|got|has time|have time|finds?|pays?|hires?|willing|allowed|able|ok|okay|free[sd]?|freed|relieved|released|happy|up for)
(?:budget|contract|salary|raise|training|trained|certificate|headcount|position|role) .*|works? out|possible|steps? up|there is no(?:body| one) else|(?:nobody|no one|no-one) else
(?:zustimm|erlaub|genehmig|darf|mag|will|möcht|bekomm|kann|einverstand|freigeb|geschult)\w*
(?:accept|acept|d'accord|accord|veut|peut|permet|autoris|quier|pued|permit|autoriz|form)\w*
"""
FILLER = r"""
(?:as |like )?(?:you|everyone|everybody) (?:all |may |might |could |have |has |had |will |probably |surely |already )*(?:guess\w*|know|think|thought|see|saw|expect\w*|imagine\w*)
even if [^,.;]*
not sure (?:how|when|if|whether) [^,.;]*
(?:maybe|perhaps|probably|possibly) (?:in|by|from|until|next|as of) (?:20\d\d|q\d|\d|year|summer|january|february|march|april|may|june|july|august|september|october|november|december)\w*
i (?:guess|think|suppose|believe|assume) (?:you|everyone|everybody|we all|nobody)\b[^:,;.\n]*
"""
HESITANT = r"""
(?:can't|cannot|can not|won't|couldn't) (?:promise|commit|guarantee|confirm)\w*
maybe|perhaps|possibly|probably|presumably|likely|hopefully|ideally|supposedly|apparently|tentative\w*|pencill?ed(?: in)?
might|(?:could|should(?! (?:i|he|she|they|we|you|the)\b)|i'd|(?<!that )(?<!this )(?<!it )would) (?:\w+ )?(?:be|do|take|own|cover|step|stand|fill|jump|handle|act|get)(?! (?:called|woken|reached|paged|asked|wrong))|could(?=\s*(?:$|[.,!]|<@))|ought to be|supposed to|in theory|in principle|theoretically|on paper
(?<!that )(?<!this )(?<!it )(?<!which )would be|(?:she|he|they)'d be
i (?:guess|think|suppose|assume|believe|hope)|i'd say|not sure|unsure|as far as i know|afaik|if i remember
tb[cd]|to be confirmed|unconfirmed|(?:has|have|had) been asked(?!.* (?:agreed|accepted|said|yes|happy|in))|pending|not (?:yet )?(?:confirmed|agreed|asked|said|accepted|decided|final|settled|official)
(?:has|have|had)(?:n'?t| not)(?: yet| really| even)? (?:said|agreed|asked|confirmed|accepted|answered|replied|heard|spoken|told|been asked|been told|committed|signed|responded|checked|decided)
(?:has|have) yet to \w+|(?:never|not) (?:been )?asked|without (?:asking|telling) (?:him|her|them)|nobody (?:told|asked) (?:him|her|them)
(?:he|she|they|who) (?:doesn'?t|does not|don'?t|do not) know|doesn'?t know (?:yet|about|it)
wait(?:ing|s)? for (?:his|her|their|a|an|the|him|them)|for now|for the time being|for the moment|interim|temporar\w+|provisional\w*
until (?:we|someone|somebody|hr|the new|there is|a new)
i'd (?:suggest|propose|nominate)|suggest(?:ed|ion|s)?|propos(?:e|ed|al|es)|candidate|favou?rite|natural choice|obvious choice|first choice|nominat\w+ but
still (?:has|have|needs?|need) to|(?:has|have|had|needs?|need) to (?:agree|confirm|accept|check|ask|think|clear|be (?:asked|told|convinced))
needs? (?:a |an |the |some )?(?:confirmation|approval|ok|persua\w+|convincing)|to check with (?:him|her|them)
(?:i'?ll|will|let me|i|we|want(?:ed)? to|need to|must|going to) ask (?:him|her|them)?|asked (?:him|her|them)(?:,| but)? (?:no answer|waiting|no reply)
(?:want(?:s|ed)?|promised|has|needs?|going|like[sd]?|wants? time) to (?:think|sleep|consider|reflect)|sleep(?:ing)? on it|think (?:about|it over)|thinks about|thought (?:it )?over
(?:(?:is|are|'s|was|am|'m|i'd|he'd|she'd|they'd|would|'d|will|'ll|might) )?(?:still )?(?:consider(?:s|ing)?|thinking|mulling|pondering|hesitat\w+|undecided|reluctant|wavering|tempted|inclined|leaning|open to|interested|toying)
volunteer needed|someone like|somebody like|or someone|assum(?:e|es|ing|ed)|we'?ll see
(?:has|have|had) no (?:time|capacity)|too busy|(?:is )?leaving|quit|goes on parental leave|no (?:reply|answer|response)(?! needed)
will (?:then )?be (?:appointed|nominated|named|asked|chosen|elected|announced|persuaded)|asked for (?:more |some )?time|we(?:'d| would)? (?:love|like|want|hope|wish)
(?:will|must|shall|then|has until \w+ to|until \w+ to) decide(?=\s*(?:$|[.,;)]|later|by|next|soon|until|whether))
vielleicht|wahrscheinlich|eventuell|vermutlich|noch nicht|evtl|vorläufig|müsste|könnte|würde|muss noch|soll noch|überlegt\w*|denkt (?:noch )?(?:darüber|drüber) nach|voraussichtlich|möglicherweise|übergangsweise|kommissarisch
peut-être|probablement|à confirmer|devrait|pourrait|réfléchit|provisoirement|en principe|hésite
(?:tengo|tenemos|hay) que (?:preguntar|hablar|confirmar)\w*|todavía no|aún no|falta (?:preguntar|confirmar)\w*|se lo tengo que
(?:je dois|on doit|il faut) (?:encore )?(?:le |la |lui )?(?:demander|confirmer)|pas encore|(?:muss|müssen) (?:\w+ ){0,2}(?:noch )?(?:fragen|klären)
quizás?|probablemente|tal vez|por confirmar|a lo mejor|podría|en principio|lo est[áa] pensando|duda
"""
JOINT = r"""
together|jointly|equally|collectively|as a (?:duo|pair|team|tandem)|duo|tandem|all (?:of us|of them|three|four|two)|each (?:of (?:them|us) )?for (?:the whole|all|everything|the entire)|the two of (?:us|them)|shared(?: between)?|co-own\w*|both of (?:us|them) (?:are|own)
gemeinsam|zusammen|gleichberechtigt|ensemble|conjointement|à deux|juntos|juntas|conjuntamente|los dos
both (?=<@|[a-z]+ and\b|i\b|me\b|are\b)
each for (?:the whole|all of|everything)|(?:just )?as much,? for (?:all|everything)|just as much|equally so|likewise accountable|the only (?:accountable|responsible) (?:one|person)|for the whole thing|one accountable person
"""
INDECISION = r"""
coin|draw|straws|whoever|whichever|either|toss|depending|depends|not (?:yet )?(?:decided|clear|sure)|undecided|we'?ll see|one of (?:them|us|the two)|still|decide|choose|vote|lots|who knows|not both|mal sehen
"""
MARKED_BEFORE = r"""
accountable(?: one| person| owner)?(?: is|:| =|=| ->| →)?(?: with)?|owner(?: is|:| =|=)|lead(?: is|:|=)|(?:the )?(?:final|last) (?:say|word|call|decision)(?: is| has|:| with| lies with)*
verantwortlich(?: ist|:)?|ultimately|main(?: one)?(?: is|:)|primary(?: is|:)?|in charge(?: is|:)|responsable(?: est| es| :|:)
"""
MARKED_AFTER = r"""
(?:is|=|as|being|am) (?:the |solely |ultimately |fully )?(?:\w+ )?(?:accountable|responsible|lead|in charge|owner|primary|head)
(?:has|have|gets|keeps|having|with) the (?:final|last) (?:say|word|call|decision)|decides\b|breaks? (?:the |any )?ties?|has the casting vote|owns\b|(?:is )?accountable|signs for|answers for|leads|(?:'s|s'|s) (?:head|neck|responsibility|baby|call|decision|accountability)|hat das letzte wort|entscheidet|tranche|decide
"""
BELONGING = r"""
(?:'s|s'|s)?\s+(?:team|department|dept|group|people|crew|squad|org(?:ani[sz]ation)?|folks|area|unit|abteilung|leute|équipe|equipo|division|colleagues|tribe|guys|lot|side|delegate|successor|boss|manager|deputy|replacement|office|staff|pa|assistant)
's(?! (?:accountable|responsible|the|on|in|it|job|call|decision|duty|turn|task|baby))
\s(?:or|oder) (?:someone|somebody|one of|jemand|whoever|another|anyone)
"""
POINTED_AT = r"""
asks?|talk to|speak (?:to|with)|check with|ping|reach out to|contact|sync with|align with|discuss with|clarify with|through|via
(?:someone|somebody|anyone|one|people|whoever|jemand) (?:from|in|of|under|out of|around|close to|aus)
team (?:of|around)|report(?:s|ing)? (?:in)?to|nominated by|appointed by|chosen by|named by|picked by
frag(?:t|e)?|demander à|preguntar a|wait(?:ing)? for|depends on|up to|cc|fyi|a name from|name comes from
"""
FINDING = r"""
(?:(?:will|'ll|can|should|shall|may|might|must|wird|soll|is|are|wants to|needs to|has to|to|going to|promised to|offered to)\s+)*(?:find(?:s|ing)?|look(?:s|ing)?(?: for)?|nominat\w+|nam(?:e|es|ing)|decid(?:e|es|ing) (?:who|later)|appoint\w*|figur\w+|know(?:s)? (?:who|whom|somebody|someone|best|more)|tell(?:s|ing)?|propos\w+|choos\w+|pick(?:s|ing)?(?! up)|sort(?:s|ing)?|check(?:s|ing)? (?:who|with|internally)|search\w*|clarif\w+|ask(?:s|ing)?|discuss\w*|benennt|sucht|klärt|entscheidet wer|weiß|hir(?:e|es|ing)|recruit\w*|has (?:an idea|someone|somebody|the list|suggestions))
"""
TO_CONFIRM = r"""
tbc|to be confirmed|unconfirmed|not (?:yet )?(?:confirmed|agreed|decided)|(?:has|have)(?: not|n't) (?:yet )?(?:agreed|decided|said)|depends|as of|next|(?:until|from|since) .*
"""
HELPING_AFTER = r"""
(?:(?:is|are|get|gets|will be|being|was) (?:only |just |kept |also )*)(?:consulted|informed|told|copied|in cc|advis\w+|asked)
(?:only|just|merely) (?!until|till|on|if|when|for|as|from|in|at|has|is|decides)[a-z]+s\b
(?:only |just )?(?:helps?|supports?|assists?|advises?|builds?|consults?|watches|implements?)
as (?!well\b|(?:the )?(?:accountable|owner|lead|main))
"""
