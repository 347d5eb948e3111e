"""The finding of a name that no registry has, with those that there are to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.core.findings import Finding, Place, Text
from gongkai.documents.registries import Agency, Word
from gongkai.signing.context import SiteContext

LABELS = {
    "agency": Text("机构", "agency"),
    "genre": Text("体裁", "genre"),
    "topic": Text("主题", "topic"),
    "channel": Text("公开渠道", "channel"),
    "exemption": Text("免予公开情形", "exemption"),
}
_MOST_NAMES = 50


def unknown(at: str | Place, target: str, value: str, county: SiteContext) -> Finding:
    label, known = LABELS[target], county.terms[target]
    names = _names(target, county)
    meant = next((one for one, name in names.items() if value == name), None)
    shown = [f"{one}（{names[one]}）" if one in names else one for one in sorted(known)]
    remedy = Text(f"已登记的有：{some(shown, '、')}", f"registered are: {some(sorted(known), ', ')}")
    if meant:
        remedy = Text(f"此处写代号：{meant}", f"write its identifier here: {meant}")
    return Finding(at, Text(f"{label.zh}“{value}”没有登记", f"{label.en} `{value}` is not registered"), remedy)


def _names(target: str, county: SiteContext) -> dict[str, str]:
    """The names of what is registered, by identifier."""
    words = county.vocabularies
    listed: dict[str, Sequence[Word | Agency]] = {
        "agency": tuple(county.agencies.values()),
        "genre": words.genres,
        "topic": words.topics,
        "channel": words.channels,
        "exemption": words.exemptions,
    }
    return {one.id: one.name for one in listed[target]}


def some(names: Sequence[str], between: str) -> str:
    """Names to choose from, but not all of thousands in each of thousands of findings."""
    return between.join(names[:_MOST_NAMES]) + (" …" if len(names) > _MOST_NAMES else "")
