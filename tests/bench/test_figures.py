"""The figures of the bench are what they are called."""

from __future__ import annotations

import profiling
import pytest
import targets
from figures import Series, growth
from measure import Run


def series(*seconds: float, memory: float = 0.0) -> Series:
    return Series(tuple(Run(one, one * 2) for one in seconds), memory)


def test_a_median_not_a_mean() -> None:
    assert series(1.0, 100.0, 2.0).seconds == 2.0
    assert series(1.0, 100.0, 2.0).processor == 4.0
    assert series(1.0, 2.0).seconds == 1.5


def test_ratios_are_taken_within_a_round() -> None:
    """The second round was slow for both; the ratio of the medians would be 2.5."""
    ours, hugo = series(1.0, 20.0, 5.0), series(2.0, 10.0, 2.0)
    assert ours.of(hugo) == 2.0
    with pytest.raises(ValueError, match="longer"):
        series(1.0).of(series(1.0, 2.0))


def test_growth_is_by_item() -> None:
    assert growth(series(1.0), 1_000, series(12.0), 10_000) == pytest.approx(1.2)


def test_own_time_goes_to_the_package_and_that_of_c_to_its_callers() -> None:
    ours, library = "/x/tooling/gongkai/documents/digest.py", "/x/site-packages/jinja2/runtime.py"
    frames = {
        (ours, 1, "f"): (1, 1, 3.0, 9.0, {}),
        (library, 1, "g"): (1, 1, 1.0, 1.0, {}),
        ("~", 0, "<sha256>"): (2, 2, 6.0, 6.0, {(ours, 1, "f"): (1, 1, 5.0, 5.0), (library, 1, "g"): (1, 1, 1.0, 1.0)}),
    }
    assert profiling.by_package(frames) == (("gongkai.documents", 0.8), ("jinja2", 0.2), ("all others", 0))


@pytest.mark.parametrize(
    ("file", "package"),
    [
        ("/x/tooling/gongkai/gate/check.py", "gongkai.gate"),
        ("/x/gongkai/tooling/gongkai/source/text.py", "gongkai.source"),
        ("/x/gongkai/.venv/lib/python3.11/site-packages/yaml/nodes.py", "yaml"),
        ("/usr/lib/python3.11/json/decoder.py", "Python's own library"),
        ("<frozen importlib._bootstrap>", "loading modules"),
        ("/x/theme/templates/item.html", "a template of the theme"),
    ],
)
def test_the_package_of_a_file(file: str, package: str) -> None:
    assert profiling.package(file) == package


def test_a_target_is_met_missed_or_not_measured() -> None:
    assert all("not measured" in line for line in targets.section([])[4:-1])
    assert len(targets.section([])[4:-1]) == len(targets.TARGETS)
