"""Anybody can compare a copy of the site with its manifest: a folder, or what a server hands out."""

from __future__ import annotations

import functools
import hashlib
import http.server
import json
import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from acceptance.conftest import run
from gongkai.cli import main
from gongkai.core.findings import CannotRun
from gongkai.site import copies
from gongkai.site.manifest import read_manifest

PAGE = "items/finance/2025/00003.html"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is inherited
        pass

    def do_GET(self) -> None:
        if self.path.startswith("/elsewhere/"):
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1:9/" + self.path)
            self.end_headers()
        elif self.path.startswith("/broken/"):
            self.send_error(500)
        else:
            super().do_GET()


def serve(folder: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built / "output", tmp_path / "zfxxgk"))


@pytest.fixture
def address(copy: Path) -> Iterator[str]:
    for base in serve(copy.parent):
        yield f"{base}/zfxxgk/"


def differences(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, str]:
    capsys.readouterr()
    code = main(["verify", *arguments, "--format", "json"])
    said = json.loads(capsys.readouterr().out)
    assert code == (1 if said["differences"] else 0)
    assert said["checked"] > 140
    return {one["path"]: one["state"] for one in said["differences"]}


def test_a_true_copy_needs_no_county(copy: Path, tmp_path: Path, address: str) -> None:
    (tmp_path / "empty").mkdir()
    for named in (str(copy), address, address.removesuffix("/"), address + "index.html"):
        done = run(tmp_path / "empty", "gongkai", "verify", named)
        assert done.code == 0, done.said
        assert "全部一致" in done.said and "注意" in done.said
    assert "cannot be seen" in run(tmp_path / "empty", "gongkai", "--lang", "en", "verify", address).said


def test_what_differs_is_named(copy: Path, address: str, capsys: pytest.CaptureFixture[str]) -> None:
    (copy / PAGE).write_bytes((copy / PAGE).read_bytes() + b"\n")
    (copy / "feed.xml").unlink()
    (copy / "extra.html").write_text("x")
    (copy / "theme/link.css").symlink_to("style.css")
    expected = {PAGE: "changed", "feed.xml": "missing", "extra.html": "extra", "theme/link.css": "extra"}
    assert differences(capsys, str(copy)) == expected
    assert differences(capsys, address) == {PAGE: "changed", "feed.xml": "missing"}


