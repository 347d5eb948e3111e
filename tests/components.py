"""Every component of the theme by itself, with the sample county's data: ``make components`` writes ``build/components``.

An example is a template in ``theme/examples``, named as its component. It sees ``site``, ``catalog``, ``item``, ``report``,
``guide``, ``form``, ``pages`` (of a list) and ``trail``, and belongs to whoever changes the component.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gongkai.gate.check import check
from gongkai.site.item_view import item_view
from gongkai.site.model import SiteModel
from gongkai.site.plan import collected
from gongkai.site.templating import environment
from gongkai.source.tree import Disk
from sample_county import TODAY

ROOT = Path(__file__).resolve().parent.parent
THEME = ROOT / "theme"
EXAMPLES = THEME / "examples"
ITEM = "content/items/xinhe-town/2025/00004.md"  # with an attachment, a revision and a block
_SHELL = """<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
{sheets}
</head>
<body>
{body}
</body>
</html>
"""
_OUTSIDE = ("site_header", "site_footer", "breadcrumbs")  # not part of what a page is about


def names() -> list[str]:
    """The components there are."""
    return sorted(path.stem for path in (THEME / "templates/components").glob("*.html"))


def examples() -> Iterator[tuple[str, str]]:
    """Each example by the name of its component, as a page."""
    env, known = environment(THEME), _known()
    for path in sorted(EXAMPLES.glob("*.html")):
        made = env.from_string(path.read_text(encoding="utf-8")).render(known)
        title = f'<h1 class="wrap">{path.stem}</h1><p><a href="index.html">components</a></p>'
        outside = path.stem in _OUTSIDE
        body = f"{made}\n<main>{title}</main>" if outside else f'<main class="wrap">{title}\n{made}</main>'
        yield path.stem, _page(path.stem, body)


def _page(title: str, body: str) -> str:
    """A page with all sheets: which kind of page a component is on is not said."""
    print_ = ' media="print"'
    sheets = "\n".join(
        f'<link rel="stylesheet" href="{name}.css"{print_ if name == "print" else ""}>' for name in sheet_names()
    )
    return _SHELL.format(title=title, body=body, sheets=sheets)


def sheet_names() -> list[str]:
    """The style sheets, in the order in which pages have them."""
    found = {path.stem for path in (THEME / "static").glob("*.css")}
    return ["style", *sorted(found - {"style", "print"}), "print"]


def copy_sheets(target: Path) -> None:
    for name in sheet_names():
        shutil.copy(THEME / f"static/{name}.css", target)


def _known() -> dict[str, Any]:
    verdict = check(Disk(ROOT), TODAY)
    assert verdict.county is not None
    presenter = SiteModel.of(verdict.approved, verdict.voided, verdict.county, True)
    pages = {job.path: job for job in collected(presenter)}
    document = next(d for d in presenter.items if d.path == ITEM)
    category = pages["catalog/category/budget/index.html"]
    return {
        "site": presenter.site,
        "catalog": presenter.catalog,
        "item": item_view(document, presenter.related(document), presenter.glossary),
        "report": pages["reports/government-office/2025.html"].variables["document"],
        "guide": pages["guide/index.html"].variables["guide"],
        "form": pages["guide/forms/correction/index.html"].variables["form"],
        "pages": category.variables["pager"],
        "trail": category.page.trail,
    }


def main() -> int:
    """Write all of them, and a page that leads to each."""
    target = ROOT / "build/components"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    copy_sheets(target)
    made = dict(examples())
    for name, page in made.items():
        (target / f"{name}.html").write_text(page, encoding="utf-8")
    links = "".join(f'<li><a href="{name}.html">{name}</a></li>' for name in made)
    index = _page("components", f'<main class="wrap"><h1>components</h1><ul>{links}</ul></main>')
    (target / "index.html").write_text(index, encoding="utf-8")
    print(target / "index.html")
    return 0


if __name__ == "__main__":
    sys.exit(main())
