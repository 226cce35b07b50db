"""Words that surround what a slot asks for and fill none: per slot, the company its filling keeps."""

RULE_NOISE = frozenset(
    """
    exactly extremely seriously take takes framework place negative dates decimals decimal point none side correct digit row value values
    must reject rejected rejects reject bounce bounced form row rows rejcted rejection record records otherwise
    digit digits digts letter letters character characters chars numeric positive unique empty null blank
    missing present valid invalid required mandatory optional format pattern checksum regex iso alpha alpha-2
    alpha-3 code codes range length max min minimum maximum least most between match matches matching exists
    exist future past before after today later earlier older check checks checked chekc checking validated
    validation validate validates schema json error errors 422 400 http duplicate duplicates number numbers list
    whitelist known real parse parsed parseable mod ean plausible reasonable consistent correct clean schon pass
    passes pas fail fails failing failed dropped drop drops skip skipped ignored ignore dead-letter queue batch
    quarantine returned return returns upstream garbage ensured robust data rule rules api probably input inputs
    payload message messages request requests rest sane sensible realistic complete completeness muss müssen
    darf nicht leer gültig eindeutig pflicht abgelehnt longer shorter sanity sees http utf utf-8 before anything
    everything else plausibility checks usual weird form submit submission user sender logged log bad quality
    pflichtfeld pflichtfelder field fields doivent doit debe deben müssen allowed permitted accepted erlaubt whole column columns certaines certains valeurs werte valores champs felder campos bestimmte ciertos fichier datei archivo
    ligne zeile línea refusé rejeté abgelehnt rechazado comprises liegen être sein comprendidos entre zwischen
    make sure sense looks look tbh idea greater less larger smaller equal than equals
    """.split()
)
TYPE_NOISE = frozenset(
    """
    code codes entry entries letter letters blank blanks space spaces sign number numbers date dates string long
    strings text texts value values integer integers decimal decimals time times timestamp timestamps boolean float
    floats
    """.split()
)
METRIC_NOISE = frozenset(
    """
    success failure fail fails failed target goal threshold stop kill pull plug stops means mean meaning defined
    define definition measured measure measuring counted count tracked track reached reach hit hits below above
    exceed exceeds exceeded drop drops dropping fall falls rise rises least most max min minimum maximum under
    over within per percent percentage want aim expect expected line red ziel mindestens höchstens maximal
    budget rollout june july january february march april may august september october november december week
    weeks month months day days quarter year hour hours minute minutes daily weekly monthly quarterly live
    launch wait minute still both called explode explodes worse better fewer more improves drop baseline agreed
    chance second roughly around approximately ideally hopefully hope maybe feel feeling believe decent
    monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag
    tolerance reaches stays stay remains keeps gets delivers achieves achieved achieve lands sits lies shows
    reasonable mark level period window rolling consecutive row reduce reduces reduced increase increases
    improve improves improved raise cut lower boost decrease business case value today anything everything
    fällt fallen sinkt sinken steigt steigen liegt liegen bleibt bleiben erreicht erreichen überschreitet
    unterschreitet baja bajan cae supera superan superar debe deben tombe tombent descend dépasse dépassent reste
    atteint doit doivent
    """.split()
)
CASES = frozenset(
    """
    ticket case order page item user customer claim invoice document call file record request unit client patient
    person team site store clerk agent fall auftrag kunde seite vorgang cas dossier client pedido cliente caso
    """.split()
)
LOGGING_NOISE = frozenset(
    """
    log logs logged logging logger write written writes store stored stores save saved record recorded recording
    records audit goes go lands land end ends ends track tracked tracking monitor monitored kept keep safely
    according policy comply line gdpr comprehensively extensively full transparency transparent observability
    observable traceability traceable traceably visibility accountability seriously batteries included included
    end-to-end 360 insight proof auditable audit-proof audit-ready compliance compliant completely complete entire
    monitoring opinion thing counters counter diagnostics telemetry course
    available accessible retrievable request demand auditability documented reproducible design gapless default
    step steps taking care serious taken roughly cloud gapless seamless black box
    """.split()
)
ALERT_NOISE = frozenset(
    """
    keep keeps eye watch watches watched closely monitor monitored monitoring grafana dashboard react reacts
    team alert alerts alerting alarm alarms page pages paged pager notify notifies notified notification ping
    pinged call calls called mail mails mailed email sms message send sends sent inform informed wake woken
    raise raised trigger triggers triggered roll rolled rollback back off switch switched stop stopped revert
    minutes hour hours day week month within per more less above below over under exceeds exceed drops drop
    falls rises reaches hits breaks break broken fail fails failed crash crashes happens happen goes wrong wrongly
    immediately instantly told tell tells phone phoned informs automatically fire fires fired proactive proactively
    time something anything looks looking looked seen visible noticed notice spike surge off compared average usual push note notes notification notifications we'll they'll i'll he'll she'll it's that's radio
    """.split()
)
FORM_NOISE = frozenset(
    """
    keys columns a3 a4 a5 landscape portrait colour color font bold max maximum characters chars words utf-8 semicolon comma separated file attachment page pages lines
    sentences english german document report mail email message plain text short clear template layout format
    language
    """.split()
)
PERMITTING = frozenset(
    """
    may can pull pulls it decide decides decided approve approves allowed call calls trigger start starts
    together authority permission minutes hours lead within under max hour minute knows
    """.split()
)
PREDICATES = frozenset(
    """
    exclud cover includ scop compulsory day mandatory requir str text int float dat datetim enum bool
    log check page use read see touch approv allow look get send need exist do does run go com writ requir
    optional mandatory empty negativ string requires typ integer sent tak look stop pag us
    """.split()
)
SAME_AGAIN = frozenset(
    """
    minim maxim only call pag run stay keep leav on off until stop roll back say said already us agre share proportion
    happen anybody somebody
    target goal limit threshold alarm alert start begin ring valu success failur fail enough good requir need want month week day quarter year per percent also again
    mark rat bar lin minimum maximum lowest highest reach count least most mor less than fall drop go ris exceed stay
    defin above below und oder auch
    abov max min maximal minimal consider regard treat deem view see
    succes fine okay ok acceptabl accept tolerabl tolerat bearabl liv pass bad run keep continu carry allow permitt happen
    react earlier later sooner hasn't haven't wasn't hadn't didn't agre said say now new though only
    """.split()
)
CASE_FRAME = frozenset(
    """
    the a an if when in case of any every each is are be was were it its and then for on at to with has have der die
    das ein eine wenn bei le la les un une si en el los las cuando
    """.split()
)
FIELD_WORDS = frozenset(
    """
    string str text int integer number float decimal date bool boolean required optional mandatory requir obligatory
    compulsory field fields three two four five all both every each filled left since because always
    """.split()
)
# What a place does with what is logged; who says so is no other matter.
HOLDING = frozenset(
    """
    holds hold holding contains contain keeps keep sees see receives receive lands land ends davon landet liegt
    gespeichert enthält reçoit contient recibe contiene guarda kept stored forbidden allowed
    """.split()
)
