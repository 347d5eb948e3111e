"""The site behind a real nginx with the settings that ``gongkai nginx`` writes: headers, errors, what was taken away."""

from __future__ import annotations

import http.client
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from acceptance.conftest import copy_county, run
from gongkai.site.serving import POLICY, locations
from support.nginx import started

KEYS = Path(__file__).resolve().parents[1] / "keys"
COLUMN = "/zfxxgk/"
GONE, MERGED, INTO = "items/finance/2025/00003", "items/finance/2025/00002", "items/finance/2025/00001"


class _Served:
    """What the server says."""

    def __init__(self, port: int, folder: Path, county: Path) -> None:
        self.port, self.folder, self.county = port, folder, county

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.putrequest(method, path, skip_accept_encoding=True)  # as it is, ".." and all
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        said = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        connection.close()
        return said


@pytest.fixture(scope="module")
def nginx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Served]:
    folder = tmp_path_factory.mktemp("nginx")
    county = copy_county(folder / "county")
    done = run(county, "gongkai", "build")
    assert done.code == 0, done.said
    for what in (
        ["document=item:990000103/2025-00003", "kind=wrongly_published"],
        ["document=item:990000103/2025-00002", "kind=merged", "into=item:990000103/2025-00001"],
        ["document=item:990000103/2025-00004", "kind=withdrawn"],
    ):
        done = run(
            county, "gongkai", "record", "withdrawals", *what, "on=2026-03-01", "--as", "finance-leader", "--key",
            str(KEYS / "finance-leader"), "--yes",
        )  # fmt: skip
        assert done.code == 0, done.said
    done = run(county, "gongkai", "nginx")
    assert done.code == 2 and "gongkai build" in done.said, "a site that still shows what was taken away"
    done = run(county, "gongkai", "build")
    assert done.code == 0, done.said
    (county / "output/.htaccess").write_text("x")
    (county / "output/link.html").symlink_to(county / "catalog/officers.yaml")
    done = run(county, "gongkai", "nginx")
    assert done.code == 0, done.said
    with started(folder, done.said) as port:
        yield _Served(port, folder, county)


def test_every_answer_has_the_headers(nginx: _Served) -> None:
    for path, kind in (
        ("", "text/html; charset=utf-8"),
        ("catalog/index.html", "text/html; charset=utf-8"),
        ("items/finance/2025/00001.json", "application/json; charset=utf-8"),
        ("catalog.jsonld", "application/ld+json"),
        ("catalog.csv", "text/csv; charset=utf-8"),
        ("catalog.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("feed.xml", "text/xml; charset=utf-8"),
        ("theme/search.js", "text/javascript; charset=utf-8"),
        ("theme/favicon.svg", "image/svg+xml"),
        ("nowhere.html", "text/html; charset=utf-8"),
        (f"{GONE}.html", "text/html; charset=utf-8"),
    ):
        _, headers, _ = nginx.get(COLUMN + path)
        assert headers["content-type"] == kind, path
        assert headers["content-security-policy"] == POLICY and headers["x-content-type-options"] == "nosniff"
        assert headers["strict-transport-security"] and headers["cache-control"] == "no-cache"
        assert headers["server"] == "nginx", "no version"
    _, headers, _ = nginx.get(COLUMN, Accept_Encoding="gzip")
    assert headers["content-encoding"] == "gzip"
    _, headers, _ = nginx.get(COLUMN + "catalog.json")
    assert nginx.get(COLUMN + "catalog.json", If_None_Match=headers["etag"])[0] == 304


def test_what_was_taken_away(nginx: _Served) -> None:
    for path in (f"{GONE}.html", f"{GONE}.json", f"{GONE}/", f"{GONE}/whatever.docx"):
        status, _, body = nginx.get(COLUMN + path)
        assert status == 410 and "该信息已不再公开" in body.decode(), path
    for path in (f"{MERGED}.html", f"{MERGED}.json", f"{MERGED}/old.xlsx"):
        status, headers, _ = nginx.get(COLUMN + path)
        assert status == 301 and headers["location"].endswith(f"{COLUMN}{INTO}.html"), path
    status, _, body = nginx.get(COLUMN + "items/finance/2025/00004.html")
    assert status == 200 and "该信息已撤下" in body.decode()
    assert nginx.get(COLUMN + "items/finance/2025/00004.json")[0] == 404


@pytest.mark.parametrize(
    "path",
    [".htaccess", "link.html", "../catalog/officers.yaml", "..%2fcatalog/officers.yaml", "../county/Makefile", "theme/",
     "items/", "/etc/passwd", "%2e%2e/catalog/site.yaml"],
)  # fmt: skip
def test_nothing_else_is_served(nginx: _Served, path: str) -> None:
    status, _, body = nginx.get(COLUMN + path)
    assert status in (400, 403, 404), path
    assert b"officers" not in body and b"site_id" not in body and b"root:" not in body
    if status == 404 and not path.startswith((".", "%2e")):
        assert "页面不存在" in body.decode()
    for inside in (f"/_gongkai_gone/{GONE}.html", "/_gongkai_gone/catalog.json"):
        assert nginx.get(inside)[0] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_is_taken_in(nginx: _Served, method: str) -> None:
    assert nginx.get(COLUMN, method)[0] == 405


def test_nobody_is_recorded(nginx: _Served) -> None:
    before = (nginx.folder / "access.log").read_text()
    for path in ("", "nowhere.html", f"{GONE}.html", f"{MERGED}.html"):
        nginx.get(COLUMN + path)
    nginx.get("/elsewhere")
    time.sleep(0.2)
    log = (nginx.folder / "access.log").read_text().removeprefix(before)
    assert "GET /elsewhere" in log and COLUMN not in log


def test_everything_that_runs_runs_under_the_policy(nginx: _Served, browser: Browser) -> None:
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    base = f"http://127.0.0.1:{nginx.port}{COLUMN}"
    page.goto(base + "search/?q=预算")
    expect(page.locator("#search-results li[data-index-number]").first).to_be_visible()
    page.goto(base + "guide/deadlines/index.html?from=2026-09-28")
    expect(page.locator("#deadline-result")).to_be_visible()
    page.goto(base + "guide/forms/citizen/index.html")
    page.get_by_role("button", name="检查并生成申请表").click()
    expect(page.locator("#form-problems")).to_be_visible()
    page.goto(base + "reports/government-office/2025.html")
    assert complaints == []
    page.evaluate("document.head.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))")
    assert page.evaluate("window.ran") is None and complaints, "the policy is in force"


def test_a_site_that_still_shows_what_is_gone_is_refused(tmp_path: Path) -> None:
    """Whatever kind of document it is; those without data beside their page, too."""
    county = copy_county(tmp_path / "county")
    assert run(county, "gongkai", "build", "--no-search").code == 0
    assert run(county, "gongkai", "nginx").code == 0
    done = run(
        county, "gongkai", "record", "withdrawals", "document=policy:secrecy-review", "kind=wrongly_published",
        "on=2026-03-01", "--as", "government-office-leader", "--key", str(KEYS / "government-office-leader"), "--yes",
    )  # fmt: skip
    assert done.code == 0, done.said
    done = run(county, "gongkai", "nginx")
    assert done.code == 2 and "policies/secrecy-review" in done.said


def test_a_path_cannot_end_its_line() -> None:
    for folder in ('/srv/a"; root /; #', "/srv/$uri", "/srv/a\nb", "/srv/{x}"):
        with pytest.raises(ValueError):
            locations("https://www.shili.example/", folder, [], {})
