"""Words that draw no line around a scope: the label in front of it, the project's own affairs, what one hopes for."""

from bot.domain.assessment.phrases import phrases

LABELS = frozenset(
    """
    scope mvp périmètre perimètre geltungsbereich umfang alcance ámbito boundary boundaries abgrenzung exclusions
    exclusiones ausschlüsse release rev revision version section annex appendix chapter clause paragraph page rev.
    later soon pls tomorrow später bientôt luego cf
    abschnitt kapitel anhang seite chapitre annexe sección anexo
    """.split()
)
# What a project is about in general; it can be in every scope and so bounds none.
ABSTRACT = frozenset(
    """
    mission distraction distractions momentum immersion discipline disciplined focus concentrate concentration remit
    wertschöpfend wertschöpfende wertschöpfenden strategie strategische mehrwert sinn sinne logique amélioration continue
    continua mejora stratégique estratégico estratégicos valeur ajoutée chantiers chantier ensemble forte fort
    clave claves mayor potencial prozess prozesse prozessen procesos processus processos prioritaire prioritaires prioridad
    prioridades priorities squad squads increment increments cut-over cutover segments segment high-value non-core
    trustees governance framework authorised authorized activities activity deemed baselined control change
    selbstverständlich bleibt bleiben außen fachlich regulatorisch heikel wirtschaftlich sinnvolles
    wichtigste wichtigsten wichtigstes dringendste dringendsten principal principales essentiel essentiels
    nice-to-have nice-to-haves must-have must-haves gimmicks extras bells whistles
    stupid silly crazy foolish avoiding avoid tempting spark smile hearts minds voyage dream dreams passion
    """.split()
)
# "Fixed in the contract, annex 3" and "everything not listed in the charter" send to a document.
POINTERS = phrases(r"""
(?:baselined|fixed|laid down|set out|set down|defined|agreed|described|stated|specified|documented|written(?: down)?|listed|authori[sz]ed|recorded|captured|frozen|festgelegt|definiert|beschrieben|geregelt|défini\w*|fixé\w*|décrit\w*|definid\w*|descrit\w*) (?:\w+ ){0,4}?(?:in|under|by|per|within|im|in der|dans|en) (?:the |our |that |its |le |la |el )?(?:[\w-]+ ){0,3}?(?:documents?|documentation|contracts?|agreement|paper|charter|handbook|statement of work|sow|annex|minutes|deck|framework|plan|initiation \w+|vertrag|dokument|konzept|pflichtenheft|lastenheft|contrat|cahier des charges|contrato|documento|acta)
(?:according to|as per|per|see|laut|gemäß|selon|según) (?:the |our |dem |der |le |la |el )?(?:[\w-]+ ){0,2}?(?:contract|charter|sow|statement of work|annex|paper|vertrag|pflichtenheft|lastenheft|cahier des charges|contrat|contrato)
""")
# What comes in by itself tells a source, not a boundary.
PULLED = (
    r"(?:it |we )?(?:reads?|pulls?|fetch(?:es)?|loads?|gets?|receives?|polls?) [^.;\n]{2,60} (?:from|out of) [^.;\n]{2,60}?"
    r"(?:every \w+|hourly|nightly|daily|\bview\b|\btable\b|\bapi\b|\bexport\b)"
)
