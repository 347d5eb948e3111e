"""What depends on the day, or on which categories are filled, is said by a build from memory as by one from nothing."""

from __future__ import annotations

import json

from remake.conftest import Home, write_item
from remake.test_same_bytes import replace

NEW = "content/items/office/2026/00400.md"


def _warned(said: str) -> set[str]:
    return {one["code"] for one in json.loads(said)["findings"]} & {"C04", "G02"}


def test_a_category_is_filled_and_emptied_by_items_alone(home: Home) -> None:
    government = "    kind: government\n"
    replace(home.root, "catalog/agencies.yaml", government, f"{government}    publishes: [organisation, commitments]\n")
    done = home.build()
    assert (done.code, done.again, _warned(done.said)) == (0, False, {"C04"}), done.said
    done = home.build()
    assert (done.again, _warned(done.said)) == (True, {"C04"}), "nothing has changed"
    write_item(home.root, NEW, "commitments")
    done = home.build()
    assert (done.again, _warned(done.said)) == (True, set())
    (home.root / NEW).unlink()
    done = home.build()
    assert (done.again, _warned(done.said)) == (True, {"C04"})


def test_the_day_on_which_the_guide_is_due(home: Home) -> None:
    done = home.build("--today", "2027-03-05")
    assert (done.again, _warned(done.said)) == (True, set()), done.said
    done = home.build("--today", "2027-03-06")
    assert (done.again, _warned(done.said)) == (False, {"G02"}), "judged anew"
    done = home.build("--today", "2027-03-07")
    assert (done.again, _warned(done.said)) == (True, {"G02"})
