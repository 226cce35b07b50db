"""Which words name a type, in the languages and notations people paste, and what each means in JSON.

A word that says nothing about legal values (`any`, `object`, `unknown`) is no type.
"""

import re


def words(text: str) -> frozenset[str]:
    """Return the words of a text, the way lexicons are written down here."""
    return frozenset(text.split())


STRINGS = words(
    """
    string str text varchar nvarchar varchar2 nvarchar2 char nchar bpchar citext ntext tinytext
    mediumtext longtext clob character uuid guid uniqueidentifier email url uri iban date datetime
    datetime2 datetimeoffset dateonly timeonly time timestamp timestamptz timestamp_ntz
    timestamp_ltz timestamp_tz smalldatetime duration timespan timedelta interval binary varbinary
    bytes bytea blob base64 enum inet cidr zeichenkette datum zeitstempel uhrzeit texte chaîne
    chaine horodatage texto cadena fecha
    """
)
INTEGERS = words(
    """
    int integer bigint smallint tinyint mediumint int2 int4 int8 int16 int32 int64 uint uint8 uint16
    uint32 uint64 serial bigserial smallserial long short byte byteint sint32 sint64 fixed32 fixed64
    whole_number year ganzzahl entier entero
    """
)
NUMBERS = words(
    """
    number numeric decimal dezimal dec double float float4 float8 float32 float64 real money smallmoney
    bignumeric currency bigdecimal percent percentage zahl dezimalzahl kommazahl fließkommazahl
    nombre décimal decimale número numero
    """
)
BOOLEANS = words(
    """
    bool boolean bit logical wahrheitswert booléen booleen booleano
    """
)
ARRAYS = words(
    """
    array list set sequence repeated liste tableau lista
    """
)
OBJECTS = words(
    """
    struct record json jsonb map dict geography geometry point
    """
)
NO_TYPES = words(
    """
    any object unknown dynamic variant mixed var super sql_variant none null objekt irgendwas
    unspecified
    """
)
# Types that are everyday words as well: alone, after a noun, they do not make a declaration.
COMMON_WORDS = words(
    """
    text texts number numbers date dates time times list lists set sets year currency percent percentage money map
    record records email url image interval duration character point points real double long short json sequence
    nombre fecha texto texte lista datum zahl
    """
)

_FORMATS = {
    "date": "date",
    "dateonly": "date",
    "datum": "date",
    "fecha": "date",
    "datetime": "date-time",
    "datetimeoffset": "date-time",
    "timestamp": "date-time",
    "timestamptz": "date-time",
    "timestamp_tz": "date-time",
    "zeitstempel": "date-time",
    "horodatage": "date-time",
    "uuid": "uuid",
    "guid": "uuid",
    "uniqueidentifier": "uuid",
    "email": "email",
    "url": "uri",
    "uri": "uri",
}
_KINDS = (
    ("string", STRINGS),
    ("integer", INTEGERS),
    ("number", NUMBERS),
    ("boolean", BOOLEANS),
    ("array", ARRAYS),
    ("object", OBJECTS),
)
_JSON_TYPES = {word: kind for kind, words in _KINDS for word in words}

TYPE_WORDS = frozenset(_JSON_TYPES)

_FIRST_WORD = re.compile(r"[^\W\d]\w*")


def json_type(word: str) -> str | None:
    """Name the JSON type that a type word means, or None when the word names no type."""
    return _JSON_TYPES.get(word.lower())


def json_format(word: str) -> str | None:
    """Name the JSON Schema format that a type word implies, if any."""
    return _FORMATS.get(word.lower())


def first_word(text: str) -> str:
    """Return the first word of a type expression in lower case, or an empty text."""
    found = _FIRST_WORD.search(text[:80])
    return found[0].lower() if found else ""


def says_nothing(type_text: str) -> bool:
    """Tell whether a type expression leaves every value legal (`any`, `object`, `Dict[str, Any]`)."""
    spoken = [word.lower() for word in _FIRST_WORD.findall(type_text[:200])]
    if spoken[:1] and spoken[0] in _MAPS:
        spoken = spoken[2:]
    meaningful = [word for word in spoken if word not in NO_TYPES and word not in _WRAPPERS]
    return not meaningful


_MAPS = frozenset({"dict", "map", "mapping", "record", "dictionary"})
_WRAPPERS = words(
    """
    optional union nullable list array dict map set typing undefined
    """
)
