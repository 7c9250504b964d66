"""The private words of the town, and who may read each."""

AGENTS = frozenset({"gus", "sam", "lea"})
MODERATORS = frozenset({"mia", "ada"})
STAFF = AGENTS | MODERATORS

SECRETS: dict[str, frozenset[str]] = {
    "privatedetailszq": AGENTS | {"ann"},
    "casecustomerzq": AGENTS | {"ann"},
    "caseagentzq": AGENTS | {"ann"},
    "casenotezq": AGENTS,
    "handbackzq": AGENTS,
    "noticetextzq": MODERATORS,
    "noticemailzq": MODERATORS,
    "noticenamezq": MODERATORS,
    "memberreportzq": MODERATORS,
    "draftoneszq": frozenset({"ann"}),
    "heldtitlezq": frozenset(),
    "heldbodyzq": frozenset(),
    "heldprivatezq": frozenset(),
    "heldmailzq": frozenset(),
    "hiddenanswerzq": MODERATORS | {"ben"},
    "hiddenquestionzq": MODERATORS | {"ben"},
    "withdrawnanswerzq": MODERATORS | {"ben"},
    "articledraftzq": AGENTS | {"eve", "ada"},
    "counterevidencezq": STAFF | {"eve"},
    "gapmailzq": AGENTS | {"eve", "ada"},
    "gaptextzq": AGENTS | {"eve", "ada"},
    "inviteezq": frozenset({"lea", "ada", "mia"}),
    "decisionreasonzq": MODERATORS | {"ben"},
    "newaddresszq": frozenset({"ann"}),
    "lookedatzq": frozenset({"eve", "mia"}),
    "browserofannzq": frozenset({"ann"}),
    "staffrequestzq": AGENTS | {"ann"},
    "needsstaffzq": AGENTS | {"eve"},
    "ann@example.org": STAFF | {"ann"},
    "ben@example.org": STAFF | {"ben"},
    "eve@example.org": STAFF | {"eve"},
    "gus@example.org": STAFF | {"gus"},
}
"""Word → who may read it. Who is not named must never get it, by whatever way."""
