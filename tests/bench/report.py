"""The page ``docs/reference/benchmarks.md``: what was measured, in words that claim no more."""

from __future__ import annotations

import gate
import search_rows
import targets
from contenders import FLOOR, OURS
from figures import growth
from scenarios import SCENARIOS
from session import Options, Size

_PHASES = {
    "启动": "start of Python and the program",
    "检查": "check",
    "整理目录": "lists put together",
    "生成网页": "pages made and examined",
    "核对网站": "site audited",
    "换入网站": "site swapped in",
    "合计": "sum",
}
_PHASES_OF_AN_EDIT = {
    "启动": "start of Python and what a look takes",
    "读取并核对源文件": "sources read and hashed, site listed, what is remembered read",
    "检查 1 个有改动的条目": "the item checked",
    "生成有改动的网页": "its pages, lists and exports made and examined",
    "核对网站": "site read and hashed (begun before)",
    "换入网站": "swapped in, and remembered",
    "合计": "sum",
}


def page(sizes: list[Size], options: Options, tools: list[str], notes: list[str], machine: str) -> str:
    """The whole page. ``notes`` say of each peer what it does otherwise, or why it is not here."""
    body = "real regulations, cut at paragraphs" if options.texts else "invented texts"
    lines = [
        "# Benchmarks",
        "",
        "Written by `make bench` ([how](../how-to/benchmark.md)). Times depend on the machine; the ratios come from one",
        f"run, tools in turn. Bodies of about {options.chars} characters ({body}); rounds: {options.rounds}, fewer above 10,000 items.",
        f"{machine}. {'; '.join(tools)}.",
        "",
        *targets.section(sizes),
    ]
    for size in sizes:
        lines += _size(size)
    lines += [*_growth(sizes), *_same(sizes, notes), *_profile(sizes), *_edited(sizes)]
    lines += gate.section([size.gate for size in sizes])
    lines += search_rows.section([(size.items, size.search) for size in sizes])
    return "\n".join(lines)


def _size(size: Size) -> list[str]:
    lines = [
        f"## {size.items} items",
        "",
        "| when | what | seconds | of Hugo | processor s | ms an item | peak memory, MiB | rounds |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | --- |",
    ]
    for scenario in SCENARIOS:
        for name, title in size.titles.items():
            series = size.results.get((scenario.name, name))
            if series is None:
                continue
            hugo = size.results.get((scenario.against, "hugo"))
            shown = "floor: read and hash" if name == FLOOR and not scenario.fresh else title
            each = f"{series.seconds / size.items * 1000:.2f}" if scenario.fresh else ""
            lines.append(
                f"| {scenario.title} | {shown} | {series.seconds:.2f} | {f'{series.of(hugo):.2f}' if hugo else ''} | "
                f"{series.processor:.2f} | {each} | {series.memory:.0f} | "
                f"{', '.join(f'{run.seconds:.2f}' for run in series.runs)} |"
            )
    return [*lines, ""]


def _growth(sizes: list[Size]) -> list[str]:
    """Time an item at each larger size as a multiple of that at the smallest, cold."""
    if len(sizes) < 2:
        return []
    small = sizes[0]
    lines = [
        "## Growth",
        "",
        f"Time an item from nothing, as a multiple of that at {small.items} items.",
        "",
        f"| what | {' | '.join(f'{size.items} items' for size in sizes[1:])} |",
        f"| --- |{' ---: |' * (len(sizes) - 1)}",
    ]
    for name, title in small.titles.items():
        found = [_grown(small, size, name) for size in sizes[1:]]
        if any(found):
            lines.append(f"| {title} | {' | '.join(found)} |")
    return [*lines, ""]


def _grown(small: Size, size: Size, name: str) -> str:
    one, other = small.results.get(("cold", name)), size.results.get(("cold", name))
    return f"{growth(one, small.items, other, size.items):.2f}" if one and other else ""


