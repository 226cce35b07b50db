"""Verbs by what they leave open: some say who decides, some only say what is computed, some say nothing."""

import re

ACTING_VERBS = """
route assign post draft suggest flag approve reject block book send create set write recommend propose close release order cancel pay refund label tag escalate forward prioritise prioritize
schedule reply answer publish adjust change update trigger alert notify mark file move allocate dispatch switch stop hold reserve grant deny issue fill enter submit transfer open
settle reorder redirect quarantine suppress approve decline accept hide remove delete archive merge comment warn page call email mail print pre-fill prefill autofill auto-approve auto-reject auto-close auto-route
dim throttle lock pause start restart replan reschedule deliver credit debit charge bill invoice queue park push sync store save record register log insert replace top-up offer invite
refuse swap pair roll slot bin load unload ship stack seat admit discharge deduct append attach resend reissue revoke
suspend activate deactivate enrol enroll unsubscribe reassign relabel split rename stamp ban mute shortlist waitlist remind
rewrite shorten caption refer restock scrap discard divert eject cap veto overbook irrigate
raise ring sound rebook reroute upgrade downgrade advise nominate plan price decide steer control throttle renew withdraw waive return upload display show present hand pass hand-over auto-tag auto-assign auto-post dispose place buy sell hedge trade
""".split()
COMPUTING_VERBS = """
classify extract predict rank score detect estimate forecast match identify summarise summarize translate compare check validate calculate sort read recognise recognize categorise categorize choose pick select
determine transcribe generate redact convert map group cluster compute find recognise spot count measure diagnose grade evaluate rate review screen scan segment look analyse analyze interpret produce compile deduplicate
watch listen observe clean verify infer code parse split assess link resolve reconcile monitor triage compose build fetch retrieve search anonymise anonymize pre-sort presort normalise normalize annotate digest condense judge guess appraise derive pinpoint tally inspect examine proofread
""".split()
_EMPTY = """
help support handle assist enable improve optimise optimize enhance empower streamline leverage facilitate drive transform automate modernise modernize boost accelerate revolutionise simplify
unlock augment unlock deal manage address tackle provide ensure foster increase reduce save free accompany act react cope process
""".split()
_GERMAN_ACTING = """
leitet verteilt schlägt bucht sendet schickt erstellt setzt schreibt schließt bestellt storniert zahlt markiert weist ordnet lehnt genehmigt gibt trägt legt öffnet sperrt stoppt verschiebt entscheidet plant routet meldet
zugewiesen zugeordnet weitergeleitet geleitet gebucht vorgeschlagen verschickt gesendet gesperrt freigegeben abgelehnt schaltet löscht druckt antwortet beantwortet empfiehlt vergibt disponiert kennzeichnet verschlagwortet propose envoie crée attribue rédige transmet bloque valide refuse oriente affecte publie décide
zeigt warnt füllt korrigiert ergänzt teilt signale avertit remplit avisa rellena señala
verschickt versendet stellt vergibt benachrichtigt informiert bestätigt kündigt verbucht überweist erinnert notiert legt ruft
place range note envoie expédie annule rejette accepte inscrit réserve transfère renvoie étiquette notifie attribue
contesta responde répond rédige tramita pone coloca archiva reserva cancela acepta deriva registra notifica etiqueta devuelve marca anula reparte
asigna envía crea propone redacta publica bloquea aprueba rechaza enruta sugiere marca decide
""".split()
_GERMAN_COMPUTING = """
eingestuft klassifiziert erkennt liest berechnet sortiert prüft extrahiert ermittelt bewertet übersetzt vergleicht prognostiziert sagt findet fasst classe extrait détecte calcule lit prédit résume traduit trie
wählt sucht stuft schätzt filtert gruppiert choisit compare elige compara
teilt zählt misst benotet priorisiert untersucht kategorisiert évalue vérifie analyse estime note repère compte
revisa evalúa analiza compara califica cuenta puntúa verifica comprueba selecciona transcribe
clasifica extrae detecta calcula lee predice resume traduce ordena estima
""".split()


def _forms(verbs: list[str]) -> frozenset[str]:
    """List the forms in which people write a verb: routes, routing, routed, flagged, applies."""
    forms = set(verbs)
    for verb in verbs:
        stem = verb.removesuffix("e")
        forms |= {f"{verb}s", f"{verb}es", f"{stem}ing", f"{stem}ed", f"{verb}{verb[-1]}ing", f"{verb}{verb[-1]}ed"}
        if verb.endswith("y"):
            forms |= {f"{verb[:-1]}ies", f"{verb[:-1]}ied"}
    irregular = {
        "send": "sent",
        "write": "written",
        "pay": "paid",
        "hold": "held",
        "choose": "chosen",
        "find": "found",
        "put": "put",
        "sell": "sold",
    }
    return frozenset(forms | {past for verb, past in irregular.items() if verb in forms})


