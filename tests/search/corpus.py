"""Real regulations as search entries, and what a search for a text must find, worked out by other means."""

import gzip
import json
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from gongkai.search import Entry, read_fold

REPOSITORY = Path(__file__).resolve().parents[2]
CORPUS = REPOSITORY.parent / "shared" / "corpus" / "regulations.jsonl.gz"
STATIC = REPOSITORY / "theme" / "static"
AGENCIES = {"finance": "示范县财政局", "office": "示范县人民政府办公室", "education": "示范县教育局"}


def entries() -> list[Entry]:
    """The corpus as items, each with a number, a year and an agency of its own making."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        regulations = [json.loads(line) for line in lines]
    return [_entry(serial, regulation) for serial, regulation in enumerate(regulations, 1)]


def _entry(serial: int, regulation: dict[str, str]) -> Entry:
    year = str(2015 + serial % 9)
    agency = list(AGENCIES)[serial % len(AGENCIES)]
    body = re.sub(r"\A#[^\n]*\n", "", regulation["body"]).replace("<!-- INFO END -->", "")
    return Entry(
        index_number=f"990000101/{year}-{serial:05}",
        url=f"items/99/{year}/{serial:05}.html",
        title=regulation["title"],
        text=re.sub(r"^#+ ", "", body, flags=re.MULTILINE).strip(),
        document_number=f"示府发〔{year}〕{serial}号",
        date=f"{year}-{serial % 12 + 1:02}-{serial % 28 + 1:02}",
        year=year,
        agency=agency,
        category="regulation" if serial % 2 else "plan",
        genre="normative",
        agency_name=AGENCIES[agency],
    )


@cache
def _folding() -> dict[int, str]:
    return str.maketrans(read_fold(STATIC / "traditional.json"))


def plain(text: str) -> str:
    """NFKC, lower case, simplified, any punctuation and space as one bar."""
    text = unicodedata.normalize("NFKC", text).lower().translate(_folding())
    return re.sub(r"[\W_]+", "|", re.sub("[\u200b\ufeff\u00ad]", "", text))


def truth(query: str, texts: dict[str, str]) -> set[str]:
    """Index numbers of the texts, in plain form, that hold every word of `query`; numbers only as wholes."""
    return {
        number for number, text in texts.items() if all(_holds(text, plain(word).strip("|")) for word in query.split())
    }


def _holds(text: str, word: str) -> bool:
    before = r"(?<![0-9a-z])" if re.match("[0-9a-z]", word) else ""
    after = r"(?![0-9a-z])" if re.search("[0-9a-z]$", word) else ""
    return word in text and re.search(before + re.escape(word) + after, text) is not None


def plain_texts(items: Iterable[Entry]) -> dict[str, str]:
    return {item.index_number: plain(f"{item.title}\n{item.document_number}\n{item.text}") for item in items}
