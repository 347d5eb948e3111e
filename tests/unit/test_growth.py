"""Nothing that a commit can bring in costs more than its size warrants.

Each detector, pattern, reader and rule is given hostile input of three sizes; what grows faster than its input fails. Whatever has a
limit is measured below it.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections import deque
from collections.abc import Callable, Iterator

import pytest

import gongkai
from gongkai.secrecy.detectors import DETECTORS, Detector
from gongkai.secrecy.scan import _compiled
from support.growth import LIMIT, exponent

Make = Callable[[int], str]

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
    "住址:村1", "申请人:", "护照a", "电话:0",
    "QQ:", "更多资料", "免费下载", "本文件含有", "1990年1月1", "出生日期:1990-", "〔xx〕", "〔 〕x",
    "待", "a@a.", "https://a", "138-", "+86 ", "1101", "(010)", "010-",
)  # fmt: skip


def hostile(beginnings: tuple[str, ...], n: int) -> list[str]:
    """Repetitions, runs, and each beginning again and again, or once before a long run that comes to nothing."""
    texts = [one * (n // len(one)) for one in (*RUNS, *UNITS, *beginnings)]
    texts += [f"{one * n}a" for one in ("x", "_", "-", "=")]
    return texts + [begin + run * n for begin in beginnings for run in (" ", "|", "_", "x", "张", "0")]


@pytest.mark.parametrize("detector", DETECTORS, ids=lambda one: one.name)
def test_a_detector_takes_as_long_as_its_text(detector: Detector) -> None:
    pattern = _compiled(detector.pattern)
    own = tuple(one for one in BEGINNINGS if one[:2] in detector.pattern or one[:1] in "0123456789(+ahw张")[:12]
    beginnings = (*detector.words[:12], *own)

    def work(texts: list[str]) -> None:
        for text in texts:
            deque(pattern.finditer(text), maxlen=0)

    assert exponent(work, lambda n: hostile(beginnings, n), 1_000, 4_000) <= LIMIT


def patterns() -> Iterator[tuple[str, re.Pattern[str], bool]]:
    """Every compiled pattern of the program, and whether it is only ever looked for at one place."""
    for module in pkgutil.walk_packages(gongkai.__path__, "gongkai."):
        if module.name.startswith(("gongkai.demo", "gongkai.__main__", "gongkai.attachments.worker")):
            continue  # what makes our own samples, and two programs
        loaded = importlib.import_module(module.name)
        for name, value in vars(loaded).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                used = set(re.findall(rf"\b{name}\.(\w+)", inspect.getsource(loaded)))
                yield f"{module.name}.{name}", value, bool(used) and used <= {"match", "fullmatch"}


# Applied to HTML of our own making alone, in which every tag is closed.
OF_OWN_HTML = {"gongkai.publish.contents._TAG", "gongkai.markup.render._INLINE", "gongkai.markup.render._TAG"}
PATTERNS = [one for one in {id(one[1]): one for one in patterns()}.values() if one[0] not in OF_OWN_HTML]


@pytest.mark.parametrize(("name", "pattern", "anchored"), PATTERNS, ids=[name for name, _, _ in PATTERNS])
def test_a_pattern_takes_as_long_as_its_text(name: str, pattern: re.Pattern[str], anchored: bool) -> None:
    def work(texts: list[str]) -> None:
        for text in texts:
            if anchored:
                pattern.match(text)
            else:
                deque(pattern.finditer(text), maxlen=0)

    assert exponent(work, lambda n: hostile((), n), 2_000, 8_000) <= LIMIT