ACTING = _forms(ACTING_VERBS) | frozenset(_GERMAN_ACTING) | {"puts", "put"}
COMPUTING = _forms(COMPUTING_VERBS) | frozenset(_GERMAN_COMPUTING)
EMPTY_VERBS = _forms(_EMPTY)
COMPLETE_IN_ITSELF = _forms(
    (
        "grant deny refuse admit suspend ban mute scrap discard eject veto flag mark escalate approve reject block close cancel refund release publish delete decline accept hide remove archive "
        "merge quarantine suppress pay renew reschedule restart stop order reorder unlock lock waive"
    ).split()
)
ALONE_OR_ASKED = re.compile(
    r"\b(?:automatic(?:ally)?|auto\b|fully automat\w+|autonom\w+|(?:on|by|all) (?:its|it'?s) own|"
    r"by itself|(?:does|do|decides?|acts?|runs?|works?) (?:it |this |that |so |all )*alone|unattended|"
    r"straight[- ]through|dark processing|no [\w-]+ (?:involved|in between|in the loop|needed|asked|looking)|without (?:a |any )?(?:human|person|people|"
    r"manual|review|touch|approval|confirmation|clerk|anyone|anybody|somebody|asking|\w+ in (?:between|"
    r"the loop))|no (?:human|person|manual|people|one|approval|confirmation)\b|nobody (?:checks|confirms|"
    r"approves|touches|looks|in between)|end[- ]to[- ]end without|"
    r"human (?:approves|confirms|decides|clicks|reviews|signs|sends|checks|has)|(?:a |the |one |our |"
    r"each )?(?!(?:it|he|and|then|model|system|ai|tool|bot|also|that|which|to|"
    r"always)\b)[\w-]+(?: [\w-]+)? (?:approves?|confirms?|decides?|clicks?|releases?|signs?(?: off)?|"
    r"sends? it|hits send|presses|accepts?|has the (?:last|final) (?:word|say)|(?:can|may) (?:re-?route|overrule|"
    r"adjust|move|"
    r"override|undo|stop|change|correct|reject|veto|edit)|must (?:approve|confirm|sign|release|accept|"
    r"click)|has to (?:approve|confirm|sign|release|accept|click|ok)|needs to (?:approve|confirm|accept)|"
    r"edits|reviews|checks|books|keeps the)\b|"
    r", (?:the |an? |our )?(?!(?:it|then|and|also|which|that)\b)[\w-]+ (?:picks?|chooses?|selects?|taps|submits|publishes)|"
    r"suggestion only|advice only|advisory|read-only|only (?:suggests|drafts|proposes|recommends|flags|"
    r"advises)|as a (?:suggestion|draft|proposal|recommendation)|for (?:approval|confirmation|sign-?off|"
    r"review)|after (?:approval|confirmation|sign-?off|a click)|before (?:it is|it's|anything is|they are|"
    r"being) \w+|never (?:\w+s\b|\w+ by itself)|"
    r"automatisch|selbstständig|vollautomatisch|ohne (?:mensch\w*|freigabe|rückfrage|bestätigung|prüfung)|"
    r"(?:entscheid\w+|bestätigt|freigegeben|genehmigt) (?:wird |immer |durch|von|der|die|\w+ )|"
    r"freigabe durch|mensch (?:bestätigt|entscheidet)|(?:der|die) \w+ (?:entscheidet|bestätigt|gibt frei|"
    r"klickt)|automatiquement|sans (?:intervention|validation|humain)|automáticamente|sin (?:intervención|"
    r"humano|revisión|ning[uú]n\w*|preguntar)|von (?:selbst|allein\w*)|eigenständig|niemand (?:prüft|schaut|bestätigt)|"
    r"tout seul|toute seule|de (?:lui|elle)-même|personne ne \w+|(?:actúa|decide|funciona) sol[ao]|por sí sol[ao]|nadie \w+|"
    r"(?:le |la |l'|les |el |los |las |der |die |das )[\w'-]+(?: [\w'-]+){0,4} (?:qui )?(?:(?:valid|décid|confirm|"
    r"approuv|tranch|sign)e(?:nt)?|relit|relisent|entscheidet|entscheiden|bestätigt|bestätigen|klickt|nickt|gibt frei|"
    r"prüft|deciden?|confirman?|aprueban?|firman?|validan?|revisan?))\b"
)
