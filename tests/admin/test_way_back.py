"""Every part of the administration is entered from its first page and leads back to it, whichever package keeps it."""

import re

from tests.admin.conftest import Signed

CRUMB, HERE = re.compile(r'class="crumb".*?href="/admin"', re.S), '<a href="/admin" aria-current="page">'


def test_each_part_says_where_one_is(signed: Signed) -> None:
    ada = signed("ada")
    parts = re.findall(r'class="tile" href="(/admin/[^"]+)"', ada.text("/admin"))
    assert {"/admin/hours", "/admin/policy", "/admin/official", "/admin/synonyms", "/admin/jobs"} <= set(parts)
    pages = {path: ada.text(path) for path in parts}
    assert [path for path, page in pages.items() if not CRUMB.search(page)] == []
    assert [path for path, page in pages.items() if HERE not in page] == []
