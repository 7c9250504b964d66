"""How much a dump may ask of this machine before it is refused."""

from dataclasses import dataclass

KIB = 1024
MIB = 1024 * KIB
GIB = 1024 * MIB


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds, all inclusive.

    `total_bytes` counts the unpacked tables, `ratio` is unpacked over packed size of one table and only looked at from
    `ratio_from_bytes` on: XML of votes packs 25:1, nothing honest reaches 250:1, and small files harm nobody.
    `row_bytes` is one element of XML as it stands in the file, where an HTML body grows up to sixfold by escaping.
    """

    total_bytes: int = 8 * GIB
    entries: int = 1_000
    ratio: int = 250
    ratio_from_bytes: int = 16 * MIB
    row_bytes: int = 4 * MIB
    body_bytes: int = 512 * KIB
    problems_listed_per_code: int = 200
