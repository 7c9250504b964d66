"""In which role and voice somebody may write, decided at the time of writing."""

from app.accounts.models import User
from app.accounts.roles import PostingRole, Role
from app.posts.kinds import Voice

COMPANY_ROLES = frozenset({PostingRole.AGENT, PostingRole.LEAD, PostingRole.MODERATOR, PostingRole.ADMINISTRATOR})
AT_THE_DESK = frozenset({PostingRole.AGENT, PostingRole.LEAD})
"""Whose word is the answer that staff owe. A moderator's or an administrator's is the company's too, but not that one."""


def roles_to_write_in(author: User, tag_ids: frozenset[int] = frozenset()) -> list[PostingRole]:
    """The roles a person may choose from, the usual one first.

    Agents and leads answer for the company; a moderator or administrator speaks for themself unless they say otherwise.
    """
    personal = PostingRole.EMPLOYEE if author.is_staff or author.is_employee else PostingRole.MEMBER
    if personal is PostingRole.MEMBER and author.is_expert_of(tag_ids):
        personal = PostingRole.EXPERT
    if author.holds(Role.LEAD):
        return [PostingRole.LEAD, personal]
    if author.holds(Role.AGENT):
        return [PostingRole.AGENT, personal]
    if author.holds(Role.MODERATOR):
        return [personal, PostingRole.MODERATOR]
    if author.holds(Role.ADMINISTRATOR):
        return [personal, PostingRole.ADMINISTRATOR]
    return [personal]


def voice_of(role: PostingRole) -> Voice:
    return Voice.COMPANY if role in COMPANY_ROLES else Voice.COMMUNITY
