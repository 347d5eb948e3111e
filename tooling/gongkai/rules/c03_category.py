"""C03: the category is one of the eleven."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding, Text
from gongkai.documents.document import Reading
from gongkai.documents.registries import Vocabularies
from gongkai.rules.engine import rule
from gongkai.signing.context import SiteContext

CATEGORY_COUNT = 11  # 五·7(一)–(十一)


@rule("C03", zh="类别须为 11 类之一", basis="五·7", on=Reading)
def category(file: Reading, county: SiteContext) -> Iterator[Finding]:
    """The category is one of the eleven."""
    yield from file.reported("C03")
    document = file.document
    if document is None:
        return
    if isinstance(document.fields, Vocabularies) and len(document.fields.categories) != CATEGORY_COUNT:
        yield Finding(
            "categories",
            Text(
                f"主动公开类别应为 11 类，现有 {len(document.fields.categories)} 类",
                f"there must be 11 categories, not {len(document.fields.categories)}",
            ),
            Text("按实施细则第七条补齐 11 类", "list the eleven categories of article 7"),
        )
    if document.item and document.item.category not in county.terms["category"]:
        words = county.vocabularies.categories
        meant = next((word.id for word in words if word.name == document.item.category), None)
        names = "、".join(f"{word.id}（{word.name}）" for word in words)
        yield Finding(
            "category",
            Text(
                f"类别“{document.item.category}”不在 11 类之内",
                f"category `{document.item.category}` is not one of the eleven",
            ),
            Text(f"此处写代号：{meant}", f"write its identifier here: {meant}")
            if meant
            else Text(f"从下列类别中选择：{names}", f"choose one of: {', '.join(sorted(county.terms['category']))}"),
        )
