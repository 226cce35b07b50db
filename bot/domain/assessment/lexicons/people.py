"""Words for people: roles, bodies, teams, common first names, and words that look like a name and are none."""

ROLES = frozenset(
    """
    master notary notaries skipper brewer farmer farmers optometrist qa
        accountant accountants actuary adjuster adjudicator admin administrator advisor adviser agent agents
    analyst anaesthetist
        approver architect assessor assistant associate attorney auditor baker banker barrister bookkeeper
    boss broker buyer captain caretaker carer caseworker
        cashier cfo ceo cio coo cto cdo ciso cpo cro dpo chair chairman chairperson chef clerk clinician coach
    compliance-officer concierge
    conductor consultant controller coordinator copywriter counsel counselor courier curator custodian
        dentist designer developer director dispatcher doctor driver economist editor editor-in-chief
    electrician employee engineer estimator
    evaluator examiner executive expert farmer fleet-manager foreman forester gardener geologist grower handler head
        herdsman hydrologist inspector instructor investigator janitor journalist keeper lab-tech lawyer lead
    leader worker maintainer owner recruiter mechanic planer lecturer leitung librarian logistician
        machinist maintainer manager marshal matron md mechanic mediator medic merchandiser midwife moderator
    nurse nurses officer
        operative operator optician orderly paralegal pathologist paramedic partner pharmacist physician
    physio pilot planner po
        porter postmaster practitioner president principal producer professor programmer proofreader pm
    radiologist rancher ranger receptionist recruiter referee
        referent registrar reporter rep representative researcher reviewer roofer sachbearbeiter salesperson
    scheduler scientist secretary
        seller sergeant shiftlead skipper solicitor specialist sre steward stewardess storekeeper stylist
    superintendent supervisor surgeon surveyor
        teacher technician technologist teller tester therapist trader trainer translator treasurer tutor
    undertaker underwriter
    vet veterinarian vp waiter warden warehouseman watchman winemaker writer zookeeper
        disponent disponentin disponenten einkäufer einkäuferin leiter leiterin meister prüfer fachkraft arzt
    ärztin pfleger
    apotheker lagerist ingenieur techniker redakteur redaktion betreuer vorstand geschäftsführer geschäftsführung
    responsable gestionnaire chef infirmier médecin comptable jefe jefa encargado supervisora técnico médico
        agronomist dispatchers stevedore foremen handlers crew-chief data-steward steward accounting-lead
    chemist metallurgist brewmaster sommelier
    """.split()
)
BODIES = frozenset(
    """
    board committee council panel controlling jury tribunal cab steerco commission gremium ausschuss betriebsrat
        helpdesk servicedesk backoffice back-office frontdesk reception dispatch switchboard newsroom
    editorial registry treasury
    ombudsman regulator workscouncil comité consejo
    """.split()
)
TEAMS = frozenset(
    (
        "team teams squad desk department dept group crew unit office guild chapter tribe cell division "
        "branch ops operations circle forum round meeting abteilung équipe equipo servicio service hub "
        "committee staff personnel clinic ward crewmembers bank sales controlling accounting payroll "
        "procurement underwriting compliance"
    ).split()
)
ROLE_ENDINGS = (
    "ologist", "ologists", "ographer", "ographers", "ologe", "ologin", "ologue", "ólogo", "óloga", "zirkel", "innen", "konferenz", "ausschuss", "gremium", "kommission", "abteilung", "anwalt", "anwältin", "führer", "führerin", "meisterin", "vorsitzende", "arbeiter", "kraft", "leitung", "leitstelle", "leiter", "leiterin", "bearbeiter", "bearbeiterin", "verantwortliche", "verantwortlicher", "verantwortlichen", "beauftragter", "beauftragte", "planer",
    "meister", "prüfer", "berater", "betreuer", "pfleger", "techniker", "ingenieur", "referent", "ärztin", "arzt", "chefin", "controlling", "disposition", "buchhaltung",
)  # fmt: skip
NO_ROLE_BEFORE = frozenset(
    """
        the a an our your their my his her its this that these those some any each every one all whole entire
    right relevant responsible appropriate other another
        der die das ein eine unser unsere dem den le la les l' un une notre el los su nuestro same correct
    respective project ai
        to by with from of for and or in on at via through then if when as is are be will can may must should
    goes go sent send asks
        und oder mit von zum zur an am im in good bad big small new different various several many some multiple dedicated core local global central
    internal external competent cross-functional interdisciplinary subject-matter domain senior-most seasoned
    """.split()
)
FIRST_NAMES = frozenset(
    """
        aaron abdul abigail adam adrian agnes agnieszka ahmed aiko aisha alan alba albert alejandro aleksandra
    alena alessandro alex alexander alexandra alexandre alice
        alicia alina alistair amanda amelia amina amir amit amy ana anand anders andrea andreas andrew andrzej
    angela anika anita anja ann anna anne
        annette annika anouk anthony antoine anton antonia antonio anya arjun arthur astrid aurelie axel ayse
    barbara bart beata beatrice beatriz
        ben benedikt benjamin bernd bernhard bianca birgit bjorn björn bob boris brian brigitte bruno camila
    camille carl carla carlos carmen carol carolina caroline catherine
        cecilia celine chantal charles charlotte chen chiara chidi chris christian christiane christina
    christine christoph christopher claire clara claudia claus clemens colin
        conrad cristina daniel daniela danielle dana daria dave david deborah deepa denis dennis diana diego
    dieter dietmar dirk dmitri dominic dominik
        dorothea edith eduardo elena eleni eli elias elif elisa elisabeth elise elizabeth ella ellen emil
    emilia emily emma emmanuel enrico enrique
        eric erica erik erika ernst esra esther eva evelyn fabian fabio farah fatima fatma federico felicia
    felix fernando fiona florian frances francesca francesco francis
        francisco franck frank franz fred frederic frederik frida friedrich gabriel gabriela gabriele georg
    george gerald gerd gerhard gianni gilles gina giulia
        giulio giuseppe gloria gonzalo graham greg gregor greta guido gunnar gunter günter guillaume gustav
    hamid hana hanna hannah hannes hans harald harry
        hassan heather heidi heike heiko heinz helen helena helene helga helmut hendrik henk henri henrik
    henry herbert hilary holger hugo ian ibrahim
        ida ines inga ingo ingrid irene irina iris isabel isabella isabelle ivan ivana jack jacob jacques
    jakob jakub james jamal jan jana jane
        janet janine jannik jasmin jason javier jean jeff jenna jennifer jens jeremy jerome jessica jim jin jo
    joachim joan joana joanna jochen joe
        joel johan johann johanna johannes john jon jonas jonathan jorge jörg jose josé josef josefine joseph
    joshua juan judith jules julia julian juliane
        julie julien jun jürgen juergen justin jutta kai kamil karen karin karl karla karolina karsten
    katarina katarzyna kate katharina katherine kathrin katja katrin kavita keiko
        keith kelly ken kenji kerstin kevin kim kirsten klara klaus konrad kristin kristina krzysztof kurt
    kwame lara lars laszlo laura laurent lea leah
        leila lena leo leon leonie leonard leonardo leticia liam lidia lien lilly lina linda linh lisa liu liz
    lorenz lorenzo louis louise luc luca lucas
        lucia lucie lucy ludwig luis luisa luka lukas luke luna lydia lynn maarten maciej madeleine magda
    magdalena mai maja malik malte manfred manuel manuela
        mara marc marcel marcin marco marcos marcus maren margaret margit maria mariam marian mariana marie
    marina mario marion marius marko markus marlene marta
        marten martha martin martina mary mateo mateusz mathias mathieu mats matt matteo matthew matthias
    maurice maximilian maya megan mehmet mei melanie
        mia michael michaela michal michel michele michelle miguel mike mikkel milan mira miriam mirjam
    mohamed mohammed mona monica monika moritz muhammad
        murat mustafa nadia nadine nadja nancy naomi natalia natalie natasha nathalie nathan neha nele nia
    nicola nicolas nicole niels nigel nikhil niklas nikolai
        nils nina noah noemi nora norbert norma nuno olaf ole oleg oliver olivia olivier omar oscar oskar otto
    pablo paola paolo pascal patricia patrick paul paula
        pauline pavel pedro peter petra philip philipp philippe pia pierre pilar piotr priya quentin rachel
    rafael rahul rainer raj rajesh ralf ralph ramona
        raphael rashid raul ravi rebecca regina reiner renate rené rene ricardo richard rita robert roberta
    roberto robin roger roland rolf roman ron rosa rosalie
        ruben rudolf ruth ryan sabine sabrina sally sam samantha samir samuel sandra sanjay sara sarah sascha
    saskia sean sebastian selina serena sergio
        seth shanti sharon shirin silke silvia simon simone sina sofia sonia sonja sophia sophie stefan
    stefanie steffen stella stephan stephanie stephen steve
        steven sunil susan susana susanne suzanne sven svenja sylvia tamara tanja tara tatiana ted teresa
    terry theo theresa thierry thomas thorsten tiago tim
        timo tina tobias tom tomas tomasz tony torsten trang tuan udo ulf ulrich ulrike umar ursula ute uwe
    valentina valerie vanessa vera veronica veronika victor
        victoria vijay viktor vincent viola virginie volker walter wei wendy werner wilhelm william wim
    wolfgang xavier yan yara yasmin yuki yusuf yves yvonne zahra zeynep zoe
    """.split()
)
NOT_A_NAME = frozenset(
    """
        latin-1 utf-8 utf-16 ascii iso-8859-1 windows-1252 cp1252
        nightly daily weekly hourly monthly manual shared some raw central live täglich tägliche nächtlicher monatlich
        a an the and or of in on at by for to from with without as is are was be will can must should may if
    when then else not no yes we our us you your they
        their it its this that these those he she his her who which what where how why all any each every both
    one two three four five six seven eight nine ten
        accountable owner owns owned responsible backup deputy stands person people human team teams group
    department dept squad board committee office desk service services
        head lead leads chief vice senior junior managing general executive product project programme program
    data risk finance legal compliance security claims sales marketing
        operations ops platform engineering support customer customers business intelligence technology
    information digital innovation strategy quality supply chain human resources
        hr it ai ml bi qa erp crm tbd todo ok okay yes no maybe probably please thanks slack jira confluence
    teams sharepoint excel outlook google microsoft azure amazon aws cloud power
    service now sap oracle salesforce zendesk github gitlab datadog grafana splunk snowflake databricks kafka
        monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december
        north south east west europe european germany german france french spain spanish italy austria swiss
    switzerland uk us usa eu emea dach
        new old same after before during until since only also just see ask talk check both either neither
    accountable: owner: backup:
        steering working center centre excellence warehouse logistics procurement purchasing accounts payable
    receivable credit fraud underwriting credit night day shift
        decides decided agreed confirmed accepted took takes signed said covers covering steps is/are und oder
    ist der die das ein eine für mit von bei nach vor über unter nicht kein
        keine wir unser unsere sie er es le les des du une est avec pour sans par sur dans el los las una con
    por para sin nobody noone someone somebody everyone everybody anyone
        backups reviewer approver sponsor director manager officer engineer analyst nurse doctor clerk planner
    dispatcher leitung abteilung leiter
        because since while otherwise unless once whenever every deliberately end start week month quarter
    year today tomorrow
    werk standort bereich klinik büro filiale
    accountability ownership decision decisions first second third primary secondary main final sole single here there
        hi hello hey um well so hmm still already currently now later soon left right open pending unknown
    none undecided vacant interim acting
    """.split()
)
NOBODY = frozenset(
    """
    we us i me you he she they them him her who someone somebody anyone anybody everyone everybody whoever team teams
    people person persons guys folks users staff colleagues stakeholders management it business humans human one ones
    charge department departments owners responsible party parties world others jemand alle leute kollegen wir
    quelqu'un équipe tous alguien equipo todos customer customers client clients this that everything nothing alert
    alarm mail sms channel dashboard rollback
    care attention diligence effort passion caution pleasure rigour rigor discipline interest gusto mind luck sorgfalt
    umsicht soin attention cuidado coffee beer
    """.split()
)
