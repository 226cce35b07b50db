"""Words by their place in a sentence: what stands before a verb, what makes a verb a noun, what no scope is made of."""

DETERMINERS = frozenset(
    """
    a an the each every all any no some this that these those our your their its his her my one two three of for
    in on at by from with per as into new open incoming outgoing existing current other first next last same
    every ein eine einen der die das den dem jede jeder jedes alle le la les un une des chaque el los las cada
    todos una uno unos unas
    """.split()
)
NOUN_TOO = frozenset(
    """
    mail mails email emails order orders call calls label labels file files record records tag tags flag flags
    store stores bill bills charge charges print prints note notes comment comments invoice invoices price
    prices plan plans score scores rate rates rank ranks offer offers return returns reply replies answer
    answers report reports match matches group groups map maps update updates change changes trigger triggers
    alert alerts issue issues transfer transfers credit credits debit debits trade trades page pages move moves
    hold holds stop stops switch switches post posts refund refunds route routes queue queues schedule schedules
    request release releases review reviews check checks search screen screens post start restart push log logs
    save spot spots count counts measure measures split display displays present segment segments sort sorts
    swap swaps pair pairs roll rolls slot slots bin bins load loads ship ships stack stacks seat seats split splits
    stamp stamps ban bans mute mutes scrap cap caps veto vetoes caption captions guess guesses judge judges tally
    process processes place places note range ranges address addresses support supports increase increases drive drives deal deals book books reserve park grant grants control advise show estimate estimates forecast forecasts
    """.split()
)
BEFORE_A_VERB = frozenset(
    """
    it ai system tool bot model service agent assistant and then or to will shall should must can automatically
    also that which who always directly only just either llm app robot copilot engine es ki das system und wird
    soll der die il elle et que el ella y
    """.split()
)
AFTER_A_VERB = frozenset(
    """
    each every the a an all any new incoming our late open two both its their one either jede jeden den die das le la les chaque el los cada
    """.split()
)
NOBODY = frozenset(
    """
    model tool bot script job pipeline queue service score flag record batch rule release order parcel belt feeder
    screen server cron column optimiser optimizer mail human humans person persons staff guys folks responsible right
    step steps plan trigger limit procedure runbook time deadline authority switch press set restore disable turn stop
    nothing something rollback version feature app software algorithm engine machine who what reviewer condition
    """.split()
)
LIGHT_VERBS = frozenset(
    """
    makes brings lets keeps does wants needs loves knows sees feels thinks means becomes turns looks runs gives takes
    delivers creates macht bringt lässt hält braucht wird fait rend apporte hace lleva
    """.split()
)
SCOPE_NOISE = frozenset(
    """
    fte ftes reason halt übliche obvious guess spent left rollout half-year
    core main wins low-hanging fruits join wherever potential release group rest limits far keep exclusions
    judgement judgment hurt outside automate automated said month months week weeks year years q1 q2 q3 q4
    quarter limit rest don't can't flexible budget go-live slides slide deck workshop sprint sprints licences
    licenses version phase vendor experts expert human humans loop stakeholders follow followed gdpr iso itil
    certified art want wants need needs care takes started planned priority discussed talked board value add
    adds bring brings own owns fit fits cover covers covered include includes included scope excluded exclude
    day one accountable makes sense much pilot everything list ai can
    honest honestly whole entire complete completely journey journeys landscape units broad broadly wide narrow grow
    expand iterate scale start starts begin kick-off launch soft trial waves wave left
    idea idée instant erstmal klein anfangen nope nah tbh rn imo lol btw afaik comes fun boring interesting exciting love loves hate hates
    january february march april june july august september october november december mind nothing step steps
    """.split()
)
