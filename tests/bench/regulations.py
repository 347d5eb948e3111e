"""How many real texts the leak scan would refuse by mistake: ``PYTHONPATH=tests .venv/bin/python tests/bench/regulations.py FILE``.

``FILE`` holds one JSON object a line with ``title`` and ``body``, gzipped. It is no part of the project, so this is no test.
"""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path

from support import county
from support.leak_figures import county_in, refusals
from support.leak_places import ITEM, quoted
from support.notices.false_alarms import LEAKS


def main() -> int:
    """Print the texts, those that are refused, and by which rules; 1 where there are any."""
    found: Counter[str] = Counter()
    texts = refused = 0
    with tempfile.TemporaryDirectory() as folder, gzip.open(sys.argv[1], "rt", encoding="utf-8") as lines:
        root, basis = county_in(Path(folder))
        for line in lines:
            one = json.loads(line)
            county.write_item(root, ITEM, body=f"{one['body']}\n", title=quoted(one["title"][:300]))
            codes = refusals(root, ITEM, (), basis) & LEAKS
            texts, refused = texts + 1, refused + bool(codes)
            found.update(codes)
            if codes:
                print(one["title"], *sorted(codes))
    print(
        f"{texts} texts, {refused} refused: {', '.join(f'{code} {count}' for code, count in sorted(found.items())) or 'none'}"
    )
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
