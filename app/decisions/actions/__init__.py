"""Notices on content and people, what is decided on them, and the rules of the house."""

from app.decisions.actions.deciding import Answered, decide
from app.decisions.actions.removing import remove_own_data
from app.decisions.actions.reporting import Sender, report
from app.decisions.actions.rules import add_rule, retire_rule

__all__ = ["Answered", "Sender", "add_rule", "decide", "remove_own_data", "report", "retire_rule"]
