"""Whatever is done to a built site, ``gongkai audit output`` finds it; whatever a theme does, no build lets it through."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

import pikepdf
import pytest

from acceptance.conftest import Witness, run
from gongkai.cli import main
from gongkai.gate.check import check
from gongkai.proof import loading, texts
from gongkai.proof.internal import internal_texts
from gongkai.proof.scan import entry_of
from gongkai.reporting import FORMATS
from gongkai.site.manifest import PAGEFIND_MANIFEST, search_manifest
from gongkai.source.tree import Disk
from sample_county import TODAY

PAGE = "items/finance/2025/00003.html"
FOLDER = "items/finance/2025/00003"
OFFICER = "县财政局信息员甲"
OPINION = "逐项审查未发现不宜公开的内容，建议主动公开。"


@pytest.fixture(scope="module")
def searched(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The county with a site that has a search index."""
    county = tmp_path_factory.mktemp("searched")
    shutil.copytree(built, county, dirs_exist_ok=True)
    assert main(["--root", str(county), "build"]) == 0
    return county


@pytest.fixture
def site(searched: Path, tmp_path: Path) -> Path:
    """A copy of that site, to attack."""
    return Path(shutil.copytree(searched / "output", tmp_path / "output"))


Found = Callable[[], set[tuple[str, str]]]


@pytest.fixture
def found(searched: Path, site: Path, capsys: pytest.CaptureFixture[str]) -> Found:
    """The codes and paths of all errors in the site."""

    def audit() -> set[tuple[str, str]]:
        capsys.readouterr()
        code = main(["--root", str(searched), "audit", "output", str(site), "--format", "json"])
        errors = [f for f in json.loads(capsys.readouterr().out)["findings"] if f["severity"] == "error"]
        assert code == (1 if errors else 0)
        assert OFFICER not in str(errors) and OPINION not in str(errors), "a report repeats what must not show"
        assert all(f["clause"] != "design" and f["remedy"] for f in errors)
        return {(f["code"], f["path"].removeprefix("output/")) for f in errors}

    return audit


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")


def test_an_untouched_site_is_proved(found: Found, searched: Path) -> None:
    assert found() == set()
    verdict = check(Disk(searched), TODAY)
    assert verdict.county is not None
    kinds = {
        one.kind.value
        for one in internal_texts((text for d in verdict.approved for text in d.internal), verdict.county)
    }
    assert kinds >= {"person", "key", "signature", "opinion", "ledger", "field", "source"}


def test_a_foreign_file(site: Path, found: Found) -> None:
    shard = _shards(site)[0].relative_to(site).as_posix()
    other = f"{shard[:-4]}ffff"  # the same period with other contents
    shutil.copytree(site / shard, site / other)
    copied = {path.relative_to(site).as_posix() for path in (site / other).rglob("*") if path.is_file()}
    extra = {
        "notice.html", "theme/extra.js", "pagefind/extra.bin", "pagefind/engine-000000000000.pagefind",
        f"{shard}/fragment/x.pf_index", f"{shard}/index/x.pf_index", ".htaccess",
    }  # fmt: skip
    for path in extra:
        (site / path).write_text("x")
    _listed_again(site)
    assert {path for code, path in found() if code == "O01"} == extra | copied


@pytest.mark.parametrize(
    "name, shown",
    [
        (b"\xff", r"\udcff"),
        (b"items/\xb9\xab\xbf\xaa.html", r"items/\udcb9\udcab\udcbf\udcaa.html"),  # 公开 in GB18030
        (b"\xe5\x85/x.html", r"\udce5\udc85/x.html"),  # the first two bytes of three
        (b"theme/a\nb.html:1:1: O01", r"theme/a\nb.html:1:1: O01"),
        (b"pagefind/\xff.pf_index", r"pagefind/\udcff.pf_index"),
    ],
    ids=["a byte", "GB18030", "a folder", "a line break", "in the index"],
)
def test_a_name_that_is_no_utf8_is_a_finding_like_any_other(
    searched: Path, site: Path, name: bytes, shown: str, found: Found
) -> None:
    place = Path(os.fsdecode(os.fsencode(site) + b"/" + name))
    place.parent.mkdir(exist_ok=True)
    place.write_text("x")
    assert found() == {("O01", shown)}
    for form in sorted(FORMATS):
        done = run(searched, "gongkai", "audit", "output", str(site), "--format", form)
        assert done.code == 1 and "O01" in done.said, done.said
        assert "Traceback" not in done.said and "内部错误" not in done.said, done.said
        if form == "text":
            assert [line for line in done.said.split("\n") if f"{shown}:1:1: " in line], done.said
    done = run(searched, "gongkai", "verify", str(site))
    assert done.code == 1 and f"{shown}: 多出\n" in done.said and "Traceback" not in done.said, done.said
    done = run(searched, "gongkai", "verify", str(site), "--format", "json")
    assert done.code == 1
    assert json.loads(done.said)["differences"] == [{"path": os.fsdecode(name), "state": "extra"}]


