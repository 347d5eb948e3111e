"""U01: an agency that publishes has named who answers for it."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import At, Finding, Severity, Text
from gongkai.documents.registries import Role
from gongkai.rules.engine import Corpus, rule
from gongkai.signing.acts import publishing_agency
from gongkai.signing.context import SiteContext

REQUIRED_POSTS = {
    Role.HEAD: "主要领导",
    Role.SECRECY_LEADER: "分管保密领导",
    Role.POST_HOLDER: "保密岗位责任人",
    Role.INFO_OFFICER: "信息员",
    Role.UNDERTAKER: "承办责任人",
}


@rule("U01", zh="发布机构须明确五个岗位", basis="一·一；三·2；五·14", on=Corpus)
def posts_named(corpus: Corpus, county: SiteContext) -> Iterator[Finding]:
    """Every agency with documents has named its five posts.

    For an agency without documents it is for the audit only (promise 5).
    """
    publishing = {publishing_agency(document, county) for document in corpus.documents}
    for position, agency in enumerate(county.agencies.values()):
        missing = [label for role, label in REQUIRED_POSTS.items() if role not in agency.posts]
        if missing:
            yield Finding(
                At("catalog/agencies.yaml", f"agencies.{position}.posts"),
                Text(
                    f"{agency.name}没有明确{'、'.join(missing)}",
                    f"{agency.id} has not named: {', '.join(r for r in REQUIRED_POSTS if r not in agency.posts)}",
                ),
                Text(
                    "在 agencies.yaml 的 posts 中补填岗位名称（人员登记在 officers.yaml）",
                    "name the posts under `posts` in agencies.yaml (people are in officers.yaml)",
                ),
                Severity.ERROR if agency.id in publishing else Severity.AUDIT,
            )
