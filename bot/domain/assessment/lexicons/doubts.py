"""Phrases that leave a value open or deny it; one phrase a line."""

HEDGES = r"""
maybe|perhaps|ideally|preferably|idealerweise|am liebsten|idéalement|idealmente|possibly|probably|presumably|most likely|likely|i guess|i think|i suppose|i believe|guess|not sure|unsure|or so|hopefully
vielleicht|wahrscheinlich|vermutlich|eventuell|evtl|oder so|glaub ich|glaube ich|denke ich
peut-être|probablement|je crois|quizás?|probablemente|tal vez|creo
"""
LATER = r"""
tb[acd]|to ?do|to be (?:defined|decided|determined|confirmed|agreed|discussed|clarified|set)|open|still open|undecided|later|unclear|unknown|pending|\?+|not (?:yet )?(?:decided|defined|known|clear|sure|fixed|settled|agreed)
offen|noch offen|unklar|später|folgt|noch nicht (?:klar|definiert|festgelegt)|à définir|plus tard|por definir|más tarde|pendiente
"""
ADJECTIVE_TYPES = r"""
(?:a |an |of )?(?:sensible|reasonable|suitable|appropriate|short|long|normal|usual|typical|flexible|free-?form|proper|sane|decent|standard|small|big|large|limited|manageable|readable|human-?readable|adequate|moderate|correct|right|valid|common)
sinnvolle?r?|passende?r?|normale?r?|übliche?r?|kurze?r?|raisonnable|approprié|adecuad[oa]|razonable
"""
NOT_A = r"""
(?:there (?:is|are|will be) |there's |has |have |we have |with |had )?no(?: such| more| longer an?| longer the| longer by| longer| single)?
(?:not|never|n't)(?: (?:get|gets|take|taken|use|used|have|read|receive|sent|send|want|come|comes|go|goes|see|sees|look|at|an?|the|any|by|via|per|through|as|in|on|into|over|from|to|our|their|it|open|opens|one|be|is|written|shown|displayed|sent|kept|stored|longer)){0,4}
(?:don't|doesn't|didn't|won't|can't|isn't|aren't|cannot|do not|does not|will not)(?: (?:ever|really|get|take|use|have|read|receive|send|want|come|go|see|look|at|an?|the|any|by|via|per|through|as|in|on|into|over|from|to|our|their|it|open|be)){0,4}
without(?: an?| the| any)?|instead of(?: an?| the)?|kein\w*|nicht(?: (?:per|über|im|in|als|mit|den|die|das|der|aus|auf|ins|zum|zur|von)){0,2}|ohne
pas (?:de|par|du|via|dans|en)(?: (?:le|la|les))?|aucune?|sans|(?:no|sin)(?: (?:por|en|via|hay|el|la|un|una)){0,2}
"""
