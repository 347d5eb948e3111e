"""What a command line asked to be built, and what is said of it at the end."""

from __future__ import annotations

import argparse
import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.cli.progress import Meter, Phases
from gongkai.core.findings import Text
from gongkai.site.fingerprint import Fingerprint

if TYPE_CHECKING:
    from gongkai.signing.first_seen import FirstSeen


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a command line asked for; ``root`` and ``output`` are absolute."""

    options: argparse.Namespace
    root: Path
    output: Path
    today: dt.date
    seen: FirstSeen | None
    meter: Meter
    phases: Phases
    fingerprint: Fingerprint


def built(output: Path, files: int) -> Text:
    """The last line of a report where there is a new site."""
    return Text(f"网站已生成到 {output}（{files} 个文件）", f"site built in {output} ({files} files)")


NOT_BUILT = Text("未生成网站", "no site was built")
