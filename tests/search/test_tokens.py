"""The tokens that texts are indexed under: the shared vectors, and the promise that makes a phrase a substring."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.search.tokens import CHARACTER, EXACT, characters, exact, fold_table, normalise, read_fold, tokenise
from search.corpus import STATIC

VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text(encoding="utf-8"))
FOLD = read_fold(STATIC / "traditional.json")
TABLE = fold_table(FOLD)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["text"])
def test_vector(vector: dict[str, Any]) -> None:
    normal = normalise(vector["text"], TABLE)
    assert normal == vector["normal"]
    assert tokenise(normal) == vector["tokens"]


def test_fold_is_one_character_to_one_and_stable() -> None:
    assert all(len(old) == len(new) == 1 and old != new for old, new in FOLD.items())
    assert not FOLD.keys() & set(FOLD.values())


def test_each_character_once() -> None:
    assert characters("税收 税务 2024年") == [CHARACTER + character for character in sorted("税收务年")]


def test_index_number_is_one_token_in_any_width() -> None:
    assert exact("990000101/2019-00012", TABLE) == exact("９９００００１０１／２０１９－０００１２", TABLE)
    assert exact("990000101/2019-00012", TABLE) == f"{EXACT}990000101201900012"


TEXT = st.text(alphabet="行政许可2年号5 ,〔〕", max_size=30)


@given(TEXT)
def test_normal_form_is_stable(text: str) -> None:
    normal = normalise(text, TABLE)
    assert normalise(normal, TABLE) == normal


@given(st.text(alphabet="行政许可年号", min_size=2, max_size=30), st.data())
def test_a_phrase_is_found_exactly_where_its_text_is(text: str, data: st.DataObject) -> None:
    query = data.draw(st.text(alphabet="行政许可年号", min_size=2, max_size=4) | st.sampled_from([text[:2], text[-3:]]))
    if len(query) < 2:
        return
    wanted, tokens = tokenise(query)[:-1], tokenise(text)
    found = [at for at in range(len(tokens)) if tokens[at : at + len(wanted)] == wanted]
    assert found == [at for at in range(len(text)) if text.startswith(query, at)]
