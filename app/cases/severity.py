"""How much harm a problem does, and nothing else: not who has it, not how loudly it is told."""

from enum import StrEnum

from app.kit.texts import N_


class Severity(StrEnum):
    """From the gravest to the least."""

    S1 = "S1"
    S2 = "S2"
    S3 = "S3"
    S4 = "S4"


NAMES = {
    Severity.S1: N_("Safety or security"),
    Severity.S2: N_("Service or money blocked"),
    Severity.S3: N_("Works, but badly"),
    Severity.S4: N_("Question"),
}
