"""Products people read from and write to, and the words that only look like one."""

PRODUCTS = frozenset(
    " ".join(name.split())
    for name in """
        sap|s/4hana|s4hana|s/4|salesforce|service cloud|sales cloud|servicenow|service
    now|snow|zendesk|jira|confluence|snowflake|bigquery|big
    query|databricks|redshift|kafka|s3|postgres|postgresql|mysql|mariadb|mongodb|mongo|oracle|sql
    server|mssql|
        dynamics 365|dynamics|d365|business central|navision|sharepoint|onedrive|google drive|google
    sheets|gsheet|datadog|splunk|grafana|kibana|elasticsearch|elastic|opensearch|loki|prometheus|sentinel|app
    insights|application insights|log analytics|azure monitor|
        cloudwatch|stackdriver|new
    relic|dynatrace|sentry|honeycomb|pagerduty|opsgenie|workday|successfactors|personio|bamboohr|hubspot|marketo|shopify|magento|woocommerce|guidewire|duck
    creek|epic|cerner|meditech|orbis|
        intercom|freshdesk|freshservice|genesys|twilio|outlook|exchange|gmail|slack|ms teams|microsoft
    teams|power bi|powerbi|tableau|looker|qlik|airflow|dbt|fivetran|mlflow|sagemaker|vertex|azure
    ml|langfuse|langsmith|
        github|gitlab|bitbucket|jenkins|argo|argocd|argo cd|kubernetes|k8s|helm|terraform|launchdarkly|launch
    darkly|unleash|flagsmith|configcat|split.io|redis|rabbitmq|rabbit|pulsar|kinesis|sqs|sns|event
    hub|eventhub|service bus|pubsub|pub/sub|mqtt|
        cosmos|cosmosdb|dynamodb|synapse|microsoft fabric|adls|blob
    storage|gcs|minio|netsuite|coupa|ariba|concur|basware|datev|lexware|odoo|sage|xero|quickbooks|stripe|adyen|klarna|paypal|amadeus|sabre|opera|protel|mews|
        manhattan|blue yonder|jda|oracle
    wms|transporeon|project44|relex|teamcenter|windchill|solidworks|siemens mes|mindsphere|osisoft pi|pi
    historian|ignition|scada|wonderware|labware|benchling|veeva|medidata|
    moodle|canvas|banner|blackboard|archibus|planon|yardi|relativity|imanage|docusign|docuware|opentext|alfresco|filenet|onbase|hyperscience|abbyy|pega|camunda|appian|uipath|blue
    prism|mulesoft|boomi|apigee|kong|
        bloomberg|murex|calypso|temenos|finacle|fircosoft|actimize|hogan|avaloq|sap ewm|sap mm|sap
    fi|trello|asana|monday.com|notion|airtable|typeform|mailchimp|braze|segment|amplitude|mixpanel|ga4|google
    analytics|contentful|wordpress|drupal|adobe experience manager|aem|
        clickhouse|duckdb|teradata|db2|as/400|as400|mainframe cics|hana|vertica|trino|iceberg|delta
    lake|neo4j|pinecone|weaviate|qdrant|statuspage|backstage|octopus deploy|azure
    devops|teamcity|spinnaker|rundeck|ansible|cognos|excel
    """.split("|")
)
# Names of one word that are nothing but a name.
KNOWN_SYSTEMS = frozenset(
    """
    365farmnet a3erp aareon aderant adp advoware afas agfa agresso agrirouter aircall akeneo allscripts altea anaplan
    arcgis athenahealth audatex avaya aveva basecamp bigcommerce bitrise brightspace cargowise carrierone cassandra
    circleci clarity clickup cloudbeds commercetools contentserver couchbase crowdstrike dairycomp dalet dampsoft
    dedalus delpro dialpad discord earnix elo eloqua entra epicor esri eventbrite eventim exasol factorial factorytalk
    finastra finnova five9 fleetboard fortnox ftrack galileo gameanalytics gastronovi geotab greenhouse greenlake
    guestline gusto haemosoft haufe herdeplan hibob hisinone holded hybris hyland icims ifs ihealth ilias infios
    influxdb infraspeak ivoris jedox jtl kalmar kepware keycloak kira klaviyo koha korber kronos labvantage laserfiche
    lauris legalone lexoffice lightspeed lokalise luminance m-files mainsaver majesco mambu matomo maximo medatixx
    medistar memoq metabase mollie navisworks navitaire nugenesis nutanix okta onestream onoffice orderbird oxaion
    pardot paychex phrase pimcore pipedrive pix4d plangrid planradar planview playfab plentymarkets plunet prestashop
    pretix primavera proalpha procor procore propstack qgis qualys ra-micro realpage recruitee redash refinitiv revit
    rexx rippling salsify samsara sapiens sectra sentinelone shippeo shopware shotgrid sihot simatic simcorp sixfold
    smallworld smartling smartrecruiters smartsheet softgarden spacewell spryker starlims stibo storyblok sugarcrm
    sumup supabase superoffice superset swisslab syteline tagetik taleo talkdesk teamtailor tenable ticketmaster
    tideworks timescale trados transics trimble turbomed ukg ultimo unit4 untis veeam verint visma vivendi vizrt
    webfleet webuntis wincc winsped wodis worldpay wrike xtm zoho zscaler
    """.split()
)
GENERIC_ACRONYMS = frozenset(
    """
        erp crm dwh dwh/dl wms tms mes lims pim dms cms hr it ai ml ki llm gpt api apis ui ux db sql csv json
    xml pdf html xlsx url uri id ids kpi sla slo ok fyi tbd tbc tba n/a eta faq okr roi poc mvp gdpr dsgvo
        ocr nlp rag eu uk us usa de fr es dach emea ceo cfo cto coo cio q1 q2 q3 q4 fte ftes am pm cet utc gmt
    usd eur gbp chf vat iban bic po pos sku skus pii phi asap qa uat prod dev test stage vpn saas etl elt rest
    soap http https sftp ftp iso iec din en gmp hipaa ifrs haccp
        the and or not if then else we our all any every must may no yes in on at to from per it is are be for
    with null true false max min and/or a/b either
    this that these those when who what which each will should can new one also only
    """.split()
)
SYSTEM_NOUNS = frozenset(
    """
        system systems tool platform app application database db portal backend frontend instance server
    cluster module suite cloud warehouse lake api endpoint table view topic queue index bucket export report
    stream feed dashboard workspace tenant environment service store repository crm erp wms tms mes dwh lims cms
    """.split()
)
# Behind a capital and one more word they show a maker: "Priva climate computer".
DEVICES = frozenset(
    """
    computer controller software suite platform scanner terminal recorder logger gateway console server unit analyser
    analyzer tracker meter
    """.split()
)
# What a place is called when it has no name: an article or an adjective before "table" names nothing.
NO_PLACE = frozenset(
    """
    a an the our some any this that one its their same log logs central proper separate own dedicated suitable shared common
    single new local audit change event data usual in into to of ein eine einer einem der die das dem den im una la le
    el los une un appropriate right correct secure monitoring reporting big database table index
    """.split()
)
GENERIC_PLACES = frozenset(
    """
    datenbank log logs tabelle server system datei archiv cloud dashboard ordner protokoll verzeichnis speicher backend
    logdatei logfile datenbanken systeme lake warehouse info debug warn warning trace gb tb mb kb pb
    """.split()
)
# Kinds of systems: as generic as "the database".
GENERIC_KINDS = frozenset(
    """
    plc sps lms his pms bms mdm pdm plm srm hcm iot gis ehr emr ris pacs cad cam cmdb itsm apm siem ivr acd cti oms pbx nas pos
    historian ledger archive database warehouse vendor supplier suppliers broker gateway mainframe intranet cloud datalake
    datawarehouse data dwh erp crm wms tms mes lims cms dms hris ats scada epos till tills kasse warehouse-system kis pvs
    """.split()
)
# What carries data and makes none: formats, transports, verbs of HTTP, units of volume.
CARRIERS = frozenset(
    "excel csv xml json s3 sftp ftp pdf word email e-mail mail get post put patch delete head http https gb tb mb kb pb odbc "
    "jdbc sql xlsx google drive onedrive".split()
)
GENERIC_NOUN_ENDINGS = (
    "system", "systeme", "systems", "datenbank", "plattform", "software", "programm", "verwaltung", "buchhaltung",
    "wirtschaft", "anlage", "tool", "portal", "server", "dienst", "anwendung", "lösung", "steuerung", "erfassung",
    "planung", "archiv", "kartei", "register", "abteilung", "zentrale", "lager", "kasse", "lieferant", "logiciel",
)  # fmt: skip
COMMON_PLACES = frozenset(
    """
    production paper stock office transit storage memory order time person advance parallel general house sales finance
    marketing logistics accounting purchasing procurement headquarters hand outside inside upstream downstream there here
    tabelle sicht view vue tabla ordner schnittstelle datei export bericht liste postfach auswertung report protokoll
    everywhere somewhere elsewhere suppliers customers vendors partner partners manually spreadsheets
    mondays tuesdays wednesdays thursdays fridays saturdays sundays
    """.split()
)
