"""Phrases that leave something open: by what is still to be said about it, by whom, when and where it will be found."""

from bot.domain.assessment.phrases import phrases

# Each line one way to put off; what a machine will do later is no such way, what people will say or decide later is.
LEFT_OPEN = phrases(r"""
later,? with (?:the |our )?\w+
keine ahnung|weiß (?:ich )?(?:noch )?nicht|je ne sais pas|aucune idée|ni idea|no lo sé|(?:erst ?mal |vorerst )?nichts ausschließen
(?:still |an? |one )?open (?:point|question)s?(?: (?:no\.? ?)?\d+)?
(?:is|are|was|were|'s|stays?|remains?) (?:still |all |very much )?(?:up in the air|in limbo|in flux|being (?:argued|debated|negotiated|finali[sz]ed|worked out|drafted|designed|discussed)|anyone's guess|a moving target)
(?:not|never|nobody has|nobody|(?:is|are|was|were|has|have|had|did)n't(?: been)?) (?:yet |really |been )?(?:settled|agreed|finali[sz]ed|worked out|written down|looked into|sorted out|figured out|decided|clear|clarified|fixed|specified|picked|chosen|named)(?: (?:on|upon|to (?:me|us)))?(?: yet| so far| as of now)?(?=\s*(?:$|[.,;!)]|yet|that|this|on|to))
(?:that|this|it|what happens(?: then| next)?|the rest|who does it|how)(?:,? (?:exactly|precisely))? (?:is|'s|will be) (?:something |a (?:question|matter|topic|decision|thing) )(?:for|up to|with|on|left to|down to) (?:the |our |her |his |their )?[\w-]+(?: [\w-]+){0,4}
(?:is|are|be) (?:for|up to|left to|down to) (?:the |our )?[\w-]+(?: [\w-]+){0,3} to (?:\w+ )?(?:out|work out|decide|define|say|look into|judge|choose|settle|name|write|answer)
(?:something |a thing |a question )for (?:the |our )?[\w-]+(?: [\w-]+){0,3} to (?:look (?:into|at)|decide|work out|define|think about|answer)
(?:will|'ll|shall|would|going to) (?:\w+ )?(?:think of|think about|come up with|figure|work (?:it|that|this|something) out|find (?:a|some|the) (?:way|solution)|see what|let you know|write the sentence)(?: \w+)?
let us (?:look at|see|decide|discuss|talk about|park|take)(?: \w+)?
(?:in|at|after|before|until|with) (?:the |our )?(?:next|upcoming|following|coming) (?:\w+ )?(?:meeting|workshop|steerco|sync|jour fixe|standup)
(?:en|à|lors de|pendant) la (?:próxima|prochaine|siguiente) (?:reunión|réunion|sesión|séance)|(?:en|à) el próximo \w+
(?:im|beim|in der|nach dem|nach der) nächsten? (?:treffen|termin|workshop|meeting|sitzung|runde|besprechung|jour fixe)
(?:lo|la|los|las|ya lo|ya) (?:vemos|veremos|decidimos|definimos|definiremos|decidiremos|hablamos|miramos)
(?:on (?:en )?(?:reparle|décidera|définira|verra|discutera)|à (?:voir|décider|préciser|discuter|fixer))
(?:das |es )?(?:klärt|klären|entscheidet|entscheiden|überlegt|überlegen|besprechen|definieren) (?:(?:sich|wir) )?(?:noch|dann|später|mal)|(?:liefern|liefert|reichen|reicht) (?:\w+ )?(?:noch |später )?nach
(?:steht|stehen) (?:\w+ )?(?:noch )?(?:nicht fest|aus|im (?:\w+ )?(?:protokoll|deck|wiki|handbuch))
(?:kommt|kommen|folgt|folgen) (?:dann |erst )?(?:noch|später)
(?:details?|numbers?|values?|names?|ranges?|rules?|steps?|thresholds?|fields?|the rest|more) (?:(?:come|comes|are coming|will come|coming) (?:from \w+ )?(?:later|soon|after|once|next)|to come|to be sent|are pending|is pending)
(?:in|on) (?:my|our|her|his|their|\w+'s) (?:\w+ )?(?:deck|slides?|whiteboard|notebook)(?:,? (?:page|p\.|slide) ?\d+)?
(?:photo|picture|copy) of (?:the |my |our )?(?:whiteboard|flip ?chart|notes|notebook|slides?|deck)|in the (?:slide )?deck|on the (?:whiteboard|flip ?chart)
(?:slide|folie) \d+(?:,| of| in| on|$)
(?:until|till|bis|jusqu'à ce que|hasta que) [\w-]+(?: [\w-]+)? (?:is|are|'s|ist|sind) (?:found|hired|chosen|gefunden|bestimmt)
(?:the |our )?(?:usual|same old|standard|normal|known|regular) (?:suspects|drill|way|path|route|procedures?|process)
""")
