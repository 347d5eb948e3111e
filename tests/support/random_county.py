"""The good county with random texts in it, all of them properly signed."""

from __future__ import annotations

import functools
import hashlib
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from gongkai.signing.block import emit, scalar
from support import county
from support.memory import good, load, store

INTERNAL = "囧内部囧"  # in every internal text, and in no public one
ITEM = "content/items/town/2026/00002.md"
FILES = Path(__file__).parents[1] / "files"

_PLAIN = [
    "财政资金", "办理结果", "第一条", "2026年", "，", "。", "（一）", "〔2026〕3号", "——", "“公开”", "《办法》", "·", "　",
    "A4 paper", "3.5%", "é",
]  # fmt: skip
_MARKUP = [
    "<b>", "</p>", "<script>alert(1)</script>", "&lt;", "&amp;", "&", "<", ">", '"', "'", "`", "{{ site.name }}", "{% raw %}",
    "javascript:alert(1)", "onload=x", "<!--", "-->", "]]>", "\\", "|", "*", "_", "#", "[a](b)", "http://www.gov.cn/x",
]  # fmt: skip
_FLAT = st.lists(st.one_of(st.sampled_from(_PLAIN), st.sampled_from(_PLAIN + _MARKUP)), min_size=1, max_size=8)
LINES = _FLAT.map("".join).map(str.strip).filter(bool).map(lambda text: text[:110].strip())

# In a body, what looks like HTML is refused, so most bodies go without.
_MARKS = [
    "*甲*", "**乙**", "`码`", "***丙***", "a_b_c", "\\*", "2 < 3", "R&D ", "[外](https://www.gov.cn/a?b=1&c=2)",
    "[信](mailto:a@ceshi.example)", "[注][1]", "https://www.gov.cn/",
]  # fmt: skip
_LINKS = ["[本站](../../../pages/about.md)", "![图](00002/p.png)"]
_HOSTILE = st.sampled_from(
    [
        "<b>x</b>",
        "&nbsp;",
        "&#60;",
        "[x](javascript:alert(1))",
        "![x](https://www.gov.cn/p.png)",
        "<!-- x -->",
        "[外](https://example.org/)",
    ]
)


def _texts(pieces: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces), min_size=1, max_size=6).map("".join).map(str.strip).filter(bool)


_TEXT = _texts([*_PLAIN, *_PLAIN, *_MARKS, *_LINKS])
_BLOCK = st.one_of(
    _TEXT,
    _TEXT.map("## {}".format),
    st.lists(_TEXT, min_size=1, max_size=3).map(lambda rows: "\n".join(f"- {row}" for row in rows)),
    st.lists(_TEXT, min_size=1, max_size=3).map(lambda rows: "\n".join(f"{n}. {row}" for n, row in enumerate(rows, 3))),
    st.lists(_TEXT, min_size=2, max_size=4).map(
        lambda rows: "| 甲 | 乙 |\n| --- | ---: |\n" + "\n".join(f"| {row} | 1 |" for row in rows)
    ),
    _TEXT.map("> {}".format),
    _TEXT.map("    {}".format),
    st.tuples(_TEXT, _TEXT).map("{0[0]}  \n{0[1]}".format),
    st.just("---"),
    st.just("[1]: https://www.gov.cn/ '题注'"),
)
BODIES = st.tuples(st.lists(_BLOCK, max_size=6), st.sampled_from([0] * 9 + [1]), _HOSTILE).map(
    lambda parts: "\n\n".join([*parts[0], *[parts[2]] * parts[1]])
)
NAMES = st.sampled_from(["a.pdf", "表 一.csv", "p'&q.txt", "清单（二）.xlsx", "p#1.png", "100%.pdf"])


@functools.cache
def _clean(name: str) -> bytes:
    """What an attachment of that name holds where there is nothing to refuse in it."""
    kind = name.rpartition(".")[2]
    return "单位,金额\n青石镇,35\n".encode() if kind in ("csv", "txt") else (FILES / f"clean.{kind}").read_bytes()


@st.composite
def items(draw: st.DrawFn) -> tuple[dict[str, Any], str, dict[str, bytes]]:
    """An item's fields, its body and its attachments."""
    files = {name: _clean(name) for name in [*sorted(draw(st.sets(NAMES, max_size=3))), "p.png"]}
    fields: dict[str, Any] = {
        "index_number": "100000103/2026-00002",
        "title": draw(LINES),
        "summary": f"关于{draw(LINES)}",  # never the title over again
        "agency": "town",
        "produced_on": "2026-03-02",
        "genre": "notice",
        "category": "budget",
        "nature": "general",
        "carrier": draw(st.sampled_from(["paper", "electronic"])),
        "disclosure": "proactive",
        "channels": ["website"],
        "scope_check": {"in_scope": "no", "note": INTERNAL},
        "determination": {"organ": INTERNAL, "ref": INTERNAL, "asked_on": "2026-03-02"}
        | {"answered_on": "2026-03-03", "result": "public"},
        "privacy": {"personal_data": "no", "treatment": INTERNAL},
        "attachments": [
            {"path": name, "title": draw(LINES), "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in files.items()
        ],
    }  # fmt: skip
    optional: dict[str, st.SearchStrategy[Any]] = {
        "document_number": LINES,
        "keywords": st.lists(LINES, min_size=1, max_size=3),
        "audience": LINES,
        "fee": LINES,
        "focus": LINES,
        "validity": st.sampled_from(["in_force", "amended", "repealed"]),
        "language": st.sampled_from(["zh-CN", "en"]),
        "supersedes": st.just(["100000103/2026-00001"]),
        "redaction": st.fixed_dictionaries(
            {
                "done_by": st.just(INTERNAL),
                "on": st.just("2026-03-03"),
                "parts": st.lists(LINES, min_size=1, max_size=2),
                "reason": LINES,
                "stage": st.just("partial"),
                "next_review": st.just("2026-09-01"),
            }
        ),
        "revisions": st.lists(
            st.fixed_dictionaries({"revision": st.just("2"), "on": st.just("2026-03-03"), "note": LINES}), max_size=1
        ),
    }
    for key in sorted(draw(st.sets(st.sampled_from(sorted(optional))))):  # the same in every run
        fields[key] = draw(optional[key])
    return fields, draw(BODIES), files


@st.composite
def counties(draw: st.DrawFn) -> dict[str, bytes]:
    """The good county with a random item, page, policy, site name and agency, all of them properly signed."""
    fields, body, files = draw(items())
    texts = {ITEM: f"---\n{emit(fields)}---\n\n{body}\n"}
    for path in (county.PAGE, county.POLICY):
        lead = {"title": draw(LINES), "summary": f"关于{draw(LINES)}", "agency": "office", "produced_on": "2026-01-08"}
        texts[path] = f"---\n{emit(lead)}---\n\n{draw(_texts([*_PLAIN, *_MARKS]))}\n"
    for path, old in (("catalog/agencies.yaml", "青石镇"), ("catalog/vocabularies.yaml", "词语4")):
        texts[path] = good()[path].decode().replace(f"name: {old}\n", f"name: {scalar(draw(LINES))}\n")
    with tempfile.TemporaryDirectory(prefix="gongkai-property-") as folder:
        root = Path(folder)
        store(root, {path: text.encode() for path, text in texts.items()})
        store(root, {f"{ITEM.removesuffix('.md')}/{name}": data for name, data in files.items()})
        for path in texts:
            county.resign(root, path, final={"opinion": f"同意。{INTERNAL}"})
        return {**good(), **load(root)}