def test_a_page_or_an_index_file_that_is_gone(site: Path, found: Found) -> None:
    (site / PAGE).unlink()
    (site / "feed.xml").unlink()
    index = next((site / "pagefind").glob("*/index/*"))
    index.unlink()
    assert found() == {("O01", PAGE), ("O01", "feed.xml"), ("O01", index.relative_to(site).as_posix())}


def test_a_changed_page_and_a_swapped_attachment(site: Path, found: Found) -> None:
    change(site / PAGE, "创业担保", "创业贷保")
    (attachment,) = (site / FOLDER).iterdir()
    attachment.write_bytes(next(p for p in site.rglob("*.docx") if p != attachment).read_bytes())
    change(site / "theme/search.js", "const", "let")
    assert found() == {
        ("O03", PAGE),
        ("O03", attachment.relative_to(site).as_posix()),
        ("O03", "theme/search.js"),
    }


@pytest.mark.parametrize(
    "path, end",
    [
        (PAGE, "</main>"),
        (f"{FOLDER}.json", '"record"'),
        ("feed.xml", "</feed>"),
        ("catalog/index.html", "</main>"),
        ("catalog.csv", "索引号"),
        ("catalog.jsonld", '"@graph"'),
        ("robots.txt", "\nAllow"),
    ],
)
@pytest.mark.parametrize("text", [OFFICER, OPINION, "finance-info-a", "U1NIU0lHAAAAAQ"])
def test_internal_text_in_pages_feed_and_exports(site: Path, found: Found, path: str, end: str, text: str) -> None:
    change(site / path, end, text + end)
    assert found() == {("O02", path), ("O03", path)}


@pytest.mark.parametrize("hide", [lambda t: t, lambda t: json.dumps(t)[1:-1]], ids=["plain", "escaped"])
def test_an_internal_word_in_an_export(site: Path, found: Found, hide: Callable[[str], str]) -> None:
    note = "惠民政策，联合发文各方均已核对，不涉及国家秘密。"
    change(site / "catalog.json", '"title": "', f'"title": "{hide(note)}')
    assert found() == {("O02", "catalog.json"), ("O03", "catalog.json")}


@pytest.mark.parametrize("text", [OFFICER, OPINION, "县政府"])
def test_an_internal_word_in_the_workbook(site: Path, found: Found, text: str) -> None:
    path = site / "catalog.xlsx"
    with zipfile.ZipFile(path) as archive:
        parts = {entry: archive.read(entry) for entry in archive.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, data in parts.items():
            archive.writestr(entry, data.replace("索引号".encode(), escape(text).encode()))
    wanted = {("O03", "catalog.xlsx")} | ({("O02", "catalog.xlsx")} if text != "县政府" else set())
    assert found() == wanted
    path.write_bytes(b"PK")
    assert found() == {("O03", "catalog.xlsx")}


def _fragments(site: Path) -> Iterator[tuple[Path, bytes]]:
    for path in sorted((site / "pagefind").glob("*/fragment/*")):
        yield path, gzip.decompress(path.read_bytes())


def _shards(site: Path) -> list[Path]:
    return sorted(path for path in (site / "pagefind").iterdir() if path.is_dir())


def _listed_again(site: Path) -> None:
    """The attacker mends the list of the index as well."""
    folder = site / "pagefind"
    files = {p.relative_to(site).as_posix(): p for p in folder.rglob("*") if p.is_file() and p.name != "manifest.json"}
    digests = {path: hashlib.sha256(file.read_bytes()).hexdigest() for path, file in files.items()}
    (site / PAGEFIND_MANIFEST).write_bytes(search_manifest(digests))


@pytest.mark.parametrize("text, codes", [(OFFICER, {"O02", "O03"}), ("免收一切费用", {"O03"})])
def test_a_search_entry_that_says_more(site: Path, found: Found, text: str, codes: set[str]) -> None:
    path, plain = next(_fragments(site))
    path.write_bytes(gzip.compress(plain.replace(b'"text": "', f'"text": "{text}'.encode())))
    _listed_again(site)
    assert found() == {(code, path.relative_to(site).as_posix()) for code in codes}


def test_internal_text_in_a_filter_and_changed_engine(site: Path, found: Found) -> None:
    path = next((site / "pagefind").glob("*/filter/*"))
    path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes()) + OFFICER.encode()))
    engine = next((site / "pagefind").glob("engine-*"))
    engine.write_bytes(engine.read_bytes() + b"\0")
    _listed_again(site)
    assert found() == {("O02", path.relative_to(site).as_posix()), ("O03", engine.relative_to(site).as_posix())}


