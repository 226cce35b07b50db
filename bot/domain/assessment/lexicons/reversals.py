"""Words by which a later sentence turns an earlier one round: alone or approved, only or all, out or handled after all."""

ALONE = r"""
by itself|on its own|all alone|alone|autonomously|automatically|unattended|itself|directly|straight (?:into|to|in|away|from)|in real time
(?:no|without|without an?|without any) (?:human|person|people|approval|confirmation|check|intervention)|(?:no|without an?|without any) [\w-]+(?: [\w-]+)? (?:in between|in the loop|involved|needed|required|looking|touching|having|asked)|(?:nobody|no one) (?:has to|needs to|looks?|looking|touch\w*|check\w*|confirm\w*|approv\w*|ask\w*|sees?|in between|involved|in the loop)|without asking
selbst|selbständig|selbstständig|allein|automatisch|ohne (?:freigabe|rückfrage|mensch\w*|prüfung)
tout seul|toute seule|seule?|automatiquement|sans (?:validation|intervention|que personne)|sol[oa]|automáticamente|sin (?:intervención|que nadie|preguntar)
"""
APPROVING = r"""
approv\w+|confirm\w*|sign(?:s|ed)?(?: off)?|okays?|has to ok|releas\w+|clear(?:s|ed)?|validat\w+|countersign\w*|accept\w*|agree(?:s|d)? to|says? yes|give(?:s)? (?:the |a |her |his )?(?:ok|okay|nod|go)
bestätig\w+|freigeb\w+|frei ?gibt|gibt [^.;\n]{0,30}frei|genehmig\w+|unterschreib\w+|valide\w*|confirme\w*|signe\w*|approuve\w*|aprueba\w*|confirma\w*|firma\w*
"""
EACH = r"""
every(?:thing)?|each|all|any(?:thing)?|it|them|jede\w*|alle\w*|alles|chaque|tou[st]\w*|cada|tod[oa]s?
"""
BEFOREHAND = r"""
before(?:hand)?|first|prior to|until|must|has to|have to|needs to|vorher|zuerst|erst|bevor|muss|avant|d'abord|doit|antes|primero|debe|tiene que
"""
CONDITIONAL = r"""
if|when|whenever|unless|once|in case|above|below|under|over|less|more|only|except|besides|apart|other|others|else|otherwise|until|while|those|doubtful|after|later|outside|without
wenn|falls|sobald|sonst\w*|außer|nur|ab|unter|über|andere\w*|si|quand|sauf|sinon|seulement|autres?|cuando|salvo|solo|sólo|otr[oa]s?
"""
ONLY = r"""
only|nothing but|none but|just|exclusively|solely|nur|ausschließlich|seulement|uniquement|rien que|solo|sólo|solamente|únicamente
"""
ALL_OF_A_KIND = r"""
(?:all|every|any|each) (?!other|others|else|rest|remaining|of (?:these|those|them|this)|these|those|such)(?:of |the |our |single )*[\w-]+
alle (?!anderen|übrigen|diese)\w+|jede[rs]? \w+|sämtliche|tou(?:te)?s (?:les|nos) (?!autres)\w+|tod[oa]s (?:los|las) (?!demás|otr)\w+
"""
TAKEN_IN = r"""
(?:is|are|gets?|will be|be) (?:\w+ly |also |all |just |then )?(?:in|in scope|covered|included|handled|answered|treated|processed|served|accepted|taken(?: in)?|decided|part of (?:it|this)|dealt with|done|welcome)|in scope|part of (?:it|the scope)|come(?:s)? in|go(?:es)? through|we (?:also )?(?:do|take|cover|handle|accept|serve|include) (?!not\b|no\b|only\b|nothing\b)[\w-]+
sind (?:dabei|drin|enthalten)|ist (?:dabei|drin|enthalten)|machen wir|nehmen wir|gehör\w+ dazu|(?:est|sont) (?:couvert|inclus|traité|pris)\w*|(?:está|están) (?:incluid|cubiert|dentro)\w*
"""
ELSEWHERE = r"""
by (?:the|our|an?|hand)|manually|elsewhere|outside|separately|stay\w*|remain\w*|as (?:before|today)|out of scope|in the (?:old|call|next) \w+|later|not|never|no|n't|nobody|without|nicht|kein\w*|pas|aucun\w*|no se
"""
PUT_OUT = r"""
out of scope|excluded|left out|leaves? out|skips?|excludes?|stays? out|are out|is out|we (?:don't|do not|won't) (?:do|touch|handle|take|answer|cover)|nothing about|not (?:covered|included|in scope|part of)|hands off|außen vor|nicht (?:dabei|enthalten)|exclu\w*|fuera|hors (?:périmètre|champ)
"""
KEPT = r"""
(?:is|are|gets?|will be) (?:then |still |just |simply )?(?:accepted|approved|released|booked|kept|used|let through|passed(?: on)?|saved|processed|shipped|paid)|let (?:it|them) through|stays? in|is kept|goes? through|(?:go|goes) out|never (?:drop|delete|discard|reject|refuse|throw)\w*|wird (?:angenommen|gebucht|behalten|verwendet)|est (?:acceptée?|gardée?)|se (?:acepta|guarda)|remains? active|(?:is|gets) raised|goes up|opens|is opened|öffnet|s'ouvre|se abre
"""
THROWN_OUT = r"""
(?<!never )(?:is|are|gets?|will be) (?:then |just |simply )?(?:refused|rejected|discarded|dropped|deleted|thrown (?:out|away)|destroyed|blocked|declined|skipped|lifted|removed|scrapped|binned)|never (?:accept|approv|book|keep|us|pass)\w*|straight to scrap|stays? down|stays? (?:closed|shut|locked)|closes|bleibt (?:zu|geschlossen)|reste fermée?|queda cerrad[oa]|wird (?:abgelehnt|verworfen|gelöscht|gesperrt)|est (?:refusée?|rejetée?|supprimée?|jetée?)|se (?:rechaza|descarta|borra|tira)
"""
THAT_CASE = r"""
in (?:that|this|such a|both) case|in such cases|such (?:an? )?\w+|then too|all the same|nevertheless|that (?:one|record|note|unit|case)|while the|in (?:dem|diesem) fall|dans ce cas|en ese caso
"""
OTHER_CASE = r"""
otherwise|else|other|others|rest|all other|only if|unless|except|once|after(?:wards)?|until somebody (?:asks|says)|then(?! too)|second|again|sonst|andere\w*|danach|sinon|autres?|ensuite|si no|otr[oa]s?|luego
"""
