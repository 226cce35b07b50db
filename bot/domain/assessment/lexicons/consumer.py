"""Words around whoever takes a result: places where it arrives, verbs of reading, collectives; one phrase a line."""

PLACES = r"""
fields?|endpoints?|topics?|queues?|screens?|mail ?box(?:es)?|in-?box(?:es)?|pages?|tabs?|dashboards?|views?|notes?
comments?|side ?bars?|work ?lists?|work ?bench|task ?lists?|panels?|pop-?ups?|terminals?|tablets?|displays?|monitors?
portals?|cockpits?|tables?|columns?|reports?|buckets?|folders?|webhooks?|streams?|shares?|custom field|app|apps|form
forms|widgets?|tiles?|banner|button|handhelds?|scanners?|printer|tickets?|e-?mails?|mails?|sms|dms?|push notifications?
slack|slack post|teams channel|check run|pull request|api|hmi|feld|maske|bildschirm|postfach|warteschlange|knoten|ordner
tabelle|spalte|liste|list|[ée]cran|champ|boîte|pantalla|campo|bandeja|buzón|cola|calendar|record|transaction|idoc|node
register|plc|sheet|spreadsheet|headset|reiter|radio message|radio|funk|wallboard|board|chat|thread|letter|fax
print-?out|label|feed|sftp|drop|export|file|grade ?book|website|web ?site|intranet|phones?|pager|headset|mask|\w*postkorb
\w*postfach|\w+maske|\w+liste|\w+ansicht|\w+übersicht|work ?space|planner|console|\w+board
notifications?|embeds?|kiosk|job (?:sheet|card|ticket)|signage|whiteboard|tooltip|badge|watch|smartwatch|lamp|light|sticker|tag|badge
\w*scanner|opc[ -]?ua|modbus|profinet|(?:[\w-]+ )card|clipboard|newsletter|digest|wiki|group chat|whatsapp|telegram|discord|phone calls?|text messages?|hud|overlay|pin|map|heat ?map|crate label
ecran|tablette|téléphone|smartphone|imprimante|móvil|tableta|teléfono|handy|telefon|drucker|corbeille|tableau de bord|onglet|boîte aux lettres|fiche|affichage|tablero|pestaña|ficha|hoja|correo|aviso|aushang|kachel|meldung|karte
(?:picking |packing |delivery )?slips?|dockets?|wristbands?|paper|paper (?:list|sheet|form)|papier|papel|bornes?|formulaires?|panneau|pantallas?|cuaderno|mostrador|bildschirme?
arbeitsvorrat|arbeitsliste|eingangskorb|display|anzeige|laufzettel|begleitschein|etikett|reading pane|in tray|pigeonhole|logbook|ledger
"""
VAGUE_PLACES = r"""
(?:old|same|previous|current) [\w-]+
(?:right|usual|appropriate|relevant|existing|normal|various|some|proper|common|standard|company) ?(?:[\w-]+)?
channels?|apps?|portals?|list|file|forms?|liste|feed|record|board|tickets?|post|put|api|chat|phones?|mobile phones?|intranet|web ?site|map|tag|light|pin|export|pager|drop
"""
READING = r"""
reads?|gets?|sees?|uses?|opens?|receives?|picks? (?:it |them |this )?up|consumes?|polls?|subscribes?|pulls?|takes?|looks?|works? (?:with|from|through|off|on)|loads?|fetch(?:es)?|imports?
is shown|are shown|is sent|are sent|finds?|checks?|scans?|watch(?:es)?|process(?:es)?|listens?|calls?
bekomm(?:t|en)|les(?:en|t)|liest|seh(?:en|t)|sieht|öffne[nt]|hol(?:en|t)|arbeite[nt]|reçoit|reçoivent|lit|lisent|voit|voient|consulte(?:nt)?|recibe[n]?|lee[n]?|ve[n]?
"""
COLLECTIVES = r"""
we|someone|somebody|everyone|everybody|whoever|anyone|anybody|nobody|no one|people|(?:the |our )?(?:end )?users?|(?:the |our )?business|stakeholders?|(?:the |our )?teams?|it|a human|humans?|others?|the public|market
(?:someone|somebody|people)|applications|processes|interfaces|jemand|wir|alle|alguien|la gente|todos|quelqu'un|tout le monde|the company|management|departments?|the organi[sz]ation|customers|clients|kunden
"""
NO_READER = frozenset(
    """
    goes go pushed push sent send posted written writes write prints printed pops pop shows shown lands land published
    appears delivered arrives comes ends streamed topic endpoint queue table view file folder bucket via rest post put get
    it they we that this which who output result results answer score scores prediction tbd maybe probably either nightly
    daily hourly weekly every each see as no not none only also just then wird werden geht kommt goes va llega steht
    """.split()
)
