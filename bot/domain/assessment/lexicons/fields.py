"""Words around the fields of a list: types by kind, how a field is delivered, remarks that are no field."""

NUMERIC_TYPES = r"""
ints?|integers?|decimals?|floats?|doubles?|numeric|numbers?|bigint|smallint|percent(?:age)?s?|ganzzahl(?:en)?|kommazahl(?:en)?|dezimalzahl(?:en)?|zahl(?:en)?
enti[eè]rs?|enti[eè]res?|nombres?|décimale?s?|enteros?|decimal(?:es)?|números?
"""
TEXTUAL_TYPES = r"""
strings?|str|txt|(?:free |plain )?texts?|varchar|free ?text|freitext|zeichenkette|words|texte|texto|chaîne|cadena
"""
MANNERS = r"""
always|ever|usually|also|just|only|then|oh|and|but|comes?|delivered|sent|given|gets?|written|stored|kept|shown|exported|arrives?|stays?|is|are|was|be|will|as|downstream|however|though
immer|auch|kommt|ist|sind|wird|geliefert|als|toujours|est|sont|arrive|comme|siempre|es|son|llega|como|always
the|an?|der|die|das|le|la|les|el|los|las|one|of|every|time|each|free
"""
REMARKS = r"""
mandatory|required|optional|nullable|unique|compulsory|obligatory|sorted|ordered|order|trimmed|rounded|signed|positive|negative|upper ?case|lower ?case|capitals?|separated|null|empty|blank|allowed
pflicht\w*|optional\w*|obligatoires?|facultati\w+|obligatori[oa]s?|opcional\w*|utf|iso|all|both|none|nothing|always|never|each|every\w*|more|less|else|only|exactly|length|max|min
"""
