"""Whoever is in training writes on no label: a scope, evidence, a fact are read by everybody as the company's word."""

from app.activity.log import Acting
from app.cases.coaching.permissions import LEARNING
from app.cases.coaching.queries import in_training
from app.kit.verdicts import YES, Verdict, no
from app.labels.gates import speaker_gate


@speaker_gate
def nobody_in_training(actor: Acting) -> Verdict:
    return no(LEARNING) if in_training(actor.id) else YES
