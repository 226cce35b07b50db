"""Phrases that call a value good enough or too bad, and those that limit such a word to a while; one phrase a line."""

GOOD = r"""
pass(?:es|ed)?|a pass|success(?:ful)?|a success|fine|ok|okay|all right|alright|acceptable|accepted|good enough|accept|would do|we'd take|would take|enough|tolerable|tolerated|still good|happy with|can live with|live with|no problem|no drama
carry on|carries on|keeps? (?:on )?(?:running|going)|stays? (?:on|live)|continues?|go on|goes on|not a fail(?:ure)?|no failure|not failed|not too bad|does not fail|doesn't fail|isn't a fail(?:ure)?
bestanden|in ordnung|reicht|erfolg|passt|akzeptabel|läuft weiter|acceptable|réussi|suffit|ça passe|aceptable|aprobado|vale|basta|sigue|seguimos
"""
BAD = r"""
not (?:a )?pass(?:ed)?|no pass|(?:not|never|no|wouldn't|would not) (?:be )?(?:yet )?(?:an? )?success|no success|not (?:ok|okay|fine|acceptable|good|enough|good enough|tolerable|tolerated)|never (?:ok|fine|acceptable|good enough)|isn't (?:a )?(?:pass|success|ok|fine|enough|good enough)
fails?|failed|a failure|unacceptable|too (?:bad|much|many|little|low|high)|doesn't pass|does not pass|won't pass|doesn't count|does not count|counts? as (?:a )?fail(?:ed|ure)?
reich(?:t|en) (?:noch )?nicht|nicht ausreichend|ne suffi(?:t|sent) pas|no bastan?|nicht bestanden|durchgefallen|nicht (?:ok|genug|akzeptabel)|kein erfolg|zu viel|zu wenig|pas (?:acceptable|suffisant|un succès)|insuffisant|échec|no (?:vale|basta|es aceptable|aprobado)|fracaso|insuficiente
"""
ONLY_THEN = r"""
pilot|only|nur|erst|seulement|sólo|first (?:week|month|quarter|year|season|weeks|months)|until|to begin with|at the start|initially|for now|in the beginning|during|next year|later|from (?:\w+ )?on|am anfang|zunächst|au début|al principio|used to|last (?:year|month|quarter|week)|today|currently|now
"""
