"""Words for the form a result takes: serialisations, documents, messages, screens and signs; one family a line."""

SERIALISATIONS = r"""
json(?:l| lines)?|xml|csv|tsv|ya?ml|parquet|avro|protobuf|proto|protocol buffer|flatbuffers?|msgpack|cbor|toml|html|markdown|latex|xliff|srt|sql|insert|geojson|geotiff|shapefile|gpx|kml|ics|struct|dto|payload|webhook payload
hl7|fhir|edifact|edi|idoc|ubl|zugferd|xrechnung|pain\.\d+|camt\.\d+|swift mt\d+|mt\d{3}|gs1|dicom|bapi|odata|pdf|docx?|xlsx?|txt|rtf|plain ?text|svg|png|jpe?g|wav|mp3
"""
DOCUMENTS = r"""
word(?: document| doc| file)?|excel(?: sheet| file)?|spreadsheet|workbook|sheet|template|vorlage|form|formular|table|tabelle|report|letter|brief|label|tag|letter|memo|slide|checklist|document|print-?out|sticker|etikett|bullet points?|bullets|lines? of text
tabla|hoja|informe|fiche|tableau|rapport|lettre|liste|bericht|karte|zettel|laufzettel|begleitschein|étiquette|etiqueta|affiche|aushang|formulaire|formulario|bordereau|bon|ficha|albarán|work order|service order|task|voucher|certificate|receipt|slip|docket
"""
MESSAGES = r"""
e?mail|e-mail|sms|slack (?:message|post|dm|thread)|teams (?:message|card)|adaptive card|push(?: notification| message|-?nachricht|-?meldung)?|ticket|comment|internal note|note|message|nachricht|voice message|announcement|notifications?|whats?app|telegram|discord
pull request|pr comment|check run|commit status|calendar (?:entry|invite)|event|embed|toast|correo|mensaje|aviso|notificación|courriel|avis|message vocal|meldung|mail|audio|speech|beep|radio call|durchsage|ansage|annonce
"""
SCREENS = r"""
screen|dashboard|card|pop-?up|banner|bandeau|banderole|widget|traffic light|ampel|feu tricolore|semáforo|chart|graph|diagram|heat ?map|map|pin|overlay|tooltip|badge|tile|kachel|light|maske|écran|pantalla|bildschirm\w*|anzeige|display|panel|panneau|fenêtre|ventana|fenster|hinweisfeld|sidebar
record|row|status|flag|field|enum|jira|line|entry|log entry|daily log|object|icon|symbol|push in die [\w-]+
"""
