"""What a text is about that staff must see at once."""

from app.escalation.safety.english import ENGLISH
from app.escalation.safety.identifiers import identifiers
from app.escalation.safety.italian import ITALIAN
from app.escalation.safety.topics import Topic

LONGEST = 30_000


def topics_of(*texts: str) -> set[Topic]:
    """Both languages are read, whatever the text is said to be in: people mix them."""
    found: set[Topic] = set()
    for text in texts:
        text = text[:LONGEST].replace("’", "'")
        found |= set(ENGLISH.topics(text)) | set(ITALIAN.topics(text))
        found |= {one.topic for one in identifiers(text)}
    return found
