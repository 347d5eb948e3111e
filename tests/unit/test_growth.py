"""Nothing that a commit can bring in costs more than its size warrants.

Each detector, pattern, reader and rule is given hostile input of three sizes; what grows faster than its input fails. Whatever has a
limit is measured below it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import importlib
import inspect
import pkgutil
import re
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest

import gongkai
from gongkai.attachments.inspect_file import inspect_file
from gongkai.core.findings import Severity
from gongkai.core.pattern import LazyPattern, pattern
from gongkai.documents.document import read
from gongkai.documents.registries import Agencies, Agency, CalendarDay, Site
from gongkai.gate.check import check
from gongkai.gate.load_site import basis_of
from gongkai.gate.parallel_check import judge
from gongkai.markup.limits import BODY, LINKS, of_body, of_python_markdown
from gongkai.markup.profiles import FIRST, SECOND, render
from gongkai.markup.written import difference
from gongkai.rules.registries import names_and_successors, site
from gongkai.secrecy.detectors import DETECTORS, Detector
from gongkai.secrecy.leaks import _reaches
from gongkai.secrecy.mentions import mentions
from gongkai.secrecy.page import Page
from gongkai.secrecy.scan import places, scan
from gongkai.signing.context import SiteContext
from gongkai.source.envelope import open_document, open_registry
from gongkai.source.folding import folded
from gongkai.source.git_extent import TooManyFiles, bound_history
from gongkai.source.hygiene import collisions
from gongkai.source.limits import LIST_ENTRIES, PROBLEMS, TREE_ENTRIES
from gongkai.source.tree import Disk, Inventory
from support import county, hostile_files
from support.growth import LIMIT, exponent

Make = Callable[[int], str]
FILES = Path(__file__).resolve().parent.parent / "files"

# What runs of one character and repetitions of a few can do to a regular expression, whatever it looks for.
RUNS = (
    "_",
    "x",
    "×",
    " ",
    "\t",
    "|",
    "-",
    "*",
    "`",
    "\\",
    "0",
    "a",
    "A",
    "张",
    "(",
    "[",
    "<",
    "!",
    "#",
    "&",
    '"',
    "'",
    ".",
    "/",
    "\n",
    "　",
)
UNITS = (
    "a ", "a.", "a@", "x_", "1 ", "1-", "- ", "| ", "a\n", " \n",
    "\n ", "> ", "](", "[a](", "![", "<a", "<a ", '="', "&#", "&a", "a:", ": ", "/*",
    "http://", "www.", "％%", "“”", "e\u0301",
)  # fmt: skip
# How the alternatives of the detectors begin, as far as their words do not say so.
BEGINNINGS = (
    "事项 密级", "文件|密级 ", "绝密", "秘密 ", "密级:", "【内部资料", "内部资料、", "张三,男", "张三,男,", "姓名:张三", "住", "家住村",
    "住址:村1", "申请人:", "护照a", "电话:0", "QQ:", "更多资料", "免费下载", "本文件含有", "1990年1月1", "出生日期:1990-", "〔xx〕", "〔 〕x",
    "待", "a@a.", "https://a", "138-", "+86 ", "1101", "(010)", "010-",
)  # fmt: skip


def hostile(beginnings: tuple[str, ...], n: int) -> list[str]:
    """Repetitions, runs, and each beginning again and again, or once before a long run that comes to nothing."""
    texts = [one * (n // len(one)) for one in (*RUNS, *UNITS, *beginnings)]
    texts += [f"{one * n}a" for one in ("x", "_", "-", "=")]
    return texts + [begin + run * n for begin in beginnings for run in (" ", "|", "_", "x", "张", "0")]


@pytest.mark.parametrize("detector", DETECTORS, ids=lambda one: one.name)
def test_a_detector_takes_as_long_as_its_text(detector: Detector) -> None:
    written = pattern(detector.pattern)
    own = tuple(one for one in BEGINNINGS if one[:2] in detector.pattern or one[:1] in "0123456789(+ahw张")[:12]
    beginnings = (*detector.words[:12], *own)

    def work(texts: list[str]) -> None:
        for text in texts:
            deque(written.finditer(text), maxlen=0)

    assert exponent(work, lambda n: hostile(beginnings, n), 1_000, 4_000) <= LIMIT


# What grammar goes on from: names, words for illnesses, complaints, homes and births, again and again without an end of the sentence.
OF_PEOPLE = (
    "张伟", "张伟、", "张伟患", "患病的张伟", "举报", "张伟举报", "被张伟", "经张伟", "关于张伟", "举报人张伟", "因病", "住", "张伟住",
    "村1组", "1号", "家住上坪村", "1990年1月1日", "张伟出生", "出生1990年", "住址:路", "姓名:张伟;病情:", "阿依-古丽", "有关及时实施",
    "您", "来信", "张伟(男,", "系", "等人",
)  # fmt: skip


@pytest.mark.parametrize("detector", [one for one in DETECTORS if one.tells], ids=lambda one: one.name)
def test_grammar_takes_as_long_as_its_line(detector: Detector) -> None:
    assert detector.tells is not None

    def work(texts: list[str]) -> None:
        for text in texts:
            mentions.cache_clear()  # what is remembered of a line shall not hide what it takes
            deque(detector.tells(Page(text), 0), maxlen=0)  # type: ignore[misc]

    assert exponent(work, lambda n: hostile((*OF_PEOPLE, *detector.words[:12]), n), 1_000, 4_000) <= LIMIT


def patterns() -> Iterator[tuple[str, re.Pattern[str], bool]]:
    """Every pattern of the program, and whether it is only ever looked for at one place."""
    for module in pkgutil.walk_packages(gongkai.__path__, "gongkai."):
        if module.name.startswith(("gongkai.demo", "gongkai.__main__", "gongkai.attachments.worker")):
            continue  # what makes our own samples, and two programs
        loaded = importlib.import_module(module.name)
        for name, value in vars(loaded).items():
            if isinstance(value, (re.Pattern, LazyPattern)) and isinstance(value.pattern, str):
                used = set(re.findall(rf"\b{name}\.(\w+)", inspect.getsource(loaded)))
                yield (
                    f"{module.name}.{name}",
                    cast("re.Pattern[str]", value),
                    bool(used) and used <= {"match", "fullmatch"},
                )


# Applied to HTML of our own making alone, in which every tag is closed.
OF_OWN_HTML = {
    "gongkai.site.contents._TAG",
    "gongkai.markup.rendered._INLINE",
    "gongkai.markup.rendered._TAG",
}
# Handed to a function that matches them where it stands.
AT_A_PLACE = {
    "gongkai.markup.profile_2.marks.BARE_RULER",
    "gongkai.markup.profile_2.marks.FULL_WIDTH",
    "gongkai.markup.profile_2.marks.INDENTED",
    "gongkai.markup.profile_2.marks.RULE",
    "gongkai.markup.signs.BLANK_LINES",
    "gongkai.markup.signs.ESCAPE_OF_NUMBER",
    "gongkai.markup.signs.GAP",
    "gongkai.markup.signs.LINE_BREAK",
    "gongkai.markup.signs.LINE_BREAK_IN_ITEM",
    "gongkai.markup.signs.RULER",
    "gongkai.markup.signs.SCHEME",
}
ALL_PATTERNS = list(patterns())
# Equal patterns of two modules are one object.
PATTERNS = [one for one in {id(one[1]): one for one in ALL_PATTERNS}.values() if one[0] not in OF_OWN_HTML]


def test_every_exception_is_of_a_pattern_that_there_is() -> None:
    assert {name for name, _, _ in ALL_PATTERNS} >= OF_OWN_HTML | AT_A_PLACE


@pytest.mark.parametrize(("name", "written", "anchored"), PATTERNS, ids=[name for name, _, _ in PATTERNS])
def test_a_pattern_takes_as_long_as_its_text(name: str, written: re.Pattern[str], anchored: bool) -> None:
    def work(texts: list[str]) -> None:
        for text in texts:
            if anchored or name in AT_A_PLACE:
                written.match(text)
            else:
                deque(written.finditer(text), maxlen=0)

    assert exponent(work, lambda n: hostile((), n), 2_000, 8_000) <= LIMIT


# Reading -----------------------------------------------------------------------------------------------------


FRONT: dict[str, Make] = {
    "quotation marks": lambda n: '"' * n,
    "entries": lambda n: "\n" + '  - "a"\n' * (n // 8),
    "dashes": lambda n: "\n" + "- " * n,
    "brackets": lambda n: "[" * n,
    "values in brackets": lambda n: "[" + "a," * n + "]",
    "one key again and again": lambda n: "a\n" + "title: b\n" * (n // 9),
    "many keys": lambda n: "a\n" + "".join(f"k{number}: b\n" for number in range(n // 10)),
    "reviews": lambda n: "a\n" + "review: b\n" * (n // 9),
    "comments in a review": lambda n: "a\nreview:\n" + '  a: "b" # c\n' * (n // 12),
    "a long review": lambda n: "a\nreview:\n" + "".join(f'  a{number}: "b"\n' for number in range(n // 12)),
    "tags": lambda n: "!" * n,
    "broken tags": lambda n: "!" * n + "\nb: !%ff a",
    "colons": lambda n: "a" + ":a" * (n // 2) + " ",
    "blanks": lambda n: "a" + " " * n + "b:",
}
BODIES: dict[str, Make] = {
    "zero-width blanks": lambda n: "\u200b" * n,
    "zero-width blanks in lines": lambda n: "\u200b\n" * (n // 2),
    "line ends of Windows": lambda n: "甲\r\n" * (n // 3),
    "marks out of order": lambda n: "a" + "\u0301\u0323" * (n // 2),
    "marks out of order in lines": lambda n: "a\u0301\u0323\n" * (n // 4),
    "rulers": lambda n: "--- " * (n // 4),
    "long lines": lambda n: ("a" * 20_001 + "\n") * (n // 20_000),
}


@pytest.mark.parametrize("name", [*FRONT, *BODIES])
def test_a_file_is_read_in_the_time_of_its_size(name: str) -> None:
    def make(n: int) -> bytes:
        title, body = (FRONT[name](n), "正文") if name in FRONT else ("a", BODIES[name](n))
        return f"---\ntitle: {title}\n---\n{body}\n".encode()

    assert exponent(open_document, make, 10_000, 120_000 if name in FRONT else 480_000) <= LIMIT
    assert exponent(open_registry, lambda n: make(n)[4:], 10_000, 480_000) <= LIMIT


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("---\ntitle: a\n---\n" + "正文\n" * 700_000, "超过上限"),
        ("---\ntitle: a\n" + "# 说明\n" * 60_000 + "---\n正文\n", "文件头有"),
        ("---\ntitle: a\n---\n" + "正" * 20_001 + "\n", "一行有"),
        ("---\nsupersedes:\n" + "  - a\n" * 1_001 + "---\n正文\n", "列了 1001 项"),
        ("---\ntitle: a\n---\na" + "\u0301" * 31 + "\n", "组合符号"),
        ("---\n" + "a: b\n" * 300 + "---\n正文\n", "错误过多"),
    ],
    ids=["bytes", "front matter", "a line", "a list", "marks", "faults"],
)
def test_a_file_beyond_a_limit_is_refused_with_a_way_out(text: str, message: str) -> None:
    problems = open_document(text.encode()).problems
    assert len(problems) <= PROBLEMS + 3
    assert [one for one in problems if message in one.message.zh and one.code == "Y01" and one.remedy.zh]


def test_what_is_wrong_very_often_is_listed_so_often_and_counted() -> None:
    problems = open_document(("---\ntitle: a\n---\n" + "\u200b\n" * 250).encode()).problems
    assert len(problems) == PROBLEMS + 1
    assert "250" in problems[-1].message.zh


@pytest.mark.parametrize("unit", ["\u0323\u0301", "a\u0323\u0301", "ａ\u0323", "機\u0301", "㊙", "\u200b\u0301"])
def test_text_is_folded_in_the_time_of_its_length(unit: str) -> None:
    assert exponent(folded, lambda n: "a" + unit * (n // len(unit)), 10_000, 320_000) <= LIMIT
    assert (
        exponent(lambda name: list(collisions([name])), lambda n: "a" + unit * (n // len(unit)), 10_000, 320_000)
        <= LIMIT
    )


# The leak scan -----------------------------------------------------------------------------------------------

LEAKS: dict[str, Make] = {
    "mobile": lambda n: "\n".join(f"电话 138{number:08}，" for number in range(n // 16)),
    "mailbox": lambda n: "\n".join(f"a{number}@b{number}.com" for number in range(n // 15)),
    "address": lambda n: "\n".join(f"http://a{number}.com/" for number in range(n // 18)),
    "the same mobile": lambda n: "13800138000，" * (n // 12),
    "digits": lambda n: "1380013800 " * (n // 11),
    "illness": lambda n: "张三（男），患糖尿病。\n" * (n // 12),
    "mark": lambda n: "绝密★\n" * (n // 4),
    "a table of heads": lambda n: "| 住址 | 举报人 | 密级 |\n" * (n // 18),
    "a wide table": lambda n: "|" + "身份证号|" * (n // 12) + "\n|" + "1|" * (n // 4),
    "values below heads": lambda n: (
        "姓名 | 家庭住址 | 出生日期\n" + "".join(f"张{number} | 东风村{number} | 1990\n" for number in range(n // 20))
    ),
    "values over rows": lambda n: "姓名 | 身份证号 | 金额\n张三 | 3 | 1\n" + " | 1 | \n" * (n // 8),
    "values in commas": lambda n: (
        "姓名,住址,电话\n" + "".join(f"张三,村{number},138{number:08}\n" for number in range(n // 20))
    ),
    "labels in a line": lambda n: "住址：东风村" * (n // 6),
    "labels without values": lambda n: "申请人：\n" * (n // 5),
    "labels and blanks": lambda n: "姓 名 " * (n // 4) + "：",
    "digits in groups": lambda n: "1 2、3/4.5-" * (n // 10),
    "digits a cell": lambda n: "| 1 " * (n // 4),
    "digits a line": lambda n: "1\n" * (n // 2),
    "one long number": lambda n: "13800138000" * (n // 11),
    "Chinese digits": lambda n: "一三八〇零" * (n // 5),
    "look-alikes": lambda n: "1OlIo" * (n // 5),
    "contact blocks": lambda n: "采购人：甲局\n电话：13800138000\n" * (n // 20),
    "contacts of nobody": lambda n: "".join(f"电话：138{number:08}\n" for number in range(n // 15)),
    "accounts": lambda n: "账号：6222021234567890128\n" * (n // 23),
    "complainants": lambda n: "举报人张三反映，" * (n // 8),
    "complainants of no name": lambda n: "举报人" * (n // 3),
    "plates": lambda n: "举报浙A12345" * (n // 9),
    "marks and blanks": lambda n: ("事项 密级" + " |" * 200 + "\n") * (n // 406),
}


@pytest.mark.parametrize("name", LEAKS)
def test_leaks_are_found_and_placed_in_the_time_of_the_text(name: str) -> None:
    def work(text: str) -> None:
        places((hit.value for hit in scan(text)), text)

    assert exponent(work, LEAKS[name], 4_000, 128_000) <= LIMIT


def test_own_numbers_are_known_in_the_time_of_the_list() -> None:
    basis = basis_of(Disk(county.base()), county.TODAY)
    assert basis is not None

    def work(numbers: list[str]) -> None:
        known = dataclasses.replace(basis, contacts=frozenset((*numbers, "0000555****")))
        for number in numbers:
            _reaches(known, number[1:])

    assert exponent(work, lambda n: [f"0{number:09}" for number in range(n)], 500, 32_000) <= LIMIT


# Whole documents, ledgers and attachments --------------------------------------------------------------------


@dataclass(frozen=True)
class Held:
    """The good county with some files exchanged."""

    disk: Disk
    held: Mapping[str, bytes]

    def files(self, *tops: str) -> Inventory:
        found = self.disk.files(*tops)
        more = [path for path in self.held if path.startswith(tops)]
        return Inventory(tuple(sorted({*found.regular, *more})), found.irregular)

    def read(self, path: str) -> bytes:
        return self.held[path] if path in self.held else self.disk.read(path)

    def has(self, path: str) -> bool:
        return path in self.held or self.disk.has(path)


def with_front(path: str, lines: str) -> bytes:
    """A document of the good county with more lines in its front matter, which its sign-offs do not cover."""
    return Disk(county.base()).read(path).replace(b"\nreview:", f"\n{lines}review:".encode(), 1)


PLAIN_BODIES: dict[str, Make] = {
    "mobiles": LEAKS["mobile"],
    "mailboxes": LEAKS["mailbox"],
    "headings": lambda n: "".join(f"# 第{number}条\n\n" for number in range(n // 9)),
    "equal headings": lambda n: "# 一\n\n" * (n // 5),
    "paragraphs": lambda n: "各乡镇人民政府：\n\n" * (n // 10),
}


@pytest.mark.parametrize("name", PLAIN_BODIES)
def test_a_document_is_judged_in_the_time_of_its_body(name: str) -> None:
    disk = Disk(county.base())
    basis = basis_of(disk, county.TODAY)
    assert basis is not None
    front = disk.read(county.PAGE).decode().partition("\n---\n")[0]

    def work(body: str) -> None:
        judge(read(Held(disk, {county.PAGE: f"{front}\n---\n{body}\n".encode()}), county.PAGE), (), basis)

    assert exponent(work, PLAIN_BODIES[name], 2_000, 128_000) <= LIMIT


# One line each, because a line is bounded; the first escape leads the proof through character by character.
LINES_OF_MARKS: dict[str, Make] = {
    "escaped brackets": lambda n: "\\** " + "\\[" * (n // 2),
    "open links": lambda n: "\\** " + "[a](" * (n // 4),
    "nested brackets": lambda n: "\\** " + "[[a]" * (n // 4),
    "stars": lambda n: "\\** " + "** " * (n // 3),
    "images": lambda n: "\\** " + "![" * (n // 2),
}


@pytest.mark.parametrize("name", LINES_OF_MARKS)
def test_a_line_of_marks_is_rendered_and_proved_in_the_time_of_its_length(name: str) -> None:
    def work(line: str) -> None:
        body = f"{line}\n" * 10
        rendered = render(SECOND, body, 1, county.PAGE, frozenset())
        difference(body, rendered.html, county.PAGE)

    assert exponent(work, LINES_OF_MARKS[name], 1_000, 19_000) <= LIMIT


REFUSED_LINKS = {
    "scripts": "[甲](javascript:x)",
    "schemes that nobody knows": "[甲](gopher://a/x)",
    "files that nobody registered": "[甲](00001/没有.pdf)",
    "places that are not there": "[甲](#没有)",
    "documents that are not there": "[甲](../items/a/1/2.md)",
    "ways out": "[甲](../../../x.md)",
    "pictures from elsewhere": "![甲](//a.b/x)",
    "links with a title": '[甲](//a.b "x")',
    "links that an input method spoilt": "[甲](x)[乙]（x.md）",
}
LAYOUTS: dict[str, Callable[[str, int], str]] = {
    "in paragraphs": lambda link, n: f"{link}\n\n" * n,
    "in lines": lambda link, n: f"{link}\n" * n,
    "in a list": lambda link, n: f"- {link}\n" * n,
    "in cells": lambda link, n: "| 甲 |\n| --- |\n" + f"| {link} |\n" * n,
    "in long lines": lambda link, n: (link * 500 + "\n\n") * (n // 500) + link * (n % 500) + "\n",
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", REFUSED_LINKS)
@pytest.mark.parametrize("profile", [FIRST, SECOND])
def test_refused_links_are_told_in_the_time_of_their_number(name: str, layout: str, profile: str) -> None:
    def make(n: int) -> str:
        return LAYOUTS[layout](REFUSED_LINKS[name], n)

    def work(body: str) -> None:
        rendered = render(profile, body, 1, county.PAGE, frozenset())
        if profile == SECOND:
            difference(body, rendered.html, county.PAGE)

    most = LINKS - 100
    assert not [one for one in of_body(make(most), 1) if "链接" in one.message.zh], "refused before it is read"
    if profile == SECOND and name != "documents that are not there":
        assert len(render(profile, make(10), 1, county.PAGE, frozenset()).problems) >= 10
    assert exponent(work, make, 50, most) <= LIMIT


@pytest.mark.parametrize("profile", [FIRST, SECOND])
def test_refused_links_are_placed_in_the_time_of_the_way_to_them(profile: str) -> None:
    """Each leads elsewhere, and many lines lie between them: to look for each from the beginning is links times lines."""

    def make(n: int) -> str:
        return "".join(f"[表{k}](about/表{k}.pdf)\n\n" + "甲。\n" * 22 + "\n" for k in range(n))

    def work(body: str) -> list[int]:
        return [one.line for one in render(profile, body, 1, county.PAGE, frozenset()).problems]

    assert work(make(LINKS - 100)) == [1 + 25 * k for k in range(LINKS - 100)]
    assert exponent(work, make, 118, LINKS - 100) <= LIMIT


@pytest.mark.parametrize("profile", [FIRST, SECOND])
def test_refused_links_in_the_longest_body_are_placed_in_a_bounded_time(profile: str) -> None:
    """What is written with a backslash stands nowhere as it reads, and is looked for from end to end."""
    links = "".join(f"[表](about/表\\_{k}.pdf)\n\n" for k in range(LINKS - 100))
    body = links + ("各乡镇人民政府，about/表。" * 4 + "\n\n") * ((BODY - len(links)) // 70)
    begun = time.process_time()
    problems = render(profile, body, 1, county.PAGE, frozenset()).problems
    assert len(problems) == LINKS - 100 and {one.code for one in problems} <= {"B03", "B05"}
    assert time.process_time() - begun < 10


@pytest.mark.parametrize("name", REFUSED_LINKS)
def test_a_document_of_refused_links_is_judged_in_the_time_of_their_number(name: str) -> None:
    disk = Disk(county.base())
    basis = the_basis()
    front = disk.read(county.PAGE).decode().partition("\n---\n")[0]

    def held(body: str) -> Held:
        return Held(disk, {county.PAGE: f"{front}\n---\n{body}".encode()})

    def work(body: str) -> None:
        judge(read(held(body), county.PAGE), (), basis)

    def make(n: int) -> str:
        return f"{REFUSED_LINKS[name]}\n" * n

    found = [one for one in check(held(make(10)), county.TODAY).diagnostics if one.place.path == county.PAGE]
    assert len({one.place.line for one in found if one.code in ("B03", "B05", "B06", "C07")}) >= 10
    assert exponent(work, make, 50, LINKS - 100) <= LIMIT
    if name == "documents that are not there":  # it takes the whole county to know
        assert exponent(lambda body: check(held(body), county.TODAY), make, 50, LINKS - 100) <= LIMIT


def test_what_is_superseded_is_looked_up_in_the_time_of_the_list() -> None:
    def work(count: int) -> None:
        lines = "".join(f"  - 100000101/2025-{number:05}\n" for number in range(count))
        check(
            Held(Disk(county.base()), {county.POLICY_ITEM: with_front(county.POLICY_ITEM, f"supersedes:\n{lines}")}),
            county.TODAY,
        )

    assert exponent(work, lambda n: n, 125, LIST_ENTRIES) <= LIMIT


START = dt.date(2019, 3, 1)
REGISTRIES: dict[str, Callable[[int], Agencies | Site]] = {
    "agencies in succession": lambda n: Agencies(
        agencies=tuple(
            Agency.model_construct(id=f"a{k}", name=f"机构{k}", from_=START, until=START, successor=f"a{k + 1}")
            for k in range(n)
        )
    ),
    "languages": lambda n: Site.model_construct(languages=tuple(f"en-{k}" for k in range(n))),
    "days": lambda n: Site.model_construct(
        calendar=tuple(CalendarDay.model_construct(date=START + dt.timedelta(k)) for k in range(n))
    ),
}


def the_basis() -> SiteContext:
    basis = basis_of(Disk(county.base()), county.TODAY)
    assert basis is not None
    return basis


@pytest.mark.parametrize("name", REGISTRIES)
def test_a_registry_is_judged_in_the_time_of_its_entries(name: str) -> None:
    basis = the_basis()

    def work(fields: Agencies | Site) -> None:
        found = names_and_successors(fields, basis) if isinstance(fields, Agencies) else site(fields)
        deque(found, maxlen=0)

    assert exponent(work, REGISTRIES[name], 500, 32_000) <= LIMIT


def test_whoever_signs_for_a_closed_agency_is_found_in_a_bounded_time() -> None:
    closed = {f"a{k}": Agency.model_construct(id=f"a{k}", until=START, successor=f"a{k + 1}") for k in range(20_000)}
    basis = dataclasses.replace(the_basis(), agencies=closed)
    begun = time.process_time()
    for _ in range(2_000):
        basis.acting_agency("a0", county.TODAY)
    assert time.process_time() - begun < 1  # it took eight


ENTRIES: dict[str, Callable[[int], str]] = {
    "merged in a row": lambda n: (
        f"  - document: page:a{n}\n    kind: merged\n    into: page:a{n + 1}\n    on: 2026-05-01\n"
        "    signed:\n      by: office-leader\n      signed_at: 2026-05-01T10:00:00+08:00\n"
    ),
    "absences of one officer": lambda n: (
        f"  - officer: town-info-a\n    from: {dt.date(2026, 3, 7) + dt.timedelta(n // 2)}\n    until: 2033-05-06\n"
        f"    signed:\n      by: town-leader\n      signed_at: 2026-05-01T10:{n // 60 % 60:02}:{n % 60:02}+08:00\n"
    ),
    "unknown keys": lambda n: f"  - document: page:a\n    docment{n}: a\n",
    "unknown documents": lambda n: (
        f"  - document: item:100000101/2025-{n % 100000:05}\n    kind: withdrawn\n    on: 2026-05-01\n"
        "    signed:\n      by: office-leader\n      signed_at: 2026-05-01T10:00:00+08:00\n"
    ),
}


@pytest.mark.parametrize("name", ENTRIES)
def test_a_ledger_is_judged_in_the_time_of_its_entries(name: str) -> None:
    def work(ledger: bytes) -> None:
        kind = "absences" if name.startswith("absences") else "withdrawals"
        check(Held(Disk(county.base()), {f"catalog/ledgers/{kind}/2026.yaml": ledger}), county.TODAY)

    def make(count: int) -> bytes:
        return ("entries:\n" + "".join(map(ENTRIES[name], range(count)))).encode()

    assert exponent(work, make, 100, 1_600) <= LIMIT


ATTACHMENTS: dict[str, tuple[str, Callable[[int], bytes], int]] = {
    "operators": ("x.pdf", lambda n: hostile_files.operators(n * 200), 250),
    "forms": ("x.pdf", lambda n: hostile_files.forms(3, round(n ** (1 / 3))), 4_096),
    "boxes over characters": ("x.pdf", hostile_files.boxes, 4_000),
    "widths of a font": ("x.pdf", hostile_files.wide_font, 4_000),
    "hidden columns": ("x.xlsx", lambda n: hostile_files.hidden_columns(n, n), 900),
    "number format": ("x.xlsx", hostile_files.number_format, 40_000),
    "runs without a style": ("x.docx", hostile_files.hidden_runs, 40_000),
    "paragraphs": ("x.docx", hostile_files.paragraphs, 40_000),
    "changes": ("x.docx", hostile_files.changes, 20_000),
    "cells in columns of their own": ("x.xlsx", hostile_files.wide_cells, 16_000),
    "painted fields": ("x.xlsx", hostile_files.painted_cells, 16_000),
    "names in formulas": ("x.xlsx", hostile_files.names_in_formulas, 16_000),
    "shapes of a slide": ("x.pptx", hostile_files.shapes, 8_000),
    "words of a page": ("x.ofd", lambda n: hostile_files.layout(n, boxes=False), 16_000),
    "cells": ("x.csv", lambda n: b"a" + b",-" * n, 160_000),
    "rows of other lengths": ("x.csv", lambda n: b"a\n" * n + b"a," * n, 80_000),
    "signs": ("x.csv", lambda n: b"-+" * n + b"\n" + b"a." * n, 60_000),
    "rows": ("x.csv", lambda n: b'"=a",b\n' * n, 40_000),
    "marks out of order": ("x.txt", lambda n: ("a" + "\u0323\u0301" * n).encode(), 160_000),
}


@pytest.mark.parametrize("name", ATTACHMENTS)
def test_an_attachment_is_examined_in_the_time_of_what_it_holds(name: str) -> None:
    path, make, largest = ATTACHMENTS[name]
    if name == "boxes over characters":  # a product by its nature, and therefore refused beyond a bound
        assert inspect_file(path, make(largest)).faults == (("too_large", ""),)
        return
    assert exponent(lambda data: inspect_file(path, data), make, max(4, largest // 16), largest) <= LIMIT


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("x.pdf", hostile_files.operators(3_000_000)),
        ("x.pdf", hostile_files.forms(12, 10)),
        ("x.pdf", hostile_files.form_in_itself()),
        ("x.xlsx", hostile_files.hidden_columns(5_000, 1)),
        ("x.ofd", hostile_files.layout(3_000, boxes=True)),
        ("x.docx", hostile_files.nested_tables(80)),
    ],
    ids=["operators", "forms", "form in itself", "hidden columns", "boxes of a page", "tables in tables"],
)
def test_more_than_anybody_can_have_looked_at_is_refused_before_it_is_painted(path: str, data: bytes) -> None:
    begun = time.process_time()
    assert inspect_file(path, data).faults[0][0] == "too_large"
    assert time.process_time() - begun < 5  # it took half a minute


@pytest.mark.parametrize("levels, wide", [(12, 10), (40, 4)])
def test_each_of_several_files_without_an_end_is_a_finding(levels: int, wide: int) -> None:
    """Five files of forms within forms in one document, and one that is in order: each is told, and only they."""
    folder = "content/items/office/2026/00001"
    endless = {f"{folder}/表{n}.pdf": hostile_files.forms(levels, wide + n) for n in range(5)}
    plain = (FILES / "clean.pdf").read_bytes()
    held = {**endless, f"{folder}/清单.pdf": plain}
    listed = "".join(
        f"  - path: {path.rpartition('/')[2]}\n    title: 表\n    sha256: {hashlib.sha256(data).hexdigest()}\n"
        for path, data in held.items()
    )
    page = (
        Disk(county.base()).read(f"{folder}.md").replace(b"\nattachments:\n", f"\nattachments:\n{listed}".encode(), 1)
    )
    found = check(Held(Disk(county.base()), {**held, f"{folder}.md": page}), county.TODAY).diagnostics
    told = [one.message.zh for one in found if one.code == "B03" and one.severity is Severity.ERROR]
    assert sorted(told) == [f"附件“表{n}.pdf”中有展开后过大的内容" for n in range(5)]


# Trees of git, bodies ----------------------------------------------------------------------------------------


def nested(levels: int, wide: int) -> tuple[dict[str, bytes], str]:
    """The objects of a commit whose folders each hold the next one ``wide`` times, and its name."""
    inner, objects = "b" * 40, {}
    for level in range(levels):
        mode = "40000" if level else "100644"
        name = f"{level + 1:040x}"
        objects[name] = b"".join(f"{mode} {number}".encode() + b"\0" + bytes.fromhex(inner) for number in range(wide))
        inner = name
    objects["c" * 40] = f"tree {inner}\nauthor a\n\n".encode()
    return objects, "c" * 40


@pytest.mark.parametrize("levels", [4, 8, 16, 200])
def test_each_object_of_git_is_read_once(levels: int) -> None:
    objects, commit = nested(levels, 10 if levels < 200 else 1)
    asked: list[str] = []

    def read_object(name: str, kind: bytes) -> bytes:
        asked.append(name)
        return objects[name]

    if 10**levels > TREE_ENTRIES and levels < 200:
        with pytest.raises(TooManyFiles):
            bound_history(read_object, [commit])
    else:
        bound_history(read_object, [commit])
    assert len(asked) <= 2 * len(objects)  # once for what it comes to, once for what is new in it


def test_folders_without_end_are_refused() -> None:
    objects, commit = nested(2_000, 1)
    with pytest.raises(TooManyFiles):
        bound_history(lambda name, kind: objects[name], [commit])


MARKED: dict[str, Make] = {
    "bars": lambda n: "|" * n,
    "rows": lambda n: "|a|b|\n|---|---|\n" + "|a|b|\n" * (n // 6),
    "ticks and bars": lambda n: ("`|" * 500 + "\n") * (n // 1_001),
    "stars": lambda n: "*a* " * (n // 4),
    "stars in paragraphs": lambda n: "*a*\n\n" * (n // 5),
    "rules": lambda n: "- - " * (n // 4) + "a",
    "blanks": lambda n: "a" + " " * n + "\n \t" * n,
    "headings": lambda n: "# a\n" * (n // 4),
}


@pytest.mark.parametrize("name", MARKED)
def test_a_body_is_measured_in_the_time_of_its_length(name: str) -> None:
    def work(body: str) -> None:
        deque(of_body(body, 1), maxlen=0)
        deque(of_python_markdown(body, 1), maxlen=0)

    assert exponent(work, MARKED[name], 10_000, 640_000) <= LIMIT


@pytest.mark.parametrize(
    "body",
    [
        "字" * 1_000_001,
        "字\n" * 50_001,
        "[甲](a.md)\n" * 2_001,
        "|" + "a|" * 250 + "\n|" + "-|" * 250 + "\n",
        "|" + "a|" * 100 + "\n|" + "-|" * 100 + "\n" + "|a|\n" * 1_000,
    ],
    ids=["characters", "lines", "links", "columns", "cells"],
)
def test_a_body_beyond_a_limit_is_refused_with_a_way_out(body: str) -> None:
    problems = list(of_body(body, 7))
    assert problems
    assert all(one.code in ("B05", "Y01") and one.line >= 7 and one.remedy.zh for one in problems)


@pytest.mark.parametrize(
    "body",
    [
        "**甲** " * 20_000,
        "\\*" * 60_000,
        "# 甲\n" * 8_000,
        "---\n" * 8_000,
        "|甲|\n|---|\n" + ("`|" * 9_000 + "\n") * 2,
    ],
    ids=["emphasis", "backslashes", "headings", "rules", "ticks"],
)
def test_what_python_markdown_takes_minutes_for_is_refused(body: str) -> None:
    assert list(of_python_markdown(body, 1))


def test_a_long_document_with_much_in_it_is_within_all_limits() -> None:
    table = "| 序号 | 单位 | 金额 |\n|---|---|---|\n" + "".join(f"| {n} | **甲** | 1{n} |\n" for n in range(2_000))
    text = "\n\n".join(f"## 第{n}条\n\n各乡镇人民政府，**县政府**各部门：" + "按照有关规定，" * 60 for n in range(800))
    items = "\n".join(f"- 第{n}项：[附件](00001/{n}.pdf)" for n in range(1_000))
    body = f"{text}\n\n{table}\n\n{items}\n"
    assert not [*of_body(body, 1), *of_python_markdown(body, 1)]
