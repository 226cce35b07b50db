"""Words that fill nothing: function words, generic nouns, praise, quantifiers. Closed lists with one job each."""

FUNCTION_WORDS = frozenset(
    """
        a an the and or but nor so yet of in on at by for to from with without within into onto over under out
    though although whereas
    up off down about as than via per through across between among
        is are was were be been being am do does did done has have had having will would shall should can
    could may might must ought need needs
        i me my mine we our ours us you your yours he she they them their theirs it its his her this that
    these those there here who whom whose which what when where why how
        if then else while because since until unless also just only even still already not no yes any some
    all each every both either neither such same other another more most less least
        very too quite rather really simply basically actually currently now today please thanks ok okay etc
    eg ie e.g i.e vs one ones two three
    get gets got make makes made let lets go goes going come comes take takes use uses used using based like
    always never ever again first next last own new able
        ein eine einen einem einer der die das den dem des und oder aber nicht kein keine mit von zu zum zur
    im in am an auf aus bei bis für über unter nach vor ist sind wird werden wurde haben hat
        wir unser unsere uns sie er es ich man auch nur noch sehr alle jede jeder jedes jeden jedem wenn dann sonst als
    wie was wer wo sich soll sollen kann können muss müssen
        le la les un une des du de et ou mais pas ne avec sans pour par sur dans en au aux est sont être nous
    notre vous il elle ils ce cette ces que qui si alors
        el los las una unos unas del y o pero no con sin para por en al es son ser nosotros nuestro su sus
    este esta que si entonces
    """.split()
)
GENERIC = frozenset(
    """
        accuracy quality efficiency productivity performance anomaly anomalies team teams model models user
    users database databases business businesses
        system systems process processes processing thing things stuff everything something anything nothing
    someone somebody everyone everybody anyone anybody nobody people
        data information info content result results output outputs input inputs value values insight insights
    solution solutions tool tools technology ai ki ml llm gpt copilot assistant bot
        case cases usecase usecases use-case use-cases situation situations topic topics area areas aspect
    aspects matter matters issue issues problem problems question questions error errors
        way ways work works workflow workflows task tasks activity activities job jobs function functions
    functionality feature features capability capabilities
        benefit benefits impact roi savings success goal goals objective objectives target targets kpi kpis
    metric metrics measure measures
        improvement improvements optimisation optimization automation digitalisation digitalization
    transformation innovation experience satisfaction adoption engagement trust
        decision decisions recommendation recommendations support help assistance enablement enterprise
    company organisation organization department departments stakeholder stakeholders management
    project projects initiative initiatives programme program rollout roadmap vision strategy phase pilot mvp poc
        approach method methods manner standard standards practice practices guideline guidelines policy
    policies procedure procedures rule rules
        need needs requirement requirements expectation expectations level levels kind kinds type types sort
    sorts lot lots bit number numbers range scope
    time times point points end part parts side day days place step steps detail details event events
    document documents file files record records field fields item items entry entries text
        future-proof excellence continuous digital cloud-native game changer empower integrates suspects
    industry agile competition priority aligned trust believe state-of-the-art 360 hype buzz synergy synergies
    holistic disruption
        mindset culture leadership potential journey excited exciting great awesome super cool gut buy-in
    commitment ownership
        störung störungen panne pannes imprévu imprévus incidencia incidencias
        exception exceptions customer customers client clients kunde kunden client clients genauigkeit
    leistung performanz zufriedenheit exactitude exactitud precisión rendimiento graceful gracefully
    degradation
        relevanten relevante üblichen übliche fälle andere anderes weiteres pertinents pertinent habituels
    normales normal particulier especial tous toutes rien nada todos todas casos cas altsystem
    colleague colleagues stakeholder consumer consumers downstream upstream relevant
        sachen dinge alles etwas thema themen prozess prozesse system systeme daten fälle fall nutzer benutzer
    anwender qualität effizienz mitarbeiter fachbereich fachabteilung
    utilisateurs données qualité processus équipe datos calidad usuarios proceso equipo
    """.split()
)
PRAISE = frozenset(
    """
        fast faster fastest quick quicker quickly slow slower robust robustly scalable seamless seamlessly
    intuitive intuitively user-friendly userfriendly efficient efficiently effective effectively flexible
    flexibly
        reasonable reasonably appropriate appropriately adequate adequately acceptable acceptably high higher
    highest high-quality secure securely safe safely simple simply smart smarter smartly good better best
    great excellent
        bad worse worst poor poorly low lower lowest big large huge small minor major significant
    significantly considerable considerably substantial substantially meaningful notable noticeably noticeable
        suitable suitably relevant timely promptly prompt proper properly correct correctly right accurate
    accurately reliable reliably consistent consistently clear clearly clean cleanly readable
        essentials basics highlights complete
        easy easily smooth smoothly modern state-of-the-art cutting-edge world-class best-in-class next-gen
    intelligent intelligently advanced powerful innovative comprehensive holistic end-to-end
        normal normally usual usually typical typically common regular regularly frequent frequently often
    sometimes occasionally rarely general generally overall mostly mainly primarily largely
        important critical crucial key essential serious severe sensitive complex complicated difficult tricky
    hard unusual strange weird odd suspicious abnormal unexpected exceptional special edge
        unclear uncertain unsure doubtful ambiguous questionable borderline risky necessary needed possible
    feasible applicable sensible useful helpful valuable optimal optimised optimized ideal perfect
        structured standardised standardized well nice happy satisfied confident comfortable ready fine ok
    satisfactory sufficient sufficiently enough close closely careful carefully
        drastic drastically massive massively dramatic dramatically strong strongly rapid rapidly soon
    immediately asap instantly real-time realtime
    various several many few much numerous multiple different certain diverse respective corresponding related
        schnell schneller gut besser robust sauber passend geeignet sinnvoll relevant wichtig kritisch zeitnah
    regelmäßig hoch niedrig auffällig unklar möglichst
    rapide bon bonne mieux pertinent adapté régulier rápido bueno mejor adecuado relevante pronto regularmente
    """.split()
)
VAGUE_TEST_WORDS = frozenset(
    """
        upset angry annoyed nervous unhappy frustrated furious worried impatient irritated genervt sauer wütend verärgert
        nervös enfadado enojado fâché énervé brenzlig
        suspicious suspiciously unclear uncertain unsure doubtful doubt ambiguous questionable borderline
    risky necessary needed appropriate appropriately possible feasible applicable
        sensible complex complicated difficult tricky hard unusual strange weird odd abnormal unexpected
    exceptional special sensitive critical important serious significant significantly severe
        problematic relevant badly poor poorly worse better good well properly acceptable unacceptable
    insufficient unsatisfactory unhappy reasonable confident unconfident suitable
        unsafe dangerous concerning worrying alarming noticeable noticeably considerable considerably
    substantial substantially drastic drastically high low large big huge small slow fast frequent frequently
    often
        plusieurs quelques einige einigen mehrere mehreren varios varias algunos algunas
        too much many several some few problems issues anomalies anomaly edge corner trouble struggles
    struggle degrade degrades degraded degrading deteriorates misbehaves hallucinates weirdly feel feels
    feeling uncomfortable comfortable dissatisfied sketchy fishy iffy dodgy shady wonky dubious nonsense crazy accordingly suitable
        quality performance performing sense wise prudent required tricky delicate controversial material
    materially unstable instability drifting meaningful
        funny peculiar awkward messy nasty hairy gnarly exotic ugly dicey puzzling bizarre
        hiccup hiccups glitch glitches snag snags mishap mishaps difficulty difficulties
        auffällig unklar kritisch komplex nötig notwendig wichtig schlecht seltsam komisch zweifel
    problematisch sinnvoll bedarf
    nécessaire besoin problème douteux suspect complexe necesario problema dudoso sospechoso complejo
    """.split()
)
# Words of languages that bend them: "auffällige", "délicats", "raros".
VAGUE_STEMS = """
auffällig|unklar|kritisch|komplex|komisch|seltsam|problematisch|schwierig|heikel|heikl|unsicher|fraglich|zweifelhaft
ungewöhnlich|riskant|verdächtig|brisant|knifflig|merkwürdig|problem|schwierigkeit|délicat|douteu|complexe|difficile
étrange|bizarre|suspect|compliqué|problématique|souci|pépin|ennui|difficulté|raro|rara|dudos|complej|complicad|difícil
delicad|sospechos|extrañ|extrany|problemátic|problema|dificultad
"""
# Words that promise a field and name none: what every model gives, how often it comes, where it lies.
NO_FIELD = frozenset(
    """
        context background prediction predictions confidence confidences explanation explanations reasoning forecast forecasts classification
    classifications answer answers suggestion suggestions response responses summary summaries payload
        export exports extract extracts workspace import imports feed feeds nightly night daily weekly hourly dump dumps
    everything else rest same thing refreshed updated delivered loaded blob blobs vorhersage vorhersagen prognose erklärung erklärungen prédiction prédictions
    predicción predicciones
    """.split()
)
