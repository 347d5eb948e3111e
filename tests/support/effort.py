"""How hard the property tests try: a little in `make test`, for minutes in `make soak`."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants

# The checks are slow and stable; what Hypothesis calls too slow or too large is expected here.
_CALM = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def register() -> None:
    """The profiles ``county`` (always the same examples, so that a build does not fail by chance) and ``soak``."""
    # Hypothesis draws numbers and texts from the source of all modules loaded so far: other examples after every edit, and
    # after other tests in the same worker. There is no setting for it.
    vars(providers)["_get_local_constants"] = Constants
    settings.register_profile(
        "county", deadline=None, derandomize=True, database=None, suppress_health_check=_CALM, max_examples=100
    )
    settings.register_profile(
        "soak", deadline=None, derandomize=False, print_blob=True, suppress_health_check=_CALM, max_examples=1000
    )


def effort(examples: int) -> settings:
    """So many examples in ``make test``; the profile scales them. To be used in ``tests/property`` only."""
    default = settings.default
    assert default is not None
    return settings(max_examples=max(1, examples * default.max_examples // 100))
