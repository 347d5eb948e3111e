"""X02: what decides over a publication does not change together with what is published."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.core.findings import Finding, Place, Text
from gongkai.rules.change import Change
from gongkai.rules.engine import rule
from gongkai.signing.context import SiteContext

# What may change together with content: what it consists of, what words mean, what is said about it. All else decides, or
# runs, or might one day.
_WITH_CONTENT = ("content/", "catalog/ledgers/")


_WITH_CONTENT_FILES = frozenset({"catalog/vocabularies.yaml", "LICENSE"})


# Where people write for each other; what can only be read changes there with content, what a program reads does not.
_NOTES = ("docs/", "drafts/")


_READ_BY_PEOPLE = (
    ".md", ".pdf", ".ofd", ".doc", ".docx", ".wps", ".xls", ".xlsx", ".et", ".csv", ".ppt", ".pptx", ".png", ".jpg", ".jpeg",
    ".gif", ".webp",
)  # fmt: skip


# ``requirements.txt`` and its like are programs' business, so a text has to have one of the usual names, or a Chinese one.
_TEXT_FOR_PEOPLE = re.compile(
    r"(?i:readme|notes?|notice|changelog|changes|news|history|license|licence|copying|authors|contributors|todo|faq)\.txt"
    r"|[\u4e00-\u9fff]+\.txt"
)


_OUTSIDE = "../"  # of a county in a folder of a larger repository: there, what is known to decide


# Programs, their settings, what is installed for them, and what runs them.
_OUTSIDE_DECIDING = re.compile(
    r"\.[^/]*(?:/.*)?|(?:.*/)?(?:\.git[^/]*|(?i:(?:gnu)?makefile|dockerfile|containerfile|jenkinsfile|procfile|vagrantfile"
    r"|pipfile|justfile|gemfile|rakefile|requirements[^/]*|constraints[^/]*|pyproject\.toml|poetry\.toml|uv\.toml"
    r"|package[^/]*\.json|tox\.ini|setup\.cfg|[^/]*\.(?:py|pyc|pyi|pth|so|sh|bash|ps1|bat|cmd|js|mjs|ts|toml|cfg|ini|lock|mk"
    r"|tf|nix|service)))|[^/]*\.ya?ml|(?:tooling|theme|ci|scripts|bin|deploy|docker)/.*",
    re.DOTALL,
)


@rule("X02", zh="决定审查的登记表、程序和主题不得与内容同时更改", basis="三·3", on=Change)
def no_own_judges(change: Change, county: SiteContext) -> Iterator[Finding]:
    """What decides over a publication does not change together with what is published."""
    content = any(path.startswith("content/") for path in change.paths)
    for path in change.paths if content else ():
        if _decides(path):
            yield Finding(
                Place(path),
                Text("与 content/ 的内容在同一次提交中更改", "it changes together with content/"),
                Text(
                    "分两次提交：先单独提交并审定它，再提交内容",
                    "publish it in a commit of its own first, then the content",
                ),
            )
    if change.before.site.site_id != change.after.site.site_id:
        yield Finding(
            Place("catalog/site.yaml"),
            Text("site_id 被更改，原有审签将全部失效", "`site_id` was changed, which voids every sign-off"),
            Text("恢复原来的 site_id", "restore it"),
        )


def _decides(path: str) -> bool:
    if path.startswith(_OUTSIDE):
        inside = path.removeprefix(_OUTSIDE)
        return _OUTSIDE_DECIDING.fullmatch(inside) is not None
    if path.startswith(_WITH_CONTENT) or path in _WITH_CONTENT_FILES:
        return False
    hidden = any(part.startswith(".") for part in path.split("/"))
    note = ("/" not in path and (path.endswith(".md") or _TEXT_FOR_PEOPLE.fullmatch(path))) or (
        path.startswith(_NOTES) and path.endswith(_READ_BY_PEOPLE)
    )
    return hidden or not note
