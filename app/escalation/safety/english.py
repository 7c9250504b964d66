"""English."""

from app.escalation.safety.lexicon import lexicon
from app.escalation.safety.topics import Topic

HAPPENED = r"(?:caught|is on|was on|went on|set on) fire"
MINE = r"(?:my|our|the|this|that) (?:\w+ ){0,2}"
DATA = r"(?:my|our|personal|customers?'?|other people'?s) (?:\w+ )?(?:data|details|information|photos|recordings)"

ENGLISH = lexicon(
    {
        Topic.INJURY: (
            r"injur(?:y|ies|ed)",
            r"electric(?:al)? shock",
            r"got (?:a |an )?(?:\w+ )?(?:shock|burns?)",
            r"electrocuted",
            (
                r"(?:burn(?:ed|t)|hurt|cut|scalded) (?:my|his|her|our|their|himself|herself|myself)"
                r" ?(?:hands?|fingers?|arms?|legs?|face|skin|eyes?|child|son|daughter|wife|husband|badly)?"
            ),
            HAPPENED,
            r"exploded",
            r"(?:started|starts|is|was) smoking",
            r"smoke (?:is |was )?(?:came|coming|comes|pours?|poured) (?:out|from)",
            r"(?:smells?|smelled) (?:of|like) (?:burning|gas)",
            r"(?:taken|went|go|been|am|is|was) (?:in|to) (?:the )?(?:hospital|emergency room|a&e)",
            r"swallowed",
            r"too hot to (?:touch|hold)",
            r"(?:plug|plastic|charger|adapter|cable|socket|case|battery) (?:\w+ )?(?:melted|is melting|swollen)",
            r"poison(?:ed|ing)",
            r"carbon monoxide",
            r"gas leak",
        ),
        Topic.BREACH: (
            r"data (?:breach|leak)",
            r"(?:leaked|stolen|stole|exposed|published) " + DATA,
            DATA + r" (?:was|were|has been|have been|got|is|are) (?:\w+ )?(?:leaked|stolen|exposed|published|sold)",
            r"(?:account|router|camera|device|phone|e-?mail) (?:was|got|has been|is being|is|were) hacked",
            r"hacked (?:into )?(?:my|our)",
            r"(?:i|we) (?:was|were|have been|got|think i was) hacked",
            (
                r"(?:somebody|someone|a stranger|strangers) (?:\w+ )?"
                r"(?:logged|logs|signed|broke|got|has access|had access) (?:in ?to|to|into) (?:my|our)"
            ),
            (
                r"(?:i )?can see (?:other|another|somebody else|someone else)(?:'s)? (?:customers?|users?|people|person)?'?s? "
                r"?(?:\w+ )?(?:data|orders?|accounts?|details|recordings)"
            ),
            r"identity theft",
            r"unauthori[sz]ed (?:access|login|log-in|sign-in)",
        ),
        Topic.MINOR: (
            r"i(?:'m| am) (?:only |just )?(?:[5-9]|1[0-7]) ?(?:years?[ -]old|y/?o|yrs old)",
            r"i(?:'m| am) (?:only |just )?(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen) years old",
            r"i(?:'m| am) (?:a minor|under ?age)",
        ),
        Topic.PAYMENT: (
            r"charged (?:me |us |my card )?(?:twice|two times|double|three times|again|too much|for nothing)",
            r"(?:double|duplicate|wrong|unauthori[sz]ed|unknown) (?:charge|payment|debit|billing)s?",
            r"(?:my|our|the|a|want|wants|get|got|for|waiting for) refund",
            r"refund (?:me|my|us)",
            r"money back",
            r"(?:my|our) (?:credit |debit |bank |payment )?card (?:was|has been|got|is being|number)",
            r"(?:my|our) (?:last |latest |monthly )?(?:invoice|bill)",
            r"(?:my|our) (?:bank account|iban|payment|direct debit)",
        ),
        Topic.ORDER: (
            r"(?:my|our) (?:last |latest |recent |\w+day'?s )?(?:order|delivery|parcel|package|shipment)",
            r"(?:the|an) order (?:i|we) (?:placed|made)",
            (
                r"(?:order|parcel|package|delivery|goods|replacement) (?:\w+ ){0,2}(?:never|not|\w+n't) (?:\w+ )?"
                r"(?:received|arrived|delivered)"
            ),
        ),
        Topic.ACCOUNT: (
            r"(?:delete|erase|remove|close|cancel) (?:my|our) (?:\w+ )?(?:account|data|contract|subscription)",
            (
                r"(?:my|our) (?:account|contract|subscription|line) (?:was|has been|is|got) (?:\w+ )?"
                r"(?:blocked|suspended|closed|locked|cancell?ed|terminated|disabled)"
            ),
            r"locked out of (?:my|our) account",
            r"change (?:the )?(?:owner|holder|name|address) (?:of|on) (?:my|our) (?:account|contract)",
        ),
        Topic.LEGAL: (
            r"(?:my|our|a|the) (?:lawyer|solicitor|attorney|barrister)s?",
            r"lawsuit",
            r"legal (?:action|proceedings|steps|claim)",
            r"small claims",
            r"(?:sue|suing) (?:you|acme|the company|them)",
            r"take (?:you|them|this) to court",
            r"class action",
            (
                r"(?:report|reported|complain|complained) (?:you|this|it|them)? ?to (?:the )?"
                r"(?:police|ombudsman|regulator|data protection|consumer protection|authority|authorities)"
            ),
        ),
    },
    (
        (
            r"(?:no|nobody(?: was| is| got)?|not|without|never|no ?one(?: was| is| got)?|wasn't|weren't|isn't) (?:\w+ )?"
            r"(?:injur(?:y|ies|ed)|hurt|hacked|exploded)"
        ),
        (
            r"(?:prevent|avoid|against|protect(?:s|ion)? (?:from|against)|risk of|in case of|policy on) (?:\w+ ){0,2}"
            r"(?:injur(?:y|ies)|shock|data breach|data leak|data breaches|identity theft|carbon monoxide|gas leaks?"
            r"|unauthori[sz]ed access)"
        ),
        r"carbon monoxide (?:alarm|detector|sensor)s?",
        r"gas leak (?:alarm|detector|sensor)s?",
        r"got (?:a )?shock(?:ed)? (?:when|at|by|to|from) (?:i |we )?(?:the )?(?:price|bill|see|saw|read|hear|heard)",
        r"money back guarantee",
        r"(?:how|where|can|could|may|do|does) (?:\w+ ){0,3}(?:sort|change|reverse) (?:my|our|the) order",
        r"(?:sort|boot|alphabetical|right|wrong|reverse|working|tab|my preferred) order",
        r"my order of",
        r"order of (?:magnitude|the|operations)",
        (
            r"(?:packets?|messages?|mails?|e-?mails?|signal|notifications?|sms|text|code|link)s? (?:is |are |was |were |has |have |"
            r"has been |had )?(?:\w+ )?(?:never|not|n't) (?:\w+ )?(?:received|arrived|been delivered|delivered)"
        ),
        r"not (?:yet )?received (?:any |an |a |the )?(?:answer|reply|e-?mail|mail|message|code|sms|link|notification)s?",
        r"(?:explod|burn)ed (?:view|diagram|in)",
        r"swallowed (?:the |an |all )?(?:error|exception|event|key|input|keypress)s?",
        r"poisoned (?:cache|arp|dns)",
        r"(?:arp|dns|cache|data|model) poisoning",
        r"my bill of materials",
        r"(?:paths?|disk|cpu|data|log) exploded",
    ),
)
