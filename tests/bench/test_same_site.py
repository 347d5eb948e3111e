"""The peers that need no npm build the site that ours is, and the comparison sees when one does not."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import changes
import contenders
import hugo_site
import pelican_site
import pytest
import yaml
from peer import Peer
from sameness import census, differences
from source_county import SourceCounty, front_matter

_ITEMS = 130  # so that the list of an agency has two pages


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("bench") / "county"
    _run([sys.executable, "-m", "gongkai", "demo", str(root), "--items", str(_ITEMS), "--chars", "300"])
    _run(contenders.ours(root).cold)
    return root


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("peer", [hugo_site.PEER, pelican_site.PEER], ids=lambda peer: peer.name)
def test_a_peer_builds_our_site(peer: Peer, county: Path, tmp_path: Path) -> None:
    peer.install()  # both are locked among what tests need: one that is missing is a failure
    source = SourceCounty.of(county)
    other = contenders.theirs(peer, source, tmp_path / "site")
    _run(other.cold)
    ours, theirs = census(county / "output"), census(other.output)
    assert len(ours.items) == _ITEMS and ours.lists["agency", "office"][0] == 2
    assert differences(ours.core, theirs.core) == []
    if peer.beyond:
        assert len(ours.beside) > _ITEMS and differences(ours, theirs) == []
    for name in sorted(ours.items)[:5]:
        assert _said(county / "output" / name) == _said(other.output / name)


def _said(page: Path) -> list[str]:
    """The body of an item, its title and its metadata, without markup."""
    text = page.read_text(encoding="utf-8")
    main = text[text.index("<h1") : text.index("</main>")]
    cut = [part.partition(">")[2] for part in main.split("<")]
    # The size of a file is written in other units.
    return [" ".join(part.split()) for part in cut if part.strip() and "字节" not in part and " KB" not in part]


def test_another_site_is_noticed(county: Path, tmp_path: Path) -> None:
    ours = census(county / "output")
    site = shutil.copytree(county / "output", tmp_path / "site")
    (site / "feed.xml").unlink()
    next((site / "items").rglob("*.csv")).unlink()
    next((site / "items").rglob("*.html")).unlink()
    (site / "catalog/agency/office/page-2.html").unlink()
    next((site / "items").rglob("*.json")).unlink()
    said = differences(ours, census(site))
    assert [line.partition(":")[0] for line in said] == ["items", "attachments", "exports", "beside", "lists"]
    assert "agency/office" in said[4]
    next((site / "catalog/genre").rglob("page-2.html")).unlink()
    core = differences(ours.core, census(site).core)
    assert [line.partition(":")[0] for line in core] == ["items", "attachments", "exports", "lists"]


def test_a_change_is_signed_and_reaches_the_peers(county: Path, tmp_path: Path) -> None:
    root = shutil.copytree(county, tmp_path / "county")
    edited = changes.edit(root, 1)
    assert changes.edit(root, 2) == edited
    added = changes.add(root, 1)
    assert added != edited and not (county / added).exists()
    _run(contenders.gongkai(root, "check"))
    entry = SourceCounty.of(root).item(edited)
    assert [revision["revision"] for revision in entry.fields["revisions"]] == ["2", "3"]
    pelican_site.put(entry, tmp_path)
    assert "补充第2段说明" in (tmp_path / "content" / entry.path).read_text(encoding="utf-8")


def test_peers_read_every_value_as_text(county: Path) -> None:
    for entry in SourceCounty.of(county).items():
        _, written, _ = front_matter(entry.fields, entry.body).split("---\n", 2)
        assert yaml.safe_load(written) == entry.fields


def test_locks_name_no_host() -> None:
    here = Path(__file__).parent
    assert "resolved" not in (here / "eleventy/package-lock.json").read_text()
    assert "://" not in (here / "mkdocs-requirements.txt").read_text()
