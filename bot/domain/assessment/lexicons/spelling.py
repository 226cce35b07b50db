"""The closed vocabulary whose slips are mended, short slips by hand, and real words that only look like a slip."""

STRUCTURAL = """
    every everything anything everyone otherwise whenever whether which without within between through before
    after below above under least most automatically automatic everybody everywhere weekly monthly quarterly
    yearly annually fortnight fortnightly monday tuesday wednesday thursday friday second called
    notified informed alerted biweekly regularly hourly week month quarter minutes seconds hours days percent
    percentage threshold maximum minimum at exceeds reaches drops rises required optional mandatory obligatory compulsory string
    integer number decimal boolean timestamp characters digits rejected reject rejects unique checksum missing
    empty duplicate pattern committee council department accountable responsible accountability probably maybe
    hopefully ideally roughly around approximately deliberately decided agreed discussed clarified defined later
    tomorrow already screen mailbox endpoint interface message messages template queue folder report topic table
    dashboard invoices tickets customers applications customer labels colour address compliance approve approves
    confirmed confirms consecutive calendar timeout timed duration latency relevant business appropriate
    suspicious necessary possible important significant production version backup somebody someone nobody
    rollback restart restarts disable disables previous always first months today together handle handled
    handles service services inbox positive skipped export exports recall clerk cases usual value state daily
    duplicates duplicate exceed excluded included handlers planners clerks nurses agents analysts managers
    dispatchers underwriters engineers controllers inspectors interviews suggestions comments comment untouched
    retry skip looks incoming afterwards overrule exceeding exceeded falling dropping reaching minimum maximum
    measured measure missed wrong falsely decimals integers strings
""".split()
REAL_WORDS = frozenset(
    """
    state stage store stores stone share sharp shape plane plans plant plants place places parcel parcels police
    mouth mouths month moth house houses hose hours our four hour least last east lease leaf plate plates planet
    waiter writer water winter whether weather whither either neither desk disk risk risks task test tests text
    next nest rest best most must post part parts port ports sport report reports above about adopt alert alter
    later latter letter letters lattes ladder leader leaders reader readers header dealer order border offer
    office officer range ranger orange change charge chance choice voice invoice notice price prize prime crime
    time tide tile title table cable tables stable label level lever never fever minute minus minor miner mines
    lines links likes bikes boxes books looks locks blocks clocks stock stocks sticks trucks tracks traces
    trades grades grapes driver drivers river diver delivery deliver discover recover cover covers lover liver
    clever cleaner cleaners leaner learner trailer trainers training raining drain grain brain train trains
    strain batch match watch catch patch hatch latch branch brand bread break brake broken token taken tokens
    waken weaken woken spoken medical musical manual annual actual factual mutual virtual visual usual casual
    causal hourly holy daily dairy diary fairly early yearly nearly really rally tally totally finally final
    finals signal signals single singles simple sample samples example examples ample apple apples counter
    country county count counts account accounts amount amounts mount mountain fountain contain contains
    container captain certain curtain vacant vacation location locations action actions auction auctions section
    sections fraction factor factory doctor doctors actor actors author authors consent content context defect
    defects detect tied timed complete completed completes commit commits committed react reacts reaction arrive
    arrives archive pasted passed presses storing stories story replay replayed replays reject rejection
    translation validation evaluation extraction detection escalation prediction selection inspection direction
    correction corrections collection connection protection reading handling routing saying waiting saving
    pricing racing pacing filing firing meeting existing editing exciting posting listing testing growing
    reaching passing automate automating advice advise present prevent prevents principle principal property
    properly primary primarily predicate proper projects protects profile profiles categories category repair
    repairs despair compare compared prepared company campaign complain complaints complaint compliant client
    clients patient patients reviewer review preview renew renewal view views interview invoice invoices service
    services server servers serve served reserve reserves
    """.split()
)
