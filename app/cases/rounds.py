"""No ping-pong: how often a case may change hands. Pure.

At most two changes of owner; the third goes to a lead. Fixed: no setting raises it.
"""

CHANGES_MAX = 2


def goes_to_a_lead(changes: int) -> bool:
    """Whether the next change of owner, after so many, has to end with a lead."""
    return changes >= CHANGES_MAX
