"""Words of questions that an answer leaves open: what asks, what is asked for by its name, who is still to decide."""

# What can only ask. "If", "where" and "when" also open conditions, so they ask only next to a clearer sign.
ASKS = r"""
who(?:m|se)?|which|what|whether|how(?: (?:many|much|often|long|far|exactly|quickly|fast|high|low|big|old))?
wer|wen|wem|welche[rsmn]?|was|ob|wie(?: (?:viele?|oft|lange|hoch|weit|genau|schnell))?|wohin|woher|womit
qui|(?!quelle(?: (?:ist|sind)\b|\s?[:=]))quel(?:le)?s?|combien|comment|à quelle fréquence|qué|quién(?:es)?|cuál(?:es)?|cuánt[oa]s?|cómo
"""
# What at the head of a sentence can only be a question that somebody else is to answer.
ONLY_ASKS = r"""
whether|how(?: (?:many|much|often|long|far|exactly|quickly|fast|high|low|big|old))?|whom|what to|which (?!(?:is|are|was|were|would|will|means|happens|has|had|\w+ly)\b)\w+
(?:by|to|from|over|at|on|through|via|in|for|until|after|per|with|above|below|against) (?:which|whom|whose|how (?:many|much|often|long)|what (?:number|value|count|level|price|age))
ob|wie(?: (?:viele?|oft|lange|hoch|weit|genau|schnell))?|wen|wem|welche[rsmn]?|(?:von|an|ab|über|bei|mit|für|bis|nach|durch|in|auf) (?:wem|wen|welche[rsmn]?|wann)
combien|tous les combien|à (?:qui|quelle?s?)|(?!quelle(?: (?:ist|sind)\b|\s?[:=]))quel(?:le)?s?|(?:par|sur|avec|dans|pour|chez|de) (?:qui|quelle?s?|combien)|cuánt[oa]s?|cuál(?:es)?|(?:a|con|por|en|para|desde|de) (?:quién(?:es)?|qué|cuál(?:es)?|cuánt[oa]s?)
"""
MAY_ASK = r"""
if|where|when|wo|wann|où|quand|dónde|adónde|cuándo
"""
BEFORE_A_QUESTION = r"""
by|to|from|over|at|on|through|via|in|for|until|after|per|with|above|below|against|as to|as for
von|vom|an|ab|über|bei|mit|für|bis|nach|durch|in|auf|à|de|par|sur|avec|dans|pour|chez|a|con|por|en|para|desde
"""
# What a slot asks for, called by its name: "the limit is something Yusuf brings".
ASKED_FOR = r"""
limits?|thresholds?|target|value|number|figure|window|period|cut-?off|types?|data types|recipients?|reviewers?|interface|table|channel|place|location|steps|order of (?:the )?steps|cadence|rhythm|rest|others|other \w+|remaining \w+|floor|ceiling|cap|owner|deputy|consequence|action|time limit|deadline
grenze|grenzwert|schwelle|schwellwert|wert|zielwert|zeitraum|fenster|typen|datentypen|empfänger|prüfer|schnittstelle|ort|schritte|rhythmus|frist
seuil|valeur|chiffre|période|fenêtre|types|destinataire|interface|étapes|rythme|délai|umbral|valor|límite|plazo|periodo|ventana|tipos|destinatario|interfaz|pasos|ritmo
"""
# How people say that something is still to be found; what the machine or a clerk decides case by case is none of it.
SETTLING = r"""
settl(?:e|ing)|decid(?:e|ing)|agree(?:ing)?|defin(?:e|ing)|determin(?:e|ing)|clarify(?:ing)?|nominat(?:e|ing)|propos(?:e|ing)|suggest(?:ing)?|discuss(?:ing)?|specify(?:ing)?|negotiat(?:e|ing)|choos(?:e|ing)|pick(?:ing)?|vot(?:e|ing)|fix(?:ing)?|set(?:ting)?|name|naming|(?:sort|figur|find|work|iron|thrash|hammer)e?(?:ing)? (?:\w+ )?out|look(?:ing)? into|think(?:ing)? about|get back|come back|come (?:up|from)|come to (?:that|it|this)|let (?:us|me|you) know|tell|say|see|know|learn|hear|bring|write (?:it |that |this )?down|measure|answer|confirm|owes?
"""
SETTLED = r"""
settled|decided|agreed|defined|determined|clarified|nominated|proposed|discussed|specified|negotiated|chosen|picked|voted|fixed|set|named|sorted(?: out)?|figured out|found(?: out)?|worked out|ironed out|told|said|written down|confirmed|known|cleared up|assigned|argued|debated
"""
SETTLES = r"""
comes (?:with|once|when|after)|settles|decides|agrees|defines|determines|clarifies|nominates|proposes|suggests|discusses|specifies|negotiates|chooses|picks|votes|fixes|sets|names|brings|answers|confirms|tells|says|(?:sorts|figures|finds|works|irons) (?:\w+ )?out
entscheidet|klärt|bestimmt|nennt|bespricht|legt|sagt|überlegt|décide|fixe|dit|tranche|choisit|nomme|decide|define|dice|elige|nombra|fija
"""
STILL = r"""
will|'ll|shall|going to|gonna|still|yet|(?:has|have|had|needs?|wants?|ought|is|are|remains?) (?:\w+ )?to|must|should|let's|let us|to be|gets?|get|be|being
we|i|they|s?he|nobody|no one
"""
NOT_YET = r"""
(?:has|have|had|is|are|was|were)(?:n't| not| never)(?: yet| really| quite)?(?: been)?|nobody (?:has )?|no one (?:has )?|not (?:yet )?(?:been )?|never (?:been )?|yet to be|still to be|to be|(?:is|are|'s) (?:still )?being
"""
SOON = r"""
later|soon|then|afterwards|another (?:time|day)|some other (?:time|day)|next \w+|after \w+|once \w+|as soon as|when \w+|in (?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter)|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|at the (?:next|coming|[a-z]+ (?:meeting|workshop))|in (?:the|our) (?:\w+ )?(?:meeting|workshop|drill|session|sync|round)|before (?:go-?live|launch)
noch|später|dann mal|nach (?:de[mnr] )?\w+|sobald|wenn \w+|im (?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|frühjahr|sommer|herbst|winter|nächsten)|nächste[nrs]? \w+
plus tard|après|quand|lorsque|la prochaine|bientôt|después|luego|más tarde|cuando|la próxima|el próximo
"""
LEFT_ASIDE = r"""
(?:is|are|'s|remains?|stays?) (?:still |all |yet )?(?:something|a (?:question|matter|point|thing|topic)|open|unclear|unsettled|undecided|pending|unknown|under (?:discussion|debate|review)|anyone's guess|anybody's guess|up to|for [\w ]{2,30} to (?!be\b)\w+|a topic)
open(?=\W*(?:$|[,;(]))|undecided|unsettled|tb[cd]
(?:that's|that is|is|it's) (?:still )?(?:between|with) (?:the |our )?[\w-]+|(?:we|i|they|nobody|no one) (?:haven't|hasn't|have not|has not|has|didn't|never) (?:yet |really )?(?:talked|spoken|thought|dared|got)|being \w+ (?:over|about)|(?:still )?argu(?:e|ing)|wants? a say
(?:we|i) (?:don't|do not) (?:yet )?know|no idea|no clue|not clear|dunno|nobody knows
(?:klären|entscheiden|bestimmen|überlegen|besprechen|legen|regeln|sehen|schauen|finden|vereinbaren|wissen|diskutieren|machen) wir|wir [^.;\n]{0,40}(?:klären|entscheiden|bestimmen|überlegen|besprechen|fest(?:zu)?legen|regeln|sehen|vereinbaren)
(?:muss|müssen|wird|werden|soll|sollen) [^.;\n]{0,40}\bnoch\b|noch [^.;\n]{0,40}(?:festleg\w+|festgelegt|klären|geklärt|entscheid\w+|entschieden|nennen|sagen|bestimmen|benannt|abstimmen|abgestimmt|melden|offen|unklar)
(?:sagt|nennt|schickt|meldet|liefert|verrät) uns|noch nicht|steht [^.;\n]{0,20}nicht fest|(?:ist|sind|bleibt) (?:noch )?(?:offen|unklar|ungeklärt)
(?:on|nous|ils?|elles?) [^.;\n]{0,12}(?:verra|décidera|fixera|définira|choisira|discutera|dira|précisera|tranchera|verrons|déciderons|diront|décideront|réfléchi\w*|reparle\w*|discute\w*)
(?:décidera|fixera|définira|choisira|dira|nommera|précisera|tranchera|proposera|diront)|reste à|(?:doit|doivent|faut) (?:encore )?(?:nous )?(?:le |la |les )?(?:dire|voir|décider|définir|fixer|choisir|trancher)|pas encore|à (?:voir|définir|décider|préciser|fixer|discuter)|on ne sait pas
(?:decidirá|definirá|fijará|dirá|elegirá|nombrará|propondrá|veremos|decidiremos|definiremos|hablaremos|acordaremos)n?|(?:lo|la|los|las) (?:vemos|decidimos|definimos|hablamos)|queda por|falta (?:por )?|hay que (?:decidir|ver|definir|hablar)|está por|todavía no|aún no|tiene que (?:decir|decidir|definir)\w*|por (?:definir|ver|decidir)|no se sabe|no sabemos
"""