def _same(sizes: list[Size], notes: list[str]) -> list[str]:
    rows = [
        f"| {size.items} | {size.titles[name]} | {len(site.items)} | {site.list_pages} | {len(site.attachments)} | "
        f"{site.pages} | {site.size / 1024 / 1024:.1f} |"
        for size in sizes
        for name, site in size.sites.items()
    ]
    return [
        "## Same work, and what differs",
        "",
        "Before anything is timed, and again after all changes, every tool's site is compared with ours: the same item",
        "pages and attachments, the same lists by category, agency and year with the same items on as many pages, home,",
        "catalog, guide, 404, Atom feed, sitemap, JSON and CSV; and with Hugo lists by genre, a feed for each category and",
        "agency, every title of a year, the table of coverage, linked data beside each item and of the catalog, too. A tool",
        "with another site stops the bench. Search is left out everywhere.",
        "",
        "| items | what | item pages | list pages | attachments | HTML pages | MiB |",
        "| ---: | --- | ---: | ---: | ---: | ---: | ---: |",
        *rows,
        "",
        "Gongkai alone reads strictly, judges every rule, verifies every signature, audits the finished tree, writes a",
        "manifest with the digest of every file and swaps the tree in; it also writes a page for a list without items, the",
        "catalog as a workbook, a calculator of deadlines, forms, and all but lists and items in English. The",
        "peers only render, from sources without reviews, with addresses that begin at the site's path (ours are relative,",
        "so that less can be shared between pages). “From nothing” is `gongkai build --release` where there is such an",
        "option; the other builds may use what the last one left, and pay for keeping it.",
        "",
        *(f"- {note}" for note in notes),
        "",
        "Seconds, processor seconds and ratios are medians, a ratio being taken within a round; each round begins with",
        "another tool. Peak memory is that of the whole process tree, shared pages counted once, from a run of its own.",
        "A peer started anew keeps nothing of its last build: with one item edited it builds again, into an empty folder,",
        "which is quicker than overwriting. “One item added” and “nothing changed” are compared with that same build of",
        "Hugo. What a peer keeps while its own preview server runs is not measured. What an earlier round made is moved",
        "aside, not deleted: where thousands of files have just been deleted, ext4 makes new ones at a third of its speed,",
        "which adds the same seconds to all sides and hides the difference.",
        "",
    ]


def _profile(sizes: list[Size]) -> list[str]:
    size = next((one for one in reversed(sizes) if one.shares), None)
    if size is None:
        return []
    floors = {name: size.results[name, FLOOR].seconds for name in ("cold", "nothing")}
    whole = size.results["cold", OURS].seconds
    return [
        "## Where our time goes",
        "",
        f"{size.items} items, one build from nothing. Wall time by phase (`gongkai build --timings`); beside it the floor in",
        f"as many processes as cores: to read and hash the sources {floors['nothing']:.2f} s, and to write as many bytes in as",
        f"many files as the site has, too, {floors['cold']:.2f} s. The build takes {whole / floors['cold']:.1f} times that.",
        "",
        "| phase | seconds |",
        "| --- | ---: |",
        *(f"| {_PHASES.get(name, name)} | {seconds:.2f} |" for name, seconds in size.phases),
        "",
        "Processor time by package, in a build on one core in one process. The profiler makes short Python functions look",
        "dearer than they are; what is written in C counts where it is called from.",
        "",
        "| package | share |",
        "| --- | ---: |",
        *(f"| {name} | {share:.0%} |" for name, share in size.shares),
        "",
    ]


def _edited(sizes: list[Size]) -> list[str]:
    """Wall time of an edit by phase, a column for each size."""
    names = list(dict.fromkeys(name for size in sizes for name, _ in size.edited))
    columns = [dict(size.edited) for size in sizes]
    rows = [
        ("to read and hash the sources", [size.results["nothing", FLOOR].seconds for size in sizes]),
        ("to read and hash sources and site", [size.all_read for size in sizes]),
        ("Gongkai, nothing changed", [size.results["nothing", OURS].seconds for size in sizes]),
    ]
    return [
        "All sources and all files of the site are read and hashed each time, because only their bytes count; so much takes",
        "what does nothing else, in as many processes as cores, and a build that finds nothing changed:",
        "",
        f"| what | {' | '.join(f'{size.items} items, s' for size in sizes)} |",
        f"| --- |{' ---: |' * len(sizes)}",
        *(f"| {name} | {' | '.join(f'{one:.2f}' for one in seconds)} |" for name, seconds in rows),
        "",
        "And with one item edited:",
        "",
        f"| phase | {' | '.join(f'{size.items} items, s' for size in sizes)} |",
        f"| --- |{' ---: |' * len(sizes)}",
        *(
            f"| {_PHASES_OF_AN_EDIT.get(name, name)} | {' | '.join(f'{one.get(name, 0):.2f}' for one in columns)} |"
            for name in names
        ),
        "",
    ]
