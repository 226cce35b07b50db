"""Words of talk about an answer: who speaks, what is only known or collected, where it is said to stand."""

SPEAKERS = r"""
nothing (?:that )?(?:i|we)
i|i'd|i'll|i'm|i've|we|we'd|we'll|we're|we've|you|you'll|they|they'll|he|she|somebody|someone|people|everybody|everyone|nobody
ich|wir|jemand|man (?:kann|muss|soll\w*|weiß|sieht|hat|will)|je (?:ne|n'|pense|crois|sais|vais|veux)|j'|nous|vous|ils|yo|nosotros|alguien
on (?:n'|ne|a|va|veut|verra|sait|fait|peut|doit|en|y|se|regarde|décide)
"""
LISTENERS = r"""
me|us|myself|mich|mir|uns|moi|mí|conmigo
"""
DRAWING = r"""
only|just|cover\w*|touch\w*|includ\w*|exclud\w*|limit\w*|restrict\w*|start(?:s|ed)? with|begin with|stick to|take|leave out|left out|leave|handle
serve|refuse\w*|reject\w*|draw|drew|keep out|kept out|don't|doesn't|won't|will not|do not|never|accept|allow|let|process|look at|ship|sell|deliver|treat
apply|stop at|decline|skip|offer|work with|work on|do
nur|nehmen|starten mit|beginnen mit|fangen mit|beschränken|decken|lassen|machen|kein\w*|nicht
couvr\w*|exclu\w*|limit\w*|commen\w+ (?:par|avec)|ne|seulement|cubri\w*|exclui\w*|empezamos|cubrimos|tomamos|excluimos|hacemos|aceptamos|solo|sólo|no
"""
KNOWING = r"""
know|knows|knew|think|thinks|thought|believe|believes|guess|suppose|hope|hopes|wonder|remember|talk|talks|talked|discuss|discusses|discussed
decide|decides|decided|agree|agrees|agreed|clarify|clarifies|clarified|collect|collects|collected|gather|gathers|gathered|compile|compiles|compiled
find out|finds out|found out|sort out|sorts out|figure out|figures out|work out|works out|look into|looks into|check|checks|ask|asks|see|sees|saw|hear|heard
say|says|said|tell|tells|told|promise|promised|want|wants|wanted|need|needs|needed|wish|prefer|argue|argued|debate|debates|mention|mentioned|vote|votes
weiß|wissen|glaube|glauben|denke|denken|klärt|klären|sammelt|sammeln|entscheidet|entscheiden|bespricht|besprechen|schaut|schauen|sagt|sagen|meint|meldet|wollen
sait|savons|pense|pensons|décide|décident|voit|voir|verra|verrons|discute|cherche|rassemble|croit|sabe|saben|sabemos|piensa|decide|deciden|decidirá|verá|veremos|dice|busca|recoge
"""
PAPERS = r"""
lists?|decks?|docs?|documents?|slides?|sheets?|spreadsheets?|overviews?|minutes|specs?|notes|e-?mails?|answers?|say|details|plan|draft|proposal|paper|picture|idea|wiki|photos?|whiteboard|sketch|recording|transcript|sentence
liste|folien|übersicht|unterlagen|protokoll|dokument|diapos?|lista|documento|acta
"""
HOLDING = r"""
(?:is|are) \w+ing|has|have|had|made|makes|wrote|writes|is writing|are writing|keeps|kept|got|holds|collects|prepares|prepared|sent|sends|owes|started|drew|presented|showed|shares|shared
hat|haben|macht|schreibt|schickt|a|ont|fait|prépare|envoie|tiene|tienen|hace|prepara|envía
"""
MATTERS = r"""
scope|budget|plan|list|project|pilot|go-live|vendor|workshop|meeting|deadline|decision|question|answer|roadmap|steerco|strategy|vision|timeline|contract with \w+|licen[cs]e|kick-?off|team|management
board|data|ai|solution|rollout|initiative|discussion|details|rest|budgets|projekt|liste|frage|umfang|projet|budget|question|proyecto|presupuesto
"""