def test_a_manifest_from_elsewhere_finds_a_forged_one(
    copy: Path, built: Path, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (copy / PAGE).read_bytes() + b"\n"
    manifest = (copy / "manifest.json").read_text()
    old = read_manifest(manifest.encode(), "").files[PAGE]
    (copy / PAGE).write_bytes(page)
    (copy / "manifest.json").write_text(manifest.replace(old, hashlib.sha256(page).hexdigest()))
    assert differences(capsys, str(copy)) == {}
    true = str(built / "output/manifest.json")
    for named in (str(copy), address):
        assert differences(capsys, named, "--manifest", true) == {PAGE: "changed", "manifest.json": "changed"}


def test_the_search_index_is_compared_with_its_own_list(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tmp_path / "site"
    assert main(["--root", str(built), "build", "--output", str(site)]) == 0
    assert differences(capsys, str(site)) == {}
    listing = site / "pagefind/shards.json"
    listing.write_text(listing.read_text() + "\n")
    (site / "pagefind/more.js").write_text("x")
    assert differences(capsys, str(site)) == {"pagefind/shards.json": "changed", "pagefind/more.js": "extra"}
    (site / "pagefind/manifest.json").unlink()
    assert differences(capsys, str(site))["pagefind/manifest.json"] == "missing"


@pytest.mark.parametrize(
    "named",
    [
        "ftp://127.0.0.1/x/",
        "file:///etc/",
        "http:///x",
        "http://127.0.0.1/?x",
        "nowhere",
        "http://[::1",
        "http://a:x/",
        "http://a:70000/",
        "http://a\u2100.example/",
        "http://127.0.0.1/a b",
    ],
)
def test_what_is_no_copy_of_a_site_is_refused(
    named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["verify", named]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_folder_without_a_manifest_or_with_a_bad_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(tmp_path)]) == 2
    digest = "0" * 64
    for text in (
        "",
        "[]",
        '{"version": 2, "files": []}',
        *(
            json.dumps({"version": 1, "files": [{"path": path, "sha256": sha256} for path, sha256 in pairs]})
            for pairs in ([("../x", digest)], [("/etc/passwd", digest)], [("a", "x")], [("a", digest), ("a", digest)])
        ),
    ):
        (tmp_path / "manifest.json").write_text(text)
        assert main(["verify", str(tmp_path)]) == 2, text
    assert "Traceback" not in capsys.readouterr().err


def test_a_server_that_leads_elsewhere_or_fails_is_not_followed(address: str) -> None:
    base = address.removesuffix("zfxxgk/")
    for path in ("elsewhere/", "broken/"):
        with pytest.raises(CannotRun):
            copies.Server(f"{base}{path}").read("manifest.json", 100)
    assert copies.Server(base).read("none.json", 100) is None
    with pytest.raises(CannotRun):
        copies.Server(address).read("manifest.json", 100)


def test_a_server_that_never_answers_is_given_up() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with pytest.raises(CannotRun):
            copies.Server(f"http://127.0.0.1:{silent.getsockname()[1]}/", timeout=0.2).digest("index.html")


def test_the_manifest_accounts_for_every_file_and_nothing_internal(built: Path) -> None:
    data = (built / "output/manifest.json").read_bytes()
    manifest = read_manifest(data, "manifest.json")
    there = {p.relative_to(built / "output").as_posix() for p in (built / "output").rglob("*") if p.is_file()}
    assert set(manifest.files) == there - {"manifest.json"}
    documents = json.loads(data)["documents"]
    assert [d["name"] for d in documents] == sorted(d["name"] for d in documents)
    assert all(set(d) == {"name", "address", "digest", "approved_on", "files"} for d in documents)
    assert not [line for line in data.decode().splitlines() if line.count('"name"') > 1]


def test_what_a_copy_over_the_old_site_left_behind_is_found(
    copy: Path, address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A server lists nothing: data beside a page that is a tombstone now, a list's page too many, and what an old manifest named."""
    earlier = tmp_path / "earlier.json"
    shutil.copy(copy / "manifest.json", earlier)
    manifest = json.loads((copy / "manifest.json").read_text())
    (record,) = [one for one in manifest["documents"] if PAGE in one["files"]]
    manifest["documents"].remove(record)
    data = PAGE.replace(".html", ".json")
    manifest["files"].append({"path": PAGE, "sha256": record["files"][PAGE]})
    gone = {path for path in record["files"] if path != PAGE}
    assert data in gone
    (copy / "manifest.json").write_text(json.dumps(manifest))
    beyond = next(path for path in copy.glob("catalog/agency/*/index.html")).with_name("page-99.html").parent
    last = max((int(path.stem[5:]) for path in beyond.glob("page-*.html")), default=1)
    (beyond / f"page-{last + 1}.html").write_text("x")
    extra = f"catalog/agency/{beyond.name}/page-{last + 1}.html"
    assert differences(capsys, address) == {data: "extra", extra: "extra"}
    assert differences(capsys, address, "--earlier", str(earlier)) == dict.fromkeys({extra, *gone}, "extra")
    for path in (*gone, extra):
        (copy / path).unlink()
    assert differences(capsys, address, "--earlier", str(earlier)) == {}


def test_what_a_copy_over_the_old_site_left_of_its_search_index_is_found(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Fragments of the index hold the words of what was taken away; only the manifest of the old index names them."""
    county, copy = tmp_path / "county", tmp_path / "served/zfxxgk"
    shutil.copytree(built, county, ignore=shutil.ignore_patterns("output"))
    assert main(["--root", str(county), "build"]) == 0
    shutil.copytree(county / "output", copy)
    index, whole = tmp_path / "index.json", tmp_path / "whole.json"
    shutil.copy(copy / "pagefind/manifest.json", index)
    shutil.copy(copy / "manifest.json", whole)

    shutil.rmtree(county / "content/items/finance/2025/00003")
    (county / "content/items/finance/2025/00003.md").unlink()
    assert main(["--root", str(county), "build"]) == 0, capsys.readouterr().out
    shutil.copytree(county / "output", copy, dirs_exist_ok=True)  # as `cp -r` does

    now = {one["path"] for one in json.loads((copy / "pagefind/manifest.json").read_text())["files"]}
    left = {one["path"] for one in json.loads(index.read_text())["files"]} - now
    assert any("/fragment/" in path for path in left) and all((copy / path).is_file() for path in left)
    assert left < differences(capsys, str(copy)).keys(), "a folder lists them"
    for base in serve(copy.parent):
        address = f"{base}/zfxxgk/"
        assert not left & differences(capsys, address).keys()
        assert not left & differences(capsys, address, "--earlier", str(whole)).keys()
        for given in ([str(index)], [str(whole), str(index)]):
            found = differences(capsys, address, "--earlier", *given)
            assert {path for path, state in found.items() if state == "extra" and path.startswith("pagefind/")} == left
        for path in left:
            (copy / path).unlink()
        assert not left & differences(capsys, address, "--earlier", str(index)).keys()
