"""Words of brochures: they promise and name nothing. One of them is harmless, several in one sentence make a slogan."""

BUZZ = r"""
holistic\w*|seamless\w*|end[- ]to[- ]end|best[- ]in[- ]class|best of breed|world[- ]class|state[- ]of[- ]the[- ]art|cutting[- ]edge|next[- ]gen\w*|next[- ]level|future[- ]proof
intelligent\w*|smart\w*|ai[- ](?:first|powered|driven|native|based|enabled|ready)|data[- ]driven|cloud[- ]native|insight[- ]driven|customer[- ]centric\w*|human[- ]cent\w+|user[- ]cent\w+|people[- ]first
companions?|copilots?|assistants?|ecosystems?|landscapes?|journeys?|north star|vision\w*|mission|strateg\w+|transform\w*|innovat\w*|disrupt\w*|revolution\w*|reinvent\w*|reimagin\w*|moderni[sz]\w*
orchestrat\w*|empower\w*|enabl(?:e|es|ing|ement)|unlock\w*|unleash\w*|leverag\w*|harness\w*|elevat\w*|supercharg\w*|accelerat\w*|boost\w*|streamlin\w*|optimi[sz]\w*|maximi[sz]\w*|enhanc\w*|foster\w*|champion\w*|drive|drives|driving
agentic\w*|360°?|golden record|single view|harmoni[sz]ed|unstructured|lakehouse|data mesh|data fabric|fabric|touchpoints?|federated|real-time|enterprise|multi-layered|[a-z]+-rich|[a-z]+-aware|narrative|modern|competitive|optimal|edge|brittle|agentic\w*|explainab\w*|confident\w*|dilut\w*|serious\w*|chaos|agil\w*|resilien\w*|synerg\w*|scalab\w*|robust\w*|frictionless|effortless\w*|intuitive\w*|proactive\w*|predictive|transparen\w*|trust\w*|responsib(?:le|ly) ai|governance|sustainab\w*|excellence|efficien\w+|productiv\w+|effective\w*|performance|quality|value|values|impact\w*|benefit\w*|outcomes?|potential
value[- ]proposition|value[- ]chain|business[- ]value|game[- ]chang\w+|single source of truth|one source of truth|defen[cs]e[- ]in[- ]depth|best practices?|firefighting|pain points?|silos?|thought leader\w*|centre of excellence|center of excellence|heart of|at scale|at heart|core of
insights?|actionable|experience|delight\w*|engag\w+|satisf\w+|mindset|culture|community|stakeholders?|alignment|aligned|relevan\w+|meaningful\w*|tailored|personali[sz]ed|focus|focused|clear focus|right time|right place|right people|stays? in control|peace of mind
continuous\w*|constant\w*|always|everyone|everybody|everything|everywhere|whole|entire|across|every step|each step|day[- ]to[- ]day|reliable|reliably|trusted|clean|structured|complete|consistent\w*|comprehensive\w*|world|future|tomorrow|digital\w*|automation
ganzheitlich\w*|durchgängig\w*|nahtlos\w*|intelligent\w*|zukunft\w*|mehrwert\w*|effizien\w*|qualität\w*|befähig\w*|nachhaltig\w*|transparen\w*|exzellen\w*|mensch im mittelpunkt|optimier\w*|gesamt\w*|reibungslos\w*
global\w*|fluide\w*|intelligent\w*|valeur\w*|qualité|efficac\w*|excellence|humain au centre|optimis\w*|avenir|durable\w*|integral\w*|inteligent\w*|valor|calidad|eficien\w*|excelencia|futuro|sostenib\w*|optimiza\w*
"""
