"""``docs/domain.md`` explains every clause that the product cites, and no other."""

from __future__ import annotations

import re

import pytest

import domain_docs
from gongkai.rules import RULES
from support.named import is_there

PAGE = domain_docs.PAGE.read_text(encoding="utf-8") if domain_docs.PAGE.exists() else ""
SECTIONS = domain_docs.sections(PAGE)
CODE = re.compile(r"\b[A-Z][0-9]{2}\b")
PROSE = domain_docs._DERIVED.sub("", PAGE)
NAMED = re.compile(r"`([a-z_0-9<>]+(?:[./][a-zA-Z_0-9<>-]+)+)`")


def _order(clause: str) -> tuple[int, list[int]]:
    document, *points = clause.split("·")
    worth = [
        int(p) if p.isdigit() else domain_docs.number(p) if p not in ("A", "B") else ord(p) - ord("A") for p in points
    ]
    return domain_docs.number(document), worth


def test_what_is_cited_is_explained_and_nothing_else() -> None:
    assert not domain_docs.unexplained(PAGE)
    assert not domain_docs.uncited(PAGE)


@pytest.mark.parametrize("clause", [clause for clause, _ in SECTIONS if clause != domain_docs.NO_CLAUSE])
def test_a_clause_that_nobody_explains_is_seen(clause: str) -> None:
    without = PAGE.replace(f"### {clause}: ", "#### ")
    assert list(domain_docs.unexplained(without)) == [clause]


def test_a_clause_that_nothing_cites_is_seen() -> None:
    assert domain_docs.uncited(PAGE + "\n### 四·九: made up\n\nNothing cites it.\n") == {"四·九"}


def test_every_rule_stands_behind_what_it_rests_on() -> None:
    resting = {code for clause, _ in SECTIONS for code in domain_docs.rules_of(clause)}
    assert resting == set(RULES)


def test_the_derived_lines_are_what_the_code_says() -> None:
    assert domain_docs.filled(PAGE) == PAGE, "run `make docs`"
    assert PAGE.count("\n> ") == len(SECTIONS) > 0


@pytest.mark.parametrize(("clause", "text"), SECTIONS, ids=[clause for clause, _ in SECTIONS])
def test_each_clause_is_explained_once_and_in_words(clause: str, text: str) -> None:
    assert len(text.split()) >= 12, text
    assert [one for one, _ in SECTIONS].count(clause) == 1


def test_clauses_stand_in_the_order_of_the_documents() -> None:
    signs = [clause for clause, _ in SECTIONS if "·" in clause]
    assert signs and signs == sorted(signs, key=_order)


def test_what_the_page_names_exists() -> None:
    assert set(CODE.findall(PROSE)) <= set(RULES)
    named = NAMED.findall(PROSE)
    assert named
    assert not [name for name in named if not is_there(name)]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("# 一·四·3 and 五·7(一)–(十一)", ["一·四·3", "五·7"]),
        ('basis="一·一；三·2；五·14"', ["一·一", "三·2", "五·14"]),
        ("二·B", ["二·B"]),
        ("依据三·3、见五·16–17", ["三·3", "五·16"]),
        ('_("《政务信息公开实施细则》第十二条")', ["五·12"]),
        ("按实施细则第七条补齐", ["五·7"]),
        ("《政府信息公开条例》（2019年修订）第三十三条", ["Regulation of 2019, article 33"]),
        (
            "article 20 of the regulation of 2007, article 29\n    # of that of 2019",
            ["Regulation of 2007, article 20", "Regulation of 2019, article 29"],
        ),
        ("残疾人保障法第二条", ["残疾人保障法第二条"]),
        ("第十条 | 按第三条办理 | 3·2 | 星期一·二", []),
    ],
)
def test_each_way_of_citing_is_recognised(text: str, clauses: list[str]) -> None:
    assert list(domain_docs.cited_in(text)) == clauses


@pytest.mark.parametrize(("chinese", "value"), [("七", 7), ("十", 10), ("十二", 12), ("二十", 20), ("三十三", 33)])
def test_numbers_of_articles(chinese: str, value: int) -> None:
    assert domain_docs.number(chinese) == value


def test_a_derived_line_that_somebody_typed_is_seen() -> None:
    typed = PAGE.replace("> Rules: ", "> Rules: Z99, ", 1)
    assert typed != PAGE and domain_docs.filled(typed) == PAGE