def test_a_shard_that_is_not_whole(site: Path, found: Found) -> None:
    """Its index made smaller, whatever the lists say; the shard itself taken out of the list of shards."""
    index = next((site / "pagefind").glob("*/index/*"))
    index.unlink()
    listing = site / "pagefind/shards.json"
    lines = listing.read_text(encoding="utf-8").splitlines()
    assert len(lines) > 3, "the sample county has items of several years"
    listing.write_text("\n".join([lines[0], *lines[2:]]) + "\n", encoding="utf-8")
    _listed_again(site)
    assert found() == {("O01", index.relative_to(site).as_posix()), ("O03", "pagefind/shards.json")}


def test_a_shard_that_is_gone(site: Path, found: Found) -> None:
    shard = _shards(site)[0]
    entries = {
        json.loads(plain.removeprefix(b"pagefind_dcd"))["meta"]["url"] for _, plain in _fragments(shard.parent.parent)
    }
    shutil.rmtree(shard)
    left = {json.loads(plain.removeprefix(b"pagefind_dcd"))["meta"]["url"] for _, plain in _fragments(site)}
    _listed_again(site)
    missing = {path for code, path in found() if code == "O01"}
    assert missing >= entries - left
    assert any(path.startswith(shard.relative_to(site).as_posix()) for path in missing)


def test_an_entry_in_another_shard_or_in_two(site: Path, found: Found) -> None:
    first, second = _shards(site)[:2]
    moved, copied = sorted((first / "fragment").iterdir())[:2]
    address = {path: entry_of(path.read_bytes())[0] for path in (moved, copied)}
    moved.rename(second / "fragment" / moved.name)
    shutil.copy(copied, second / "fragment" / copied.name)
    _listed_again(site)
    inside = {
        f"{shard.relative_to(site).as_posix()}/fragment/{path.name}"
        for shard, path in [(first, moved), (second, moved), (second, copied)]
    }
    assert found() == {("O01", address[moved]), *(("O01", path) for path in inside)}


