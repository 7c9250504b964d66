"""Italian. Verbs are given by form where a stem would reach too far."""

from app.claims.lexicons.lexicon import YEARS, Lexicon
from app.claims.words import Phrases

_MONTHS = "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre"
_SAID = (
    "detto|dice|dicono|diceva|dicevano|confermato|conferma|confermano|ammesso|ammette|ammettono|riconosciuto|riconosce|"
    "annunciato|annuncia|dichiarato|dichiara|dichiarano|affermato|afferma|affermano|sostiene|sostengono|sostenuto|"
    "assicurato|assicura|assicurano|garantito|spiegato|comunicato|comunica|informato|informa|promesso|promette|scritto|scrive|risposto|riferito|sa|sanno"
)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ITALIAN = Lexicon(
    safety=Phrases(
        (
            "pericolos*|nociv*|tossic*|letal*|cancerogen*|velenos*",
            "pericolo|rischio di|d incendio|incendi|scossa|scosse|esplosione|folgorazione|ustione|ustioni|vita|morte",
            "prende|prendono|preso|prendere|prendeva|presa fuoco",
            "a|in fuoco|fiamme",
            "incendio|incendi|incendia|incendiano|incendiato|incendiati|incendiata|incendiate|incendiarsi",
            "esplode|esplodono|esploso|esplosa|esplosi|esplose|esplodere|esplosione|esplosioni|scoppia",
            "esplodendo|scoppiando|scoppiano|scoppiato|scoppiata|scoppiati|scoppiate|scoppiare",
            "la|una|le|delle|prende|preso scossa|scosse",
            "fulminat*|folgora*",
            "ustion*|bruciature|bruciatura",
            "bruciato|bruciata|brucia|bruciano|bruciare il|la|le|lo|mi|una? tavolo|mano|mani|casa|dita|pelle|scrivania|mobile",
            "ferire|ferisce|ferito|ferita|feriti|ferite|ferirsi|lesioni",
            "fa|fanno|fare|esce|escono|emette|usciva|fumo|fumi del|di? fumo|fumi|tossico|tossici|nero",
            "batteria|batterie si|e|sono? gonfia|gonfiano|gonfiata|gonfiate|gonfie|perde|perdono",
            "mette|mettono|messo|mettere ~ pericolo|rischio",
            "problema|problemi|difetto|difetti di sicurezza fisica|elettrica",
            "malsicur*|insicur*",
        )
    ),
    defect=Phrases(
        (
            "difettos*|difettat*|fallat*",
            "difetto|difetti|vizio|vizi di|in|della? fabbrica|fabbricazione|progettazione|progetto|produzione|costruzione|serie",
            "difetto|difetti",
            "errore|errori di progettazione|progetto|fabbricazione|produzione",
            "guasto|guasti|problema|problemi hardware|congenito|congeniti|cronico|cronici|strutturale|strutturali",
            "obsolescenza programmata",
            "chip|componente|componenti|condensatore|condensatori|pezzo|pezzi sbagliat*|scadent*|contraffatt*|fals*",
            "progettat*|costruit*|fatto|fatti|fatta|fatte male",
            "e|sono guasto|guasti|guasta|guaste|bacat*",
        )
    ),
    defect_soft=Phrases(
        (
            "guasta|guastano|guastato|guastati|guastata|guastate|guasti|guasto|guastarsi|guasteranno",
            "rompe|rompono|rotto|rotti|rotta|rotte|rompersi|romperanno",
            "surriscalda|surriscaldano|surriscaldati|surriscaldato",
            "blocca|bloccano|bloccati|bloccato|bloccata|bloccate|blocco|brick*",
            "muore|muoiono|morto|morti|morta|morte",
            "smette|smettono|smesso di funzionare",
            "non funziona|funzionano|vanno|va|durano|dura|reggono",
            "perde|perdono|cancella ~ dati|impostazioni|connessione|messaggi",
            "riavvia|riavviano|spegne|spengono da soli|solo|sola|sole",
            "crepat*|arrugginit*",
            "inutilizzabil*|inservibil*|problema|problemi|bug|bacat*|malfunziona*",
        )
    ),
    legal=Phrases(
        (
            "garanzia decade|decaduta|scade|annullata|nulla|invalidata|sparisce",
            "decade|annulla|invalida|perdi|perde|perdete|perdono|perdere la? garanzia",
            "garanzia non vale|copre|si",
            "non ~ copert* ~ garanzia",
            "non ~ copert*",
            "fuori dalla? garanzia",
            "rifiuta|rifiutano|rifiutato|nega|negano|negato ~ rimborso|rimborsi|garanzia|riparazione|sostituzione",
            "non rimborsa|rimborsano|rimborsera|rimborseranno",
            "class action",
            "azione legale|collettiva",
            "azioni legali|collettive",
            "denuncia|denunciat*|tribunale|querela|querelat*",
            "illegal*|illecit*|truff*|frode|fuorilegge",
            "contro la legge",
            "viola|violano|violato la|il|le? legge|leggi|gdpr|norme|normativa",
            "richiamo|richiamat*|ritirat* dal|dalla? mercato|commercio|vendita|azienda",
            "sara|saranno|verra|verranno|essere|stato|stata|stati|state ritirat*|richiamat*|sostituit*",
            "diritto al|a|alla rimborso|sostituzione|risarcimento|riparazione",
            "sostituit*|sostituzione|riparat*|cambiat* gratis|gratuitamente|gratuita",
            "prezzo|prezzi|costo|costi|canone ~ aument*|raddoppi*|triplic*",
            "aument*|raddoppi* ~ prezzo|prezzi|canone",
            "fuori|uscira|esce di|fuori produzione",
        )
    ),
    legal_soft=Phrases(("garanzia|rimborso|rimborsi|rimborsat*|prezzo|prezzi|costo|costi|sostituit*",)),
    security=Phrases(
        (
            "backdoor|spyware|keylogger|rootkit",
            "contiene|contengono|ha|hanno|installa|porta ~ malware|virus|trojan|ransomware",
            "falla|falle|buco|buchi|vulnerabilita di|nella|nella? sicurezza",
            "falla|falle|vulnerabil*",
            "hackerat*|violat*|bucat*|compromess*|craccat*|attaccabil*",
            "ruba|rubano|rubato|espone|espongono|vende|vendono|venduto|cede|cedono|diffonde ~ dati|password|informazioni|indirizzi",
            "invia|inviano|manda|mandano|trasmette|trasmettono ~ dati|informazioni|tutto|conversazioni a|al|ai|in|alla|agli",
            "cancella|cancellano|perde|perdono ~ password|dati",
            "password|dati in chiaro",
            "furto|fuga|perdita di dati",
            "invia|inviano|manda|mandano|carica ~ contatti|rubrica|foto a|al|ai|in|alla|agli|sui",
            "spia|spiano|spiato|spiati|intercetta|intercettano ti|tutto|gli|i|le|chi",
            "ti|ci|mi|vi|li spia|spiano|ascolta|ascoltano|traccia|tracciano|registra|registrano",
            "violazione|violazioni della privacy",
        )
    ),
    date=Phrases(
        (
            f"{_MONTHS} #?",
            f"dal|nel|del|fino|dopo|il al? {YEARS}",
        )
    ),
    hedge=Phrases(
        (
            "nel mio caso",
            "secondo me|noi",
            "a mio parere|avviso",
            "a parer mio",
            "da|per me",
            "per quanto ne so",
            "penso|credo|immagino|suppongo|sospetto|presumo|temo|direi",
            "mi|ci sembra|pare",
            "sembra|pare|sembrerebbe|forse|magari|probabilmente|boh",
            "non sono|ne? sicuro|sicura|certo|certa",
            "puo darsi",
            "potrebbe|potrebbero essere|avere",
        )
    ),
    pointers=_set(
        "il lo la l i gli le questo questa questi queste quest quel quello quella quelli quelle quei quegli mio mia miei mie "
        "tuo tua tuoi tue suo sua suoi sue nostro nostra nostri nostre vostro vostra del dello della dell dei degli delle al "
        "allo alla all ai agli alle dal dallo dalla dall dai dagli dalle nel nello nella nell nei negli nelle sul sullo sulla "
        "sull sui sugli sulle tutti tutte ogni qualsiasi qualunque ciascun nessun nessuna intero stesso"
    ),
    generic_nouns=_set("dispositivo prodotto modello apparecchio apparato unita device firmware"),
    version_nouns=_set("versione versioni firmware release build"),
    lots=Phrases(
        (
            "lotto|lotti numero|n|nr|codice? #",
            f"lotto|lotti di|del|della {_MONTHS}|produzione|#",
            "tutti|tutte|alcuni|questi|quei|certi|dei|i|nei|dai i? lotti",
            "il|del|nel|dal|al|questo|quel|quello|ogni|intero|qualsiasi|stesso|un|tutto|nessun il? lotto",
        )
    ),
    quantifiers=Phrases(
        (
            "tutti|tutte|tutto|tutta|ogni|qualsiasi|qualunque|ciascun|ciascuno|ciascuna|intero|intera|ognuno|ognuna",
            "nessun|nessuno|nessuna",
            "neanche|nemmeno uno|una|un",
            "chiunque abbia|ha|possieda|usi|usa|compri un|l|il?",
        )
    ),
    after_verb=Phrases(("sono|erano|hanno|si|che ~ tutti|tutte", "sono|hanno tutti|tutte")),
    none_words=_set("nessun nessuno nessuna neanche nemmeno"),
    fails_none=Phrases(("funziona|funzionano|dura|durano|arriva|arrivano|regge|reggono|supera|superano|va|vanno",)),
    between_count=_set(
        "i gli le il lo la l quei quegli quelle questi queste questo quel di dei degli delle singolo singola nuovo nuovi nuove "
        "modello modelli esemplare esemplari pezzi pezzo dispositivi versione versioni prodotti lotto "
        "lotti serie stesso router venduti"
    ),
    exceptions=_set("altro altra altri altre vecchi vecchie precedenti simili"),
    belongings=_set(
        "problemi utente utenti clienti proprietari account impostazioni cartelle cartella file finestre password opzioni messaggi "
        "volta volte dati"
    ),
    functions=_set(
        "il lo la l un una i gli e ma o poi perche quando che secondo dal dall dalla dello della dell dallo anche oggi ieri "
        "servizio centro supporto al all alla del in nell quindi se"
    ),
    frequency=_set("sempre mai"),
    advice_before_frequency=_set(
        "come va vanno deve devono devi bisogna conviene meglio andrebbe andrebbero dovresti puo possono"
    ),
    complement=_set("che"),
    first_person=_set("io mi me mio mia miei mie noi ci nostro nostra nostri nostre ho abbiamo avevo riavvio uso"),
    of_others=_set("per di"),
    possessives=_set("mio mia miei mie nostro nostra nostri nostre tuo tua tuoi tue suo sua suoi sue vostro vostra"),
    actions=Phrases(
        (
            "aggiorna|aggiornare|aggiornato|aggiornate|riavvia|riavviare|riavviato|riavviate|resetta|resettare|resettato",
            "collega|collegare|collegato|collegate|scollega|scollegare|scollegato|stacca|staccare|connetti|connettere|connesso",
            "togli|togliere|tolto|rimuovi|rimuovere|rimosso|elimina|eliminare|eliminato|aggiungi|aggiungere|aggiunto",
            "usa|usare|usato|usiamo|uso|prova|provare|provato|controlla|controllare|controllato|verifica|verificare",
            "spegni|spegnere|spento|accendi|accendere|acceso|installa|installare|installato|disinstalla|disinstallare",
            "configura|configurare|configurato|metti|mettere|messo|apri|aprire|chiudi|chiudere|tieni|seleziona|selezionare",
            "comprato|compra|gestisce|gestire|regge|supporta|supportano|vede|vedo|mostra|funziona con|su",
            "compatibile|disponibile|con|a|per",
        )
    ),
    sources=Phrases(
        (
            "assistenza|produttore|fabbricante|costruttore|ditta|azienda|societa|venditore",
            "servizio|centro|supporto clienti|assistenza|tecnico",
            "supporto tecnico",
            "call center",
            "casa madre|produttrice|costruttrice",
            "numero verde",
        )
    ),
    statements=Phrases((_SAID,)),
    fillers=_set(
        "mi ci me ce m c l lo ha hanno aveva avevano gia anche oggi ieri appena poi ora stesso stessa ufficialmente finalmente "
        "pubblicamente tecnica tecnico clienti al del dell della telefono di stamattina infine"
    ),
    objects=_set("me noi a chiaramente"),
    instruction=_set("di"),
    statement_after_instruction=_set("aver avere essere no si"),
    according=Phrases(("secondo il|lo|la|l|i|un?", "stando a|al|all|alla|allo", "a detta di|del|dell|della|dello")),
    through=_set("da dal dall dalla dallo in l il lo la un una i gli"),
    they_said=Phrases(
        (
            "dicono|confermano|sostengono|ammettono|affermano|dichiarano che",
            f"mi|ci|me|ce|m|c lo|l? ha|hanno|an? {_SAID}",
        )
    ),
    on_record=Phrases(
        (
            "risposta|risposte ufficiale|ufficiali",
            "note di rilascio",
            "manuale|documentazione",
            "guida ufficiale",
            "pagina|pagine|sito di|dell|della assistenza|azienda",
        )
    ),
    conditions=_set("se cosa quando finche perche come chiedo chiedi chiedere sento appena"),
    negations=_set("non senza mai ne nessun nessuna"),
    months=frozenset(_MONTHS.split("|")),
)
