"""Italiano."""

from app.escalation.safety.lexicon import lexicon
from app.escalation.safety.topics import Topic

MY = r"(?:il mio|la mia|i miei|le mie|mio|mia|del mio|al mio|sul mio|della mia|alla mia|sulla mia|nel mio|nella mia)"
OUR = r"(?:il nostro|la nostra|del nostro|della nostra)"
MINE = rf"(?:{MY}|{OUR})"

ITALIAN = lexicon(
    {
        Topic.INJURY: (
            r"ferit[oaie]",
            r"ferirsi",
            r"infortun(?:io|i|at[oa])",
            r"(?:preso|presa|dato|data|sentito|presi) (?:\w+ )?(?:la |una )?scossa",
            r"scossa elettrica",
            r"folgorat[oa]",
            r"(?:mi|si) (?:sono|è) (?:\w+ )?(?:bruciat|ustionat|scottat|fatt|tagliat)[oa] ?(?:male|la mano|le mani|un dito)?",
            r"ustion(?:e|i|at[oa])",
            r"(?:ha|hanno) preso fuoco",
            r"preso fuoco",
            r"(?:è|sono) (?:esplos|scoppiat)[oaie]",
            r"(?:esce|usciva|uscito|fa|faceva) (?:del |un po' di )?fumo",
            r"(?:odore|puzza) di (?:bruciato|gas|plastica)",
            r"scotta",
            r"(?:fus|sciolt)[oa] (?:la |il )?(?:plastica|alimentatore|spina|presa|cavo)",
            r"(?:al|in|dal) (?:pronto soccorso|ospedale)",
            r"(?:ha|ho) ingerito",
            r"ingoiato",
            r"avvelena(?:mento|t[oa])",
            r"monossido di carbonio",
            r"fuga di gas",
        ),
        Topic.BREACH: (
            r"violazione (?:dei|di) dati",
            r"fuga di dati",
            (
                r"(?:rubat[oi]|sottratt[oi]|pubblicat[oi]|divulgat[oi]|diffus[oi]) (?:\w+ )?(?:i |le )?(?:miei|mie|nostri|nostre) "
                r"(?:dati|foto|informazioni|password|registrazioni)"
            ),
            (
                r"(?:i miei|le mie|i nostri) (?:dati|foto|informazioni) (?:\w+ )?(?:sono|sono stati|sono state) (?:\w+ )?"
                r"(?:rubat|pubblicat|divulgat|diffus|sottratt)[ie]"
            ),
            (
                r"(?:account|profilo|router|telecamera|telefono) (?:\w+ )?(?:è stat[oa] |era stat[oa] )?"
                r"(?:hackerat|violat|compromess|rubat)[oa]"
            ),
            r"(?:mi|ci) hanno (?:\w+ )?(?:hackerato|violato|rubato (?:l'account|il profilo|i dati|la password))",
            (
                r"(?:qualcuno|uno sconosciuto|estranei) (?:\w+ )?(?:è entrat[oa]|ha (?:fatto )?access\w*|entra|accede) "
                r"(?:al|nel|sul|nella|alla) (?:mio|mia|nostro|nostra)"
            ),
            r"vedo (?:i dati|gli ordini|le registrazioni|le fatture) di (?:altri|un altro|altre)",
            r"furto (?:di|d') ?identità",
            r"access[oi] non autorizzat[oi]",
        ),
        Topic.MINOR: (
            r"(?:io )?ho (?:solo |appena )?(?:[5-9]|1[0-7]) anni",
            r"ho (?:solo )?(?:dieci|undici|dodici|tredici|quattordici|quindici|sedici|diciassette) anni",
            r"sono minorenne",
        ),
        Topic.PAYMENT: (
            r"addebitat[oaie] (?:\w+ )?(?:due volte|doppiamente|di nuovo|per errore|troppo)",
            r"(?:doppio|due) addebit[oi]",
            r"addebit[oi] (?:non autorizzat|sbagliat|errat|sconosciut|doppi|che non)\w*",
            r"(?:il|un|mio|del|per il|voglio il|chiedo il|ricevuto il) rimborso",
            r"rimborsat[eoi](?:mi|ci)?",
            r"rimborsatemi",
            r"(?:i|miei|i miei) soldi (?:indietro|persi)",
            r"(?:la mia|sulla mia|della mia|alla mia) (?:carta|fattura|bolletta)",
            r"(?:il mio|sul mio|dal mio) (?:iban|conto|bonifico|pagamento)",
            r"mia ultima (?:fattura|bolletta)",
        ),
        Topic.ORDER: (
            rf"{MINE} (?:ultimo |ultima )?(?:ordine|consegna|pacco|spedizione)",
            r"l'ordine (?:che )?(?:ho|abbiamo) (?:fatto|effettuato)",
            r"(?:pacco|ordine|merce|prodotto) (?:\w+ ){0,2}(?:mai|non) (?:\w+ ){0,2}(?:arrivat|consegnat|ricevut)[oa]",
            r"non (?:mi )?(?:è|ho) (?:ancora |mai )?(?:arrivat[oa]|ricevuto) (?:il|la|l')? ?(?:pacco|ordine|merce|consegna)",
        ),
        Topic.ACCOUNT: (
            (
                rf"(?:cancellare|eliminare|chiudere|disdire|cancellate|eliminate) (?:\w+ )?(?:{MINE}) "
                r"(?:account|profilo|contratto|abbonamento)"
            ),
            r"(?:cancellare|eliminare|cancellate|eliminate) i (?:miei|nostri) dati",
            (
                rf"{MINE} (?:account|profilo|contratto|utenza|linea) (?:\w+ )?(?:è stat[oa] |è |risulta )(?:\w+ )?"
                r"(?:bloccat|sospes|chius|disattivat|cessat)[oa]"
            ),
            r"(?:voltura|subentro|recesso) (?:del|di|dal) (?:mio )?contratto",
        ),
        Topic.LEGAL: (
            r"(?:il |un |mio |nostro |dal |al )?(?:mio |nostro )?avvocato",
            r"(?:azione|azioni|vie) legal[ei]",
            r"(?:faccio|farò|fare|facciamo|fatto|sporgo|sporto) (?:\w+ )?(?:causa|denuncia|querela|esposto)",
            r"(?:vi|li|la) (?:denuncio|denuncerò|querelo)",
            r"diffid(?:a|o) (?:formale|legale|ad adempiere|l'azienda)",
            r"in tribunale",
            r"giudice di pace",
            r"garante (?:della |per la )?(?:privacy|protezione dei dati)",
            r"(?:segnal|denunci)\w+ (?:\w+ )?all'(?:agcom|antitrust|agcm)",
        ),
    },
    (
        (
            r"(?:nessun[oa]?|senza|non (?:si )?(?:è|sono|ci sono|c'è)(?: stat[oai])?) (?:\w+ ){0,2}"
            r"(?:ferit[oaie]|infortun\w+|fatt[oa] male|bruciat[oa]|violat[oa]|hackerat[oa])"
        ),
        (
            r"(?:evitare|prevenire|contro|rischio di|in caso di|protezione (?:da|contro)) (?:\w+ ){0,2}"
            r"(?:ferit[ei]|infortuni|scossa(?: elettrica)?|accessi non autorizzati|violazioni? dei dati|fug[ah]e? di (?:gas|dati)"
            r"|ustioni|furt[oi] d'identità|monossido di carbonio)"
        ),
        r"(?:rilevatore|rilevatori|sensore|sensori|allarme) (?:di |del |per )?(?:il )?(?:monossido di carbonio|fug[ah]e? di gas)",
        r"ho (?:[5-9]|1[0-7]) anni (?:di|d'|da|in|rimasti|fa)",
        r"ordine (?:alfabetico|cronologico|inverso|crescente|decrescente|delle|dei|di)",
        r"(?:il mio|in) ordine (?:di|delle|dei|alfabetico|cronologico)",
        r"mi (?:sono|è) fatt[oa] (?:un'idea|una domanda|l'idea|carico)",
        r"si è fatt[oa] (?:tardi|vivo|viva|sentire|notare|strada)",
        r"mi sono tagliat[oa] fuori",
        r"(?:virgole|orgoglio) ferit[oaie]",
    ),
)
