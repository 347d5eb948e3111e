"""A run of ``make test`` tries what the one before tried: a failure comes with the change that made it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_TESTS = Path(__file__).parents[1]
_PRINTED = """
import hashlib
{loaded}
from hypothesis import given, settings
from support.effort import effort, register
register()
settings.load_profile("county")
from support.random_county import items

@effort(30)
@given(items())
def each(drawn):
    print(hashlib.sha256(repr(drawn).encode()).hexdigest())

each()
"""


def _examples(seed: str, loaded: str = "") -> list[str]:
    environment = os.environ | {"PYTHONPATH": str(_TESTS), "PYTHONHASHSEED": seed}
    code = _PRINTED.format(loaded=loaded)
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_examples_do_not_depend_on_hashes_or_on_what_is_loaded() -> None:
    first = _examples("1")
    assert len(set(first)) > 20
    assert _examples("2", "import gongkai.site.plan, support.attacks") == first
