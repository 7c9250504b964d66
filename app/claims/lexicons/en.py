"""English."""

from app.claims.lexicons.lexicon import YEARS, Lexicon
from app.claims.words import Phrases

_MONTHS = "january|february|april|june|july|august|september|october|november|december|jan|feb|apr|aug|sept|oct|nov|dec"
_SAID = (
    "said|says|say|told|tells|confirmed|confirms|confirm|admitted|admits|admit|acknowledged|acknowledges|announced|"
    "announces|stated|states|claimed|claims|informed|informs|assured|assures|declared|declares|knows|knew|promised|"
    "promises|explained|wrote|replied|emailed|insisted|insists|conceded"
)
_LOT = "lot|lots|batch|batches"


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ENGLISH = Lexicon(
    safety=Phrases(
        (
            "dangerous|dangerously|hazardous|unsafe|lethal|deadly|toxic|poisonous|carcinogenic",
            "fire|safety|health|shock|serious|real hazard|hazards|danger|dangers|risk|risks",
            "safety defect|issue|problem|concern|recall|test|tests",
            "caught|catch|catches|catching|on fire",
            "burst|bursts into|in flames",
            "go|goes|went|going up in flames",
            "start|starts|started|cause|causes|caused a|the? fire|fires",
            "explode|explodes|exploded|exploding|explosion|explosions",
            "electric|electrical shock|shocks",
            "electrocute|electrocuted|electrocutes|electrocution",
            "get|gets|got|been|getting burned|burnt",
            "burned|burnt|burns|burn me|my|your|his|her|the hand|hands|finger|fingers|skin|house|table|desk|face",
            "gave|gives|give me|my|him|her|us|you ~ shock",
            "injure|injures|injured|injury|injuries|wounded",
            "kill|kills|killed people|someone|somebody|children|pets|you",
            "smoke|smoking|smokes came|comes|coming|from|out|pours|poured",
            "gives|gave|giving off|out ~ smoke|fumes",
            "toxic|poisonous|black|harmful smoke|fumes|gas",
            "battery|batteries ~ swell|swells|swollen|swelled|bulging|leak|leaks|leaking",
            "harmful radiation|fumes|chemicals|substances",
            "choking hazard",
            "carbon monoxide",
        )
    ),
    defect=Phrases(
        (
            "defect|defects|defective|defectively|faulty|flawed",
            "design|manufacturing|production|hardware|factory|serial|systematic|inherent fault|faults|flaw|flaws|error|defect",
            "broken|flawed by design",
            "planned|built|programmed in? obsolescence",
            "dead on arrival",
            "known fault|flaw",
            "is|are a? lemon|lemons|junk|garbage|rubbish",
            "fatal|serious|major flaw|flaws|fault",
            "riddled|full with|of faults|flaws|defects",
            "wrong|bad|cheap|inferior|substandard|counterfeit|fake chip|chips|capacitor|capacitors|component|components|part|parts",
            "unfit|unsuitable for",
            "is|are bad|affected|faulty",
        )
    ),
    defect_soft=Phrases(
        (
            "fail|fails|failed|failing|failure|failures",
            "break|breaks|broke|broken|breaking",
            "die|dies|died|dying|dead",
            "brick|bricks|bricked|bricking",
            "overheat|overheats|overheated|overheating",
            "crash|crashes|crashed|crashing",
            "lose|loses|lost data|settings|connection|mail|mails|messages",
            "bad|affected|useless|unusable|worthless|buggy|bug|bugs|problem|problems|issue|issues",
            "does|do|did|will|would|can not|n|t work|last|function|survive",
            "doesn|don|didn|won|can|isn|aren t work|last|function|survive|working",
            "stop|stops|stopped working",
            "reboot|reboots|rebooting|restart|restarts|restarting|shut|shuts itself|themselves|down",
            "cracked|melted|rusty|loose|corroded",
            "wipe|wipes|wiped",
        )
    ),
    legal=Phrases(
        (
            "void|voids|voided|voiding|lose|loses|invalidate|invalidates|invalidated the|your|any|all? warranty|guarantee",
            "warranty|guarantee is|are|gets|becomes|will be? void|voided|worthless|refused|denied|invalid",
            "warranty|guarantee does|do|will|did|doesn|won|don|didn t|not cover|apply",
            "warranty|guarantee covers|never",
            "not|t|never|nothing covered ~ warranty|guarantee",
            "not|t|never covered",
            "out of warranty since|after|from",
            "refuse|refuses|refused|deny|denies|denied ~ warranty|refund|refunds|repair|repairs|replacement|claims",
            "can|will|do|does|won|don|doesn|cannot t|not|never? get|give|gets|gives a|any? refund|money",
            "class action|actions",
            "lawsuit|lawsuits|sued|sue|suing|court|prosecuted",
            "illegal|illegally|unlawful|unlawfully|fraud|fraudulent|scam|swindle",
            "breaks|violates|breach|breaches|against the|of? law|laws|regulations|gdpr",
            "recalled",
            "product|safety|a|the|voluntary|official recall|recalls",
            "end of life|sale|support",
            "entitled to a|your|full? refund|compensation|replacement",
            "replaced|replace|repaired|exchanged|replacement for? free",
            "free replacement|replacements|exchange",
            "discontinued|banned|overcharge|overcharges|overcharged",
            "price|prices|cost|costs|fee|fees ~ rise|rises|double|doubles|doubled|increase|increases|raised|tripled",
            "raise|raises|raised|double|doubled the|its? price|prices",
        )
    ),
    legal_soft=Phrases(
        (
            "warranty|guarantee|guaranteed|refund|refunds|refunded|compensation|price|prices|costs",
            "replaced|withdrawn",
        )
    ),
    security=Phrases(
        (
            "backdoor|backdoors|spyware|keylogger|rootkit",
            "contains|contain|has|have|installs|spreads|carries|is ~ malware|virus|viruses|trojan|ransomware",
            "phones|phoning|phone home",
            "back door|doors",
            "security hole|holes|flaw|flaws|vulnerability|vulnerabilities|breach|leak|bug|risk|nightmare|issue",
            "vulnerable|vulnerability|vulnerabilities|insecure|exploitable",
            "hacked|hackable|compromised|pwned",
            "data breach|breaches|leak|leaks|theft",
            "leak|leaks|leaked|leaking|steal|steals|stole|stealing|expose|exposes|exposed|sell|sells|sold|selling ~ data|password|passwords|information|addresses|details|traffic|history|contacts",
            "passwords|password|data in|stored|sent|as in|as? plain|clear text",
            "deletes|delete|lost|loses ~ passwords|data",
            "sends|send|sending|sent|transmits|uploads|uploading ~ data|everything|information|traffic|conversations|contacts to",
            "spies|spy|spying|eavesdrops|listens on|in",
            "records|tracks|listens ~ everything|you|conversations",
            "privacy violation|violations|breach|nightmare",
        )
    ),
    date=Phrases(
        (
            f"{_MONTHS} #?",
            "# march|may",
            "march|may #",
            f"since|in|from|until|before|after|of|sold|built|made {YEARS}",
        )
    ),
    hedge=Phrases(
        (
            "in my case|experience|opinion|view",
            "for|with me",
            "i think|believe|guess|suspect|suppose|assume|feel|reckon|wonder",
            "i m not sure|certain|afraid",
            "not sure|certain",
            "imho|imo|afaik|iirc|maybe|perhaps|possibly|probably|apparently|presumably",
            "might|may|could be|have",
            "as far as i know",
            "it seems|looks|appears",
            "seems|appears to",
        )
    ),
    pointers=_set(
        "this these that those the my your our his her their all every each any no entire whole same new latest original"
    ),
    generic_nouns=_set("device product model unit appliance gadget firmware"),
    version_nouns=_set("version versions firmware release build"),
    lots=Phrases(
        (
            f"{_LOT} number|no|nr|code? #",
            f"all|every|each|any|entire|whole|which|this|that|these|those|some|certain of?|the? {_LOT}",
            f"all|any|some|none|one of the|these|those {_LOT}",
            f"the|same|first|whole|from|of|march|may|{_MONTHS} batch|batches|lot",
            "spring|summer|autumn|winter lot|batch",
            "production run|runs|batch|batches",
            "serial numbers? from|starting|beginning|between",
        )
    ),
    quantifiers=Phrases(
        (
            "all|every|each|any|entire|whole",
            "none of",
            "no",
            "not a? single|one",
            "everyone|everybody|anyone|anybody with|who|owning|having|using has|have|owns|own|bought|uses? a|an|the?",
        )
    ),
    after_verb=Phrases(("are|were|have|will|do all", "are|were|have every one of", "all of them are|have")),
    none_words=_set("no none not"),
    fails_none=Phrases(
        ("work|works|worked|survive|survives|survived|last|lasts|lasted|function|functions|passes|passed",)
    ),
    between_count=_set(
        "of the these those this such single one ones last few new newer recent current first x "
        "unit units copy copies model models device devices version versions piece pieces batch lot series sold"
    ),
    exceptions=_set("other others older old previous prior similar"),
    belongings=_set(
        "update updates problem problems issue issues driver drivers user users owner owners customer customers account accounts setting settings folder folders file files window "
        "windows password passwords option options menu message messages process processes instance instances add addon "
        "addons extension extensions related master profile profiles time times data settings email emails mail mails"
    ),
    functions=_set(
        "the a an and but or so because when then that their your our according by from with called contacted asked even "
        "also if as today yesterday customer tech technical phone chat online official first second level"
    ),
    frequency=_set("always never"),
    advice_before_frequency=_set("as should must to please can could would need ought shall may might"),
    complement=_set("that"),
    first_person=_set("i me my mine we us our ours"),
    of_others=_set("for no hosting"),
    possessives=_set("my our your his her their mine"),
    actions=Phrases(
        (
            "update|updated|updating|upgrade|upgraded|upgrading|restart|restarted|restarting|reboot|rebooted|rebooting",
            "reset|connect|connected|connecting|disconnect|disconnected|unplug|unplugged|plug|pair|paired|unpair",
            "remove|removed|removing|delete|deleted|add|added|adding|use|used|using|uses|try|tried|trying|check|checked",
            "turn|turned|switch|switched|install|installed|uninstall|uninstalled|configure|configured|set|put|move|moved",
            "test|tested|buy|bought|own|owns|sell|handle|handles|support|supports|supported|select|selected|disable|disabled",
            "enable|enabled|allow|allows|control|controls|read|close|open|keep|make|charge|replace|list|manage|see|find|show|shows",
            "work|works|worked|working|compatible|available|need|needs|with|to|for|through|launch|relaunch|pick|via|require|requires",
        )
    ),
    sources=Phrases(
        (
            "the|this company|manufacturer|maker|vendor|producer|seller",
            "manufacturer|helpdesk|hotline",
            "customer|tech|technical|phone|chat|official|online support|service|care",
            "support",
            "help desk",
            "service centre|center|desk",
            "call centre|center",
        )
    ),
    statements=Phrases((_SAID,)),
    fillers=_set(
        "has have had just also already now officially openly finally publicly recently itself even then team people guy guys "
        "agent agents person rep reps representative staff lady man woman technician engineer employee of at from the support "
        "service desk hotline today yesterday clearly"
    ),
    objects=_set("me us him her them you everyone everybody my"),
    instruction=_set("to"),
    statement_after_instruction=_set("me us him her them have be"),
    according=Phrases(("according to", "as per", "per", "word from", "confirmation from")),
    through=_set("by from at with"),
    they_said=Phrases((f"they|he|she have|has|had|also|just|then|even? {_SAID}", "was|were|been told")),
    on_record=Phrases(
        (
            "official answer|reply|response",
            "release notes",
            "knowledge base",
            "manual|documentation|docs",
            "support|help page|pages|site|article|section",
        )
    ),
    conditions=_set("if whether what when unless until once ask asking why how"),
    negations=_set("not t no never without cannot nor"),
    months=frozenset(_MONTHS.split("|")),
)
