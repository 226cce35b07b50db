"""Number words in English, German, French and Spanish, and the units a number can carry: closed sets."""

import re

_ENGLISH = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen""".split()
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_GERMAN = """null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn
sechzehn siebzehn achtzehn neunzehn""".split()
_GERMAN_UNITS = ["", "ein", *_GERMAN[2:10]]
_GERMAN_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()
_FRENCH = """zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize
dix-sept dix-huit dix-neuf""".split()
_FRENCH_TENS = "vingt trente quarante cinquante soixante".split()
_SPANISH = """cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince
dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco
veintiséis veintisiete veintiocho veintinueve""".split()
_SPANISH_TENS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
_ARTICLES_AND_ADVERBS = {"un", "uno", "once", "null"}  # they read as "a", "one time" and "no value" far more often


def _english() -> dict[str, float]:
    words = {word: float(value) for value, word in enumerate(_ENGLISH)}
    for ten, word in enumerate(_ENGLISH_TENS, start=2):
        words[word] = ten * 10.0
        for unit in range(1, 10):
            words[f"{word}-{_ENGLISH[unit]}"] = words[f"{word} {_ENGLISH[unit]}"] = ten * 10.0 + unit
    return words


def _german() -> dict[str, float]:
    words = {word: float(value) for value, word in enumerate(_GERMAN)}
    for ten, word in enumerate(_GERMAN_TENS, start=2):
        words[word] = ten * 10.0
        for unit in range(1, 10):
            words[f"{_GERMAN_UNITS[unit]}und{word}"] = ten * 10.0 + unit
    plain = {word.replace("ß", "ss").replace("ü", "ue").replace("ö", "oe"): value for word, value in words.items()}
    return plain | words


def _french() -> dict[str, float]:
    words = {word: float(value) for value, word in enumerate(_FRENCH)}
    for ten, word in enumerate(_FRENCH_TENS, start=2):
        words[word] = ten * 10.0
        words[f"{word} et un"] = words[f"{word}-et-un"] = ten * 10.0 + 1
        for unit in range(2, 10):
            words[f"{word}-{_FRENCH[unit]}"] = ten * 10.0 + unit
    for rest in range(10, 20):
        words[f"soixante-{_FRENCH[rest]}"] = 60.0 + rest
    for rest in range(1, 20):
        words[f"quatre-vingt-{_FRENCH[rest]}"] = 80.0 + rest
    return words | {"quatre-vingts": 80.0, "soixante et onze": 71.0}


def _spanish() -> dict[str, float]:
    words = {word: float(value) for value, word in enumerate(_SPANISH)}
    for ten, word in enumerate(_SPANISH_TENS, start=3):
        words[word] = ten * 10.0
        for unit in range(1, 10):
            words[f"{word} y {_SPANISH[unit]}"] = ten * 10.0 + unit
    return words


_ROUND: dict[str, float] = {
    "hundred": 100,
    "a hundred": 100,
    "one hundred": 100,
    "two hundred": 200,
    "three hundred": 300,
    "five hundred": 500,
    "thousand": 1000,
    "a thousand": 1000,
    "one thousand": 1000,
    "two thousand": 2000,
    "a dozen": 12,
    "dozen": 12,
    "half": 0.5,
    "a third": 1 / 3,
    "one third": 1 / 3,
    "a fifth": 0.2,
    "one fifth": 0.2,
    "one quarter": 0.25,
    "a tenth": 0.1,
    "one tenth": 0.1,
    "ein drittel": 1 / 3,
    "ein viertel": 0.25,
    "ein fünftel": 0.2,
    "ein zehntel": 0.1,
    "un tiers": 1 / 3,
    "un quart": 0.25,
    "un tercio": 1 / 3,
    "two thirds": 2 / 3,
    "three quarters": 0.75,
    "drei viertel": 0.75,
    "zwei drittel": 2 / 3,
    "a quarter": 0.25,
    "eintausend": 1000,
    "zweitausend": 2000,
    "einhundert": 100,
    "zweihundert": 200,
    "hundert": 100,
    "tausend": 1000,
    "die hälfte": 0.5,
    "cien": 100,
    "cent": 100,
    "mille": 1000,
    "mil": 1000,
}

NUMBER_WORDS: dict[str, float] = {
    word: value
    for word, value in (_spanish() | _french() | _german() | _english() | _ROUND).items()
    if word not in _ARTICLES_AND_ADVERBS
}
LONGEST_NUMBER_WORDS = 3

_SECONDS: dict[str, tuple[float, str]] = {
    "ms": (0.001, r"ms|msec|milli(?:s|sec|second|sekunde)\w*"),
    "s": (1, r"s|secs?|seconds?|sek\.?|sekunden?|secondes?|segundos?"),
    "min": (60, r"mins?\.?|minutes?|minuten?|minutos?"),
    "h": (3600, r"h|hrs?|hours?|std\.?|stunden?|heures?|horas?"),
    "d": (
        86400,
        r"d|(?:business |working |calendar |consecutive |full )?days?|tagen?|tage?|arbeitstagen?|werktagen?|"
        r"jours?|d[ií]as?",
    ),
    "week": (
        604800,
        r"w|wks?|(?:calendar |consecutive |full |working )?weeks?|wochen?|kw|kalenderwochen?|semaines?|semanas?",
    ),
    "month": (2592000, r"mths?|(?:calendar |consecutive |full )?months?|monaten?|mois|mes(?:es)?"),
    "quarter": (7776000, r"(?:consecutive )?quarters?|quartalen?|trimestres?"),
    "year": (31536000, r"y|yrs?|years?|jahren?|jahr|ann[ée]es?|ans?|años?"),
}
SECONDS_PER_UNIT = {unit: seconds for unit, (seconds, _) in _SECONDS.items()}
TIME_UNIT = "(?:" + "|".join(pattern for _, pattern in _SECONDS.values()) + r")(?![\w])"

_OTHER_UNITS: dict[str, str] = {
    "%": r"%|percent(?! points?)\b|per ?cent\b|pct\b|prozent(?!punkt)\w*|pour ?cent\b|por ?ciento\b",
    "pp": r"pp\b|pts?\b|percentage points?|percent points?|%-?punkte?|prozentpunkten?|points de pourcentage",
    "‰": r"‰|per ?mill?e?\b|promille\b|per thousand\b|pro tausend\b|in a thousand\b|pour mille\b|por mil\b",
    "bp": r"bps?\b|basis points?|basispunkte?",
    "currency": r"[km]?€|\$|£|¥|(?:k|m|mio\.? |million )?(?:eur|usd|gbp|chf|jpy|pln|sek|euros?|dollars?|pounds?|"
    r"francs?|franken|cents?|pence|ct)\b",
    "scale": r"/ ?(?:5|10|100)\b|(?:out )?of (?:5|10|100|five|ten)(?: stars?| points?)?\b|stars?\b|sterne\b|"
    r"points?\b|punkten?\b",
    "size": r"(?:[kmgt]i?b|bytes?|tokens?|chars?|characters?|zeichen|words?|lines?|pages?|rows?)\b",
    "physical": r"(?:°\s?[cfk]?|kwh|mwh|kw|mw|gw|kg|g|mg|t|litres?|liters?|litern?|gallons?|degrees?|grad|tons?|"
    r"tonnes?|km|cm|mm|m2|m³|l|ml|ppm|ppb|px|dpi|db|hz|rpm|bar|mbar|hpa|kpa|psi|mph|km/h|m/s|lux|mg/l|µg|"
    r"g/l|x|sigma|σ|v|a(?=\s*(?:$|[.,;)]))|nm|ha)(?![\w])",
}
UNITS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        *_OTHER_UNITS.items(),
        *((unit, f"(?:{pattern})(?![\\w])") for unit, (_, pattern) in _SECONDS.items()),
    )
)
CURRENCY_BEFORE = re.compile(r"(?:€|\$|£|¥|\b(?:eur|usd|gbp|chf|us\$))\s?$")
# Whole names and the usual short forms only: "50 declarations" is no December, "40 marcas" no March.
MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|sept|"
    r"(?:jan|feb|mar|mär|apr|jun|jul|aug|sep|oct|okt|nov|dec|dez)\.?|januar|jänner|februar|märz|mai|juni|juli|"
    r"oktober|dezember|janvier|février|fevrier|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|"
    r"enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)"
)
