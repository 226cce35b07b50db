"""States that leave nothing over between them: each line one pair, or two sets of words for it."""

# Both sides may be bent: "broken seals", "die gültige Karte". No pair of which a third state is usual (big and small).
OPPOSITES = """
with w/ mit avec con | without w/o ohne sans sin
valid gültig gültige gültiger gültigem valable valide válido válida | expired invalid lapsed abgelaufen abgelaufene ungültig ungültige périmé périmée caducado caducada inválido
intact whole undamaged | broken damaged cracked torn open
open offen geöffnet ouvert ouverte abierto abierta | closed shut geschlossen zu fermé fermée cerrado cerrada locked
present there given vorhanden présent presente attached | missing absent lacking fehlt fehlend manquant manquante falta ausente
filled ausgefüllt rempli | empty blank leer vide vacío
known bekannt bekannte connu connue conocido | unknown unbekannt unbekannte inconnu inconnue desconocido new
new neu neue neuer nouveau nouvelle nuevo nueva | existing known returning bestehende bekannter existant ancien old
paid bezahlt payé pagado | unpaid open outstanding overdue unbezahlt impayé impagado
late verspätet überfällig tard tarde | punctual pünktlich on-time time early
match matches matching equal same | mismatch differ differs differing different unequal
yes ja oui sí | no nein non
true wahr vrai verdadero | false falsch faux falso
on ein an | off aus
adult adults erwachsene adulte adultes adultos | child children minor minors kinder enfant enfants mineurs menores
weekday weekdays werktags wochentags semaine laborables | weekend weekends wochenende saturdays
day daytime tagsüber jour | night nighttime nachts nuit noche
inside within innerhalb dedans dentro drinnen | outside außerhalb hors fuera draußen
private privat privé particulier particular | business commercial geschäftlich gewerblich professionnel empresa
domestic inland national | foreign international ausland étranger extranjero
passed passes pass bestanden réussi | failed fails fail nicht-bestanden échoué
first erste premier primera | repeat repeated second again weitere further
member members mitglied membre socio | guest guests non-member gast invité invitado
complete vollständig complet completo | incomplete unvollständig incomplet incompleto
signed unterschrieben signé firmado | unsigned
male männlich homme | female weiblich femme
online | offline down
green grün vert | red rot rouge
listed | unlisted
empty leer vide | loaded full voll plein occupied taken besetzt
free vacant frei libre | taken occupied booked full besetzt occupé ocupado
"""
NOT = """
not no non never nicht kein keine keinen pas sans ohne without aucun aucune sin ningún ninguna isn't aren't don't doesn't
"""
NEGATING = ("un", "in", "im", "non-", "non", "dis", "mis", "ir", "il")
