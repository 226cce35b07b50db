"""Figures of speech that sound like an event and can be tested by nobody, and words for moods."""

import re

FIGURES = re.compile(
    r"\bwheels? (?:come|comes|fall|falls) off\b|\boff the rails\b|\bin (?:our|the|my|your) faces?\b|\bhits? the fan\b|"
    r"\bdown the drain\b|\b(?:goes|go|going|went) (?:all )?(?:sideways|south|pear-shaped|belly[- ]up|haywire|bananas|nuts|"
    r"crazy|wild|downhill|bad|wrong|mad|ape)\b|\b(?:gets?|turns?|becomes?|is) (?:\w+ )?(?:sour|ugly|nasty|messy|hairy|bad|"
    r"out of (?:hand|control)|too much|serious|embarrassing|painful|critical|a mess|hot)\b|\blast straw\b|"
    r"\b(?:all hell|hell breaks)\b|\bred lines?\b(?! \w+ \d)|\balarm bells?\b|\broof (?:comes|falls|caves)\b|\bon fire\b|"
    r"\bheads (?:will )?roll\b|\bpush comes to shove\b|\b(?:starts?|begins?) (?:to )?(?:hurt\w*|smell\w*|stink\w*)\b|"
    r"\benough is enough\b|\bhad enough\b|\bfed up\b|\bbackfires?\b|\bcross(?:es)? the line\b|\bplays? up\b|\bacts? up\b|"
    r"\bloses? (?:(?:its|his|their|our|all) )?(?:mind|patience|nerve|temper|trust|faith|cool)\b|\bbites? us\b|\bship (?:is )?sink\w*|"
    r"\bworst comes to (?:the )?worst\b|\bwater (?:is )?up to\b|\bshow must go on\b|\bgives? us (?:a )?headaches?\b|"
    r"\bin die hose\b|\baus dem ruder\b|\bden bach (?:runter|hinunter)\b|\bschief ?(?:läuft|geht|gehen|laufen)\b|"
    r"\b(?:es|alles) (?:kracht|brennt|knallt|eskaliert|spinnt)\b|\balle stricke\b|\bdie hütte brennt\b|\bfass (?:zum )?überl\w+|"
    r"\ben vrille\b|\btourne mal\b|\bse passe mal\b|\bsale mal\b|\bse tuerce\b|\bde las manos\b|\bva mal\b|\bse pone fe[oa]\b"
)
MOODS = frozenset(
    """
    mood moods trust faith patience feeling feelings vibe vibes spirit nerve nerves confidence reputation sentiment
    atmosphere gut morale climate stimmung vertrauen gefühl bauchgefühl geduld laune confiance humeur confianza ánimo
    sideways sour kracht tips judgement judgment instinct decided decides headache headaches pain noise safety
    """.split()
)
# What nobody can point at when it happens.
ABSTRACT = frozenset(
    """
    cuando lo circumstances view overall spirit soul voice value values clinical purpose mission interest interests common sense
    given longer calls call respect dignity culture principle principles ambition promise expectation acceptance benefit
    welfare reality truth moment essence balance harmony sinn verstand lage umstände interesse geist wohl seele wert sentido
    común situación exija aconseje valores espíritu situation raison bon sens esprit intérêt valeurs l'exige
    """.split()
)
PRONOUNS = re.compile(
    r"(?:it|they|things?|everything|something|anything|stuff|this|that|someone|somebody|everyone|everybody|people|all|"
    r"es|alles|etwas|man|ça|cela|tout|todo|algo|esto|the (?:system|model|tool|ai|bot|thing|whole thing))\b"
)
STEP_OPENERS = re.compile(
    r"^(?:(?:the |our |an? |der |die |el |la |le )?(?:[\w-]+ ){0,3}?)(?:switch(?:es)?|sets?|turns?|restores?|reverts?|"
    r"redeploys?|disables?|flips?|unplugs?|loads?|pauses?|pulls?|press(?:es)?|schaltet|stellt|setzt|lädt|spielt|"
    r"désactive|remet|desactiva|desconecta|apaga|restaura|(?:back|zurück) (?:to|auf))\b (?:the |an? |it\b|den |die |das |le |la |el |everything|back)?"
)
