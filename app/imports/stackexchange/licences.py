"""Which Creative Commons licence a contribution is under."""

from datetime import UTC, datetime
from enum import StrEnum


class Licence(StrEnum):
    """The licences Stack Exchange has published contributions under; the value is the name it writes into its dumps."""

    CC_BY_SA_2_5 = "CC BY-SA 2.5"
    CC_BY_SA_3_0 = "CC BY-SA 3.0"
    CC_BY_SA_4_0 = "CC BY-SA 4.0"

    @property
    def url(self) -> str:
        return f"https://creativecommons.org/licenses/by-sa/{self.value[-3:]}/"


VERSION_3_SINCE = datetime(2011, 4, 8, tzinfo=UTC)
VERSION_4_SINCE = datetime(2018, 5, 2, tzinfo=UTC)


def licence_at(contributed_at: datetime) -> Licence:
    """The licence of a text contributed at that moment (aware).

    Before 2011-04-08 00:00 UTC 2.5, from then on 3.0, from 2018-05-02 00:00 UTC on 4.0.
    Source: the page "What is the license for the content I post?" of Stack Exchange's help centre.
    """
    if contributed_at >= VERSION_4_SINCE:
        return Licence.CC_BY_SA_4_0
    if contributed_at >= VERSION_3_SINCE:
        return Licence.CC_BY_SA_3_0
    return Licence.CC_BY_SA_2_5


def licence_of(stated: str | None, contributed_at: datetime) -> Licence:
    """The licence the row itself states (dumps since 2020 do), else the one its date implies."""
    try:
        return Licence(stated or "")
    except ValueError:
        return licence_at(contributed_at)
