"""Words around a check that name no field: kinds of values, what is wrong with them, how a check is softened."""

# Kinds of values and of what is wrong with them: "nulls are refused" checks no field in particular.
NO_CHECKED_FIELD = frozenset(
    """
    nulls negatives zero zeros zeroes empties blanks cell cells token tokens emoji emojis nan nans gaps gap sign signs
    special capitals lowercase uppercase spaces whitespace year years month months week weeks day days hour hours minutes
    around roughly approximately shud shuld shoud wud accept accepts only thrown away kept anything else
    nul nuls nulle nulles vide vides zéro zéros négatif négatifs nombre nombres chiffre chiffres lettre lettres caractère
    caractères négative négatives ligne lignes maximum minimum
    nulo nulos vacío vacíos cero ceros número números dígito dígitos letra letras carácter caracteres negativo negativos
    mínimo máximo filas fechas
    leere leeren nullen zahl zahlen ziffern zeichen zeilen zelle zellen datumsangaben negative negativen höchstens
    mindestens maximal wert höchstwert steuerzeichen sonderzeichen leerzeichen buchstaben texte daten eingaben angaben
    ordentlich gründlich genau sorgfältig streng sauber geprüft validiert kontrolliert bien correctamente soigneusement
    """.split()
)
# A rule that already says what is wrong with the thing named right behind it: "without a postcode", "unique order numbers".
ATTRIBUTIVE = r"""
without|lacking|with no|no|missing|unique|duplicates?|negative|positive|valid|empty|blank|unknown|required|mandatory|compulsory
ohne|fehlende\w*|doppelte\w*|eindeutige\w*|pflicht|gültige\w*|sans|manquante?s?|obligatoires?|unique|sin|obligatori[oa]s?
"""
