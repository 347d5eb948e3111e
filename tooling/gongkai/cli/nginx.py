"""``gongkai nginx``: the settings with which an nginx serves the site, headers and answers for what was taken away included."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path, PurePosixPath

from gongkai.cli import common
from gongkai.cli.county_files import judged_by
from gongkai.core import addresses
from gongkai.core.findings import CannotRun
from gongkai.signing.context import SiteContext
from gongkai.site.manifest import read_manifest
from gongkai.site.serving import locations


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--output", type=Path, default=None, metavar="DIR", help="已生成的网站（默认 output/）")
    parser.add_argument("--folder", default=None, metavar="DIR", help="网站在服务器上的文件夹（默认与 --output 相同）")
    common.add_today(parser)


def run(options: argparse.Namespace) -> int:
    root = common.county_root(options)
    site = (options.output or root / "output").absolute()
    try:
        manifest = read_manifest((site / addresses.MANIFEST).read_bytes(), str(site / addresses.MANIFEST))
    except OSError:
        raise CannotRun(f"{site} 里没有网站，请先运行 gongkai build", f"no site in {site}; run gongkai build") from None
    county = judged_by(root, common.today(options))
    folder = options.folder or site.as_posix()
    if not PurePosixPath(folder).is_absolute():
        raise CannotRun(f"--folder 要写完整路径：{folder}", f"--folder must be an absolute path: {folder}")
    gone, moved = _taken_away(county)
    for page in [*gone, *moved]:
        # The site was built by the gate: what it shows as a document is public there, whatever a ledger says since.
        tombstone = f"{page}.html" in manifest.files and f"{page}.html" not in manifest.pages
        if not tombstone or (page in moved and f"{moved[page]}.html" not in manifest.files):
            raise CannotRun(
                f"网站比登记簿旧（{page}），请先运行 gongkai build",
                f"the site is older than the ledgers ({page}); build it",
            )
    try:
        sys.stdout.write(locations(county.site.base_url, folder, gone, moved))
    except ValueError as error:
        raise CannotRun(
            f"路径里有不能写进设置的字符：{error}", f"a path cannot be written into settings: {error}"
        ) from None
    return 0


def _taken_away(county: SiteContext) -> tuple[list[str], dict[str, str]]:
    """Pages, without ``.html``, that are gone, and those that others have taken the place of."""
    gone, moved = [], {}
    for name, entry in county.withdrawals.items():
        page = addresses.of_name(name, county)
        into = addresses.of_name(entry.into, county) if entry.into else None
        if page and entry.kind == "wrongly_published":
            gone.append(page.removesuffix(".html"))
        elif page and into and entry.kind == "merged":
            moved[page.removesuffix(".html")] = into.removesuffix(".html")
    return sorted(gone), moved
