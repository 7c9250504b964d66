"""The exact words of the label of each post of the town, in both languages."""

EN: dict[str, str] = {
    "zmain": "Asked by a member",
    "zplain": "Unofficial claim · Acme has not confirmed this",
    "zunofficial": "Unofficial claim · Acme has not confirmed this",
    "zdisputed": "Reports differ · Acme is checking, update by Mon 4 Mar 2030 17:00",
    "zcorrected": "Acme's correction: Only lot 7 has it. Original below",
    "zimported": "Asked by a member of diy.example, 2014",
    "zcase": "Asked by a member",
    "zemployee": "Acme employee · personal view",
    "aplain": "Community answer · not reviewed by Acme",
    "averified": "Ben's answer · confirmed by Acme for firmware 4.2, 2 Mar 2026",
    "aunofficial": "Unofficial claim · Acme has not confirmed this",
    "adisputed": "Reports differ · Acme is checking, update by Mon 4 Mar 2030 17:00",
    "acorrected": "Acme's correction: Only lot 7 has it. Original below",
    "aaccepted": "Solved it for the asker · community answer, not reviewed by Acme",
    "aimported": "Community answer from diy.example, 2014 · not reviewed by Acme",
    "aagent": "Acme Support · Gus",
    "aofficial": "Acme's official answer",
    "aemployee": "Acme employee · personal view",
    "amoderator": "Acme moderator · Mia",
    "awithdrawn": "Withdrawn by its author",
    "cplain0": "Member's comment",
    "cplain4": "Member's comment",
    "cagent": "Acme Support · Gus",
    "conanswer": "Member's comment",
    "kplain": "Community article · reviewed by Lea, 2 Mar 2026, for Router X200 · not Acme's statement",
}

IT: dict[str, str] = {
    "zmain": "Domanda di un membro",
    "zplain": "Affermazione non ufficiale · non confermata da Acme",
    "zunofficial": "Affermazione non ufficiale · non confermata da Acme",
    "zdisputed": "Pareri discordanti · Acme verifica, aggiornamento entro lun 4 mar 2030 17:00",
    "zcorrected": "Rettifica di Acme: Only lot 7 has it. Sotto, l'originale",
    "zimported": "Domanda di un membro di diy.example, 2014",
    "zcase": "Domanda di un membro",
    "zemployee": "Dipendente Acme · parere personale",
    "aplain": "Risposta della community · non esaminata da Acme",
    "averified": "Risposta di Ben · confermata da Acme per firmware 4.2, 2 mar 2026",
    "aunofficial": "Affermazione non ufficiale · non confermata da Acme",
    "adisputed": "Pareri discordanti · Acme verifica, aggiornamento entro lun 4 mar 2030 17:00",
    "acorrected": "Rettifica di Acme: Only lot 7 has it. Sotto, l'originale",
    "aaccepted": "Ha risolto a chi ha chiesto · risposta della community, non esaminata da Acme",
    "aimported": "Risposta della community da diy.example, 2014 · non esaminata da Acme",
    "aagent": "Assistenza Acme · Gus",
    "aofficial": "Risposta ufficiale di Acme",
    "aemployee": "Dipendente Acme · parere personale",
    "amoderator": "Moderazione Acme · Mia",
    "awithdrawn": "Ritirata da chi l'ha scritta",
    "cplain0": "Commento di un membro",
    "cplain4": "Commento di un membro",
    "cagent": "Assistenza Acme · Gus",
    "conanswer": "Commento di un membro",
    "kplain": "Articolo della community · rivisto da Lea, 2 mar 2026, per Router X200 · non è una dichiarazione di Acme",
}

WORDINGS = {"en": EN, "it": IT}


def words_of_post(key: str) -> list[str]:
    """Words that stand in this post alone: of its body, and of its title if it has one."""
    kind = {"z": "question", "a": "answer", "c": "comment", "k": "article"}[key[0]]
    return [f"{key} {kind} words"]


def title_words(key: str) -> str:
    return f"{key}title"