def _docx(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == "docProps/core.xml":
                part = part.replace(b"</cp:coreProperties>", f"<x>{OFFICER}</x></cp:coreProperties>".encode())
            new.writestr(entry, part)
    return out.getvalue()


def _pdf(data: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        document.docinfo["/Author"] = OFFICER
        document.save(out)
    return out.getvalue()


def _xmp(data: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        with document.open_metadata() as metadata:
            metadata["dc:creator"] = [OFFICER]
        document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("suffix, sign", [("docx", _docx), ("xlsx", _docx), ("pdf", _pdf), ("pdf", _xmp)])
def test_an_officer_in_the_metadata_of_an_attachment(
    site: Path, found: Found, suffix: str, sign: Callable[[bytes], bytes]
) -> None:
    attachment = next(iter(sorted(site.glob(f"items/**/*.{suffix}"))))
    attachment.write_bytes(sign(attachment.read_bytes()))
    path = attachment.relative_to(site).as_posix()
    assert found() == {("O02", path), ("O03", path)}


def test_an_attachment_that_cannot_be_read_is_said(site: Path, found: Found) -> None:
    attachment = next(iter(site.rglob("*.pdf")))
    attachment.write_bytes(b"%PDF-1.7 nothing")
    assert found() == {("O03", attachment.relative_to(site).as_posix())}


@pytest.mark.parametrize(
    "tag",
    [
        '<script src="https://elsewhere.example/a.js"></script>',
        '<img alt="" srcset="a.png 1x, //elsewhere.example/b.png 2x">',
        '<video poster="http://elsewhere.example/p.jpg"></video>',
        '<link rel="stylesheet" href="https://elsewhere.example/a.css">',
        '<link rel="preconnect" href="https://elsewhere.example">',
        '<iframe src="../index.html"></iframe>',
        '<base href="https://elsewhere.example/">',
        '<meta http-equiv="refresh" content="0; url=https://elsewhere.example/">',
        "<script>alert(1)</script>",
        "<style>p { color: red }</style>",
        '<p style="color: red">',
        '<p onclick="x()">',
        '<a href="java&#115;cript:x()">',
        '<p "><img src=//elsewhere.example/a.png><p ">',
        "<img src=//elsewhere.example/a.png",
        "<p/onclick=x()>",
    ],
)
def test_what_a_browser_would_load_or_run_by_itself(tag: str) -> None:
    parts = loading.TAG.split(f"<main>{tag}</main>")
    wrong = [one for one in parts[1::2] if loading.in_tag(one, "https://www.shili.example/")]
    assert wrong or "<" in "".join(parts[0::2])
    assert not any(loading.PLAIN.fullmatch(one) for one in wrong)


def test_what_is_followed_or_ours_may_stand() -> None:
    for tag in (
        '<a href="https://elsewhere.example/" title="a > b">',
        '<link rel="canonical" href="https://www.shili.example/a.html">',
        '<img src="https://www.shili.example/a.png" alt="">',
        '<img src="data:image/png;base64,AA" alt="x">',
        '<meta name="description" content="javascript: 教程">',
    ):
        assert loading.TAG.fullmatch(tag)
        assert loading.in_tag(tag, "https://www.shili.example/") is None
    assert loading.in_style("p { background: url(//elsewhere.example/a.png) }", "https://www.shili.example/")
    assert loading.in_style("@import 'https://elsewhere.example/a.css';", "https://www.shili.example/")
    assert loading.in_style("p { background: url(a.png) }", "https://www.shili.example/") is None


def test_an_unpacked_index_file_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "LARGEST", 1000)
    assert texts.unpack(gzip.compress(b"x" * 999)) == b"x" * 999
    for data in (gzip.compress(b"x" * 2000), b"no gzip", gzip.compress(b"x") + b"tail"):
        with pytest.raises(texts.Unreadable):
            texts.unpack(data)


def test_the_manifest_is_part_of_the_proof(site: Path, found: Found) -> None:
    change(site / "manifest.json", '"sha256": "', '"sha256": "0')
    assert found() == {("O03", "manifest.json")}


# -- what was taken away -----------------------------------------------------------------------------------------


@pytest.fixture
def withdrawn(searched: Path, tmp_path: Path) -> Path:
    """The county with one item withdrawn, and the site as it was before."""
    county = Path(shutil.copytree(searched, tmp_path / "county"))
    keys = Path(__file__).resolve().parents[1] / "keys"
    done = run(
        county, "gongkai", "record", "withdrawals", "document=item:990000103/2025-00003", "kind=withdrawn",
        "on=2026-03-01", "--as", "finance-leader", "--key", str(keys / "finance-leader"), "--yes",
    )  # fmt: skip
    assert done.code == 0, done.said
    return county


def test_a_withdrawn_item_is_found_wherever_it_is_left(withdrawn: Path) -> None:
    done = run(withdrawn, "gongkai", "audit", "output", "--format", "json")
    assert done.code == 1, done.said
    places = {f["path"] for f in json.loads(done.said)["findings"] if f["code"] == "O04"}
    assert places >= {"output/sitemap.xml", "output/catalog.json", "output/catalog.csv"}
    assert places >= {"output/catalog.xlsx", "output/catalog.jsonld"}
    assert places >= {"output/catalog/agency/finance/index.html", "output/catalog/year/2025/index.html"}
    assert any(path.startswith(f"output/{FOLDER}/") for path in places), "its attachment"
    assert any("/fragment/" in path for path in places)
    assert run(withdrawn, "gongkai", "build").code == 0
    assert run(withdrawn, "gongkai", "audit", "output").code == 0
    assert not (withdrawn / "output" / FOLDER).exists()
    change(withdrawn / "output/sitemap.xml", "</urlset>", f"<url><loc>{PAGE}</loc></url></urlset>")
    done = run(withdrawn, "gongkai", "audit", "output", "--format", "json")
    assert {f["code"] for f in json.loads(done.said)["findings"]} == {"O03", "O04"}


# -- at every build ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "template, text, code",
    [
        ("components/site_footer.html", f"<p>{OFFICER}</p>", "O02"),
        ("components/site_footer.html", f"<p>{{{{ '{OFFICER[:4]}' ~ '{OFFICER[4:]}' }}}}</p>", "O02"),
        ("feed.xml", "<!-- finance-info-a -->", "O02"),
        ("item.html", '<script src="https://elsewhere.example/a.js"></script>', "O01"),
        ("home.html", '<p onclick="x()">x</p>', "O01"),
    ],
)
def test_a_theme_that_shows_or_loads_too_much_stops_the_build(
    county: Path, witness: Witness, template: str, text: str, code: str
) -> None:
    file = county / "theme/templates" / template
    content = file.read_text()
    marker = "{% endblock %}" if "{% block main %}" in content else "</feed>" if "</feed>" in content else ""
    assert marker or template.endswith("footer.html")
    before, _, after = content.rpartition(marker) if marker else (content, "", "")
    shown = text if marker else before
    file.write_text(
        f"{before}{text}{marker}{after}" if marker else re.sub(r"</footer>", f"{text}</footer>", shown, count=1)
    )
    for command in (("gongkai", "build", "--no-search"), ("pelican", "content", "-s", "pelicanconf.py")):
        done = run(county, *command)
        witness.refused(done, 1)
        assert f": {code} " in done.said and "未生成网站" in done.said
        assert OFFICER not in done.said
