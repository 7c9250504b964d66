"""What can happen in a thread, which fields each happening carries, and whose it is to do."""

from dataclasses import dataclass

_PEERS = "member expert"
_STAFF = "agent lead moderator administrator"
_DESK = "agent lead"
_ALL = f"{_PEERS} {_STAFF}"


@dataclass(frozen=True)
class Verb:
    """`who` is a set of roles, or one person by their tie to the thing: the asker, or the author of what it is `on`."""

    needs: frozenset[str]
    may: frozenset[str]
    who: frozenset[str]


def _verb(needs: str, who: str, may: str = "") -> Verb:
    return Verb(frozenset(needs.split()), frozenset(may.split()), frozenset(who.split()))


VERBS: dict[str, Verb] = {
    # the public thread
    "answer": _verb("ref body", _ALL, "claim"),
    "comment": _verb("ref on body", _ALL, "claim"),
    "edit": _verb("on body reason", "author", "claim"),
    "withdraw": _verb("on reason", "author"),
    "vote": _verb("on", _PEERS),
    "too": _verb("", _PEERS),
    # the asker's word
    "accept": _verb("on", "asker"),
    "did_not_help": _verb("on", "asker", "reason"),
    "reopen": _verb("reason", "asker"),
    "ask_staff": _verb("", "asker", "reason"),
    # from first to second level, and there
    "needs_staff": _verb("reason", _PEERS),
    "attach": _verb("issue", _STAFF),
    "take": _verb("", _DESK),
    "message": _verb("body", f"asker {_DESK}"),
    "note": _verb("body", _DESK),
    "wait_customer": _verb("needs", _DESK),
    "wait_internal": _verb("reason", _DESK),
    "resolve": _verb("outcome", _DESK),
    "accept_for": _verb("on reason", "agent lead moderator"),
    # standing
    "verify": _verb("on scope evidence", _DESK),
    "official": _verb("on scope evidence", "spokesperson", "topic"),
    "approve": _verb("on", "spokesperson"),
    "dispute": _verb("on evidence until", f"expert {_STAFF}"),
    "correct": _verb("on fact evidence approved_by", "agent lead moderator"),
    "flag": _verb("on sentence reason", f"expert {_STAFF}"),
    "confirm_flag": _verb("on reason", _STAFF),
    "clear_flag": _verb("on reason", _STAFF),
    # the record
    "report": _verb("on rule body", _ALL),
    "dismiss": _verb("on reason", "moderator administrator"),
    "hide": _verb("on rule reason", "moderator administrator"),
    "lock": _verb("rule reason", "moderator administrator"),
    "merge": _verb("into reason", "moderator administrator"),
    "appeal": _verb("on body", "author"),
}

# Several people at one moment may be written as one event.
TOGETHER = frozenset({"vote", "too"})

ARTICLE_VERBS: dict[str, frozenset[str]] = {
    "submit": frozenset(["expert", "agent", "lead", "administrator"]),
    "review": frozenset(["expert", "agent", "lead", "administrator"]),
    "publish": frozenset({"lead", "administrator"}),
    "revise": frozenset(["expert", "agent", "lead", "administrator"]),
    "helped": frozenset(_ALL.split()),
    "did_not_help": frozenset(_ALL.split()),
}
OUTCOMES = ("official_answer", "redacted_note", "settled_privately")
SECOND_APPROVAL = frozenset({"safety", "price", "legal", "warranty"})
