"""The day on which the same files may be judged otherwise: an incremental build must not go beyond it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

from gongkai.gate.check import basis_of
from gongkai.rules.timely import turning_day
from gongkai.source.tree import Disk
from support import county


def test_a_norm_that_is_regraded_later_turns_the_day(tmp_path: Path) -> None:
    basis = basis_of(Disk(county.copy_to(tmp_path)), county.TODAY)
    assert basis is not None
    before = turning_day((), basis, "2026-06-30")
    name, norm = next(iter(basis.norms.items()))
    later = dataclasses.replace(
        basis, norms=basis.norms | {name: norm.model_copy(update={"regraded_on": dt.date(2026, 7, 15)})}
    )
    assert before > "2026-07-15"
    assert turning_day((), later, "2026-06-30") == "2026-07-15"
    assert turning_day((), later, "2026-07-15") == before
