"""``gongkai explain ITEM`` on every case of the ruling, word for word in both languages.

Run as a program, this writes the snapshots anew: ``PYTHONPATH=tests python tests/unit/test_explain.py``.
"""

from __future__ import annotations

import contextlib
import io
import sys
import tempfile
from pathlib import Path

import pytest

from gongkai.cli import main as gongkai
from support import cases, county
from support.cases import Case

ITEM = "content/items/office/2026/00009.md"
CODES = ("C05", "S02", "S04", "S05", "S06", "S08")
RULING = [case for case in cases.load() if case.code in CODES and "item" in case.steps[0]]


def explain(root: Path, subject: str, lang: str, today: str) -> tuple[int, str]:
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        code = gongkai(["--root", str(root), "--lang", lang, "explain", subject, "--today", today])
    return code, said.getvalue()


def told(case: Case, root: Path) -> tuple[int, str]:
    case.make(root)
    codes, texts = set(), []
    for lang in ("zh", "en"):
        code, text = explain(root, ITEM, lang, str(case.today))
        codes.add(code)
        texts.append(text)
    (code,) = codes
    return code, "\n".join(texts)


def snapshot(case: Case) -> Path:
    return cases.FOLDER / case.code / f"{case.name}.explain.txt"


@pytest.mark.parametrize("case", RULING, ids=lambda case: case.id)
def test_the_path_of_a_ruling_is_told(case: Case, tmp_path: Path) -> None:
    code, text = told(case, tmp_path)
    assert text == snapshot(case).read_text(encoding="utf-8")
    assert code == (0 if case.good or case.code == "S08" else 1)


def test_an_item_can_be_named_in_three_ways(tmp_path: Path) -> None:
    root = county.copy_to(tmp_path)
    named = [county.POLICY_ITEM, "100000102/2026-00001", "item:100000102/2026-00001"]
    texts = {explain(root, name, "zh", str(county.TODAY)) for name in named}
    assert len(texts) == 1
    assert next(iter(texts))[0] == 0


def test_it_says_whose_turn_it_is(tmp_path: Path) -> None:
    root = county.copy_to(tmp_path)
    county.resign(root, county.POLICY_ITEM, joint=None, final=None)
    code, text = explain(root, county.POLICY_ITEM, "zh", str(county.TODAY))
    assert code == 1
    assert "审查：缺联合审查、复审\n下一步：联合发文机关分管保密领导 → 联合审查\n" in text
    assert "R11" in text
    assert "R02" in text


def test_what_is_no_item_is_not_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = county.copy_to(tmp_path)
    assert explain(root, county.GUIDE, "zh", str(county.TODAY))[0] == 2
    assert "不是目录条目" in capsys.readouterr().err
    assert explain(root, "Z99", "zh", str(county.TODAY))[0] == 2


if __name__ == "__main__":
    for one in RULING:
        with tempfile.TemporaryDirectory() as folder:
            snapshot(one).write_text(told(one, Path(folder))[1], encoding="utf-8")
    sys.stdout.write(f"{len(RULING)} snapshots\n")
