"""Where the dump comes from, as far as its name tells, and the addresses attribution has to link to."""

import re
from dataclasses import dataclass

_HOST = re.compile(
    r"(?:[a-z0-9-]+\.)*(?:stackexchange\.com|stackoverflow\.com|superuser\.com|serverfault\.com|askubuntu\.com"
    r"|stackapps\.com|mathoverflow\.net)(?![a-z0-9])"
)


@dataclass(frozen=True, slots=True)
class Site:
    """A site of the network, by its host name. The licence asks for a link to the question and to its author."""

    host: str

    def question_url(self, question_id: int) -> str:
        return f"https://{self.host}/questions/{question_id}"

    def answer_url(self, answer_id: int) -> str:
        return f"https://{self.host}/a/{answer_id}"

    def user_url(self, user_id: int) -> str:
        return f"https://{self.host}/users/{user_id}"


def guess_site(*names: str) -> Site | None:
    """The first of these file or folder names that starts with a host name of the network, else None (then ask)."""
    for name in names:
        found = _HOST.match(name.lower())
        if found:
            return Site(found.group())
    return None
