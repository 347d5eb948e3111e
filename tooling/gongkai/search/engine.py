"""What is common to all shards: Pagefind's WebAssembly, which `theme/static/search-worker.js` talks to by itself.

That script is written against the interface of the module and not against Pagefind's own scripts. So the interface is
looked at here, and a Pagefind that has another one builds no site in which searching fails.
"""

import gzip
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from .binary import run_pagefind
from .bundle import SIGNATURE, SearchError

_PAGE = '<!doctype html><html lang="x-bigram"><body data-pagefind-body><p>x</p></body></html>'
_IMPORTS = ["./pagefind_web_bg.js.__wbindgen_init_externref_table"]
_EXPORTS = {
    "memory", "init_pagefind", "load_index_chunk", "load_filter_chunk", "request_indexes", "request_filter_indexes",
    "search", "set_ranking_weights",
    "__wbindgen_externrefs", "__wbindgen_malloc", "__wbindgen_free", "__wbindgen_start",
}  # fmt: skip


def write_engine(out: Path, *, work: Path) -> str:
    """Put the engine into `out`; its file name, which names its bytes.

    `work` is a folder for temporary files, which are removed. The same bytes in every run of the same Pagefind.
    """
    with tempfile.TemporaryDirectory(dir=work) as folder:
        tree, written = Path(folder) / "tree", Path(folder) / "out"
        tree.mkdir()
        (tree / "page.html").write_text(_PAGE, encoding="utf-8")
        run_pagefind(tree, written)
        try:
            data = (written / "wasm.unknown.pagefind").read_bytes()
            _look_at(gzip.decompress(data))
        except (OSError, EOFError, ValueError, IndexError) as error:
            raise SearchError(f"the search indexer did not write its engine: {error!r}") from error
    name = f"engine-{sha256(data).hexdigest()[:12]}.pagefind"
    out.mkdir(parents=True, exist_ok=True)
    (out / name).write_bytes(data)
    return name


def _look_at(data: bytes) -> None:
    module = data.removeprefix(SIGNATURE)
    if not data.startswith(SIGNATURE) or module[:8] != b"\0asm\1\0\0\0":
        raise ValueError("no WebAssembly")
    names: dict[int, list[str]] = {2: [], 7: []}
    for kind, section in _sections(module):
        if kind in names:
            names[kind] = list(_named(section, 2 if kind == 2 else 1))
    if names[2] != _IMPORTS or not set(names[7]) >= _EXPORTS:
        raise SearchError("the search engine of this Pagefind has another interface than search-worker.js expects")


def _sections(module: bytes) -> Iterator[tuple[int, bytes]]:
    at = 8
    while at < len(module):
        size, start = _number(module, at + 1)
        yield module[at], module[start : start + size]
        at = start + size


def _named(section: bytes, words: int) -> Iterator[str]:
    """The names in a section of imports (two words each) or exports (one); imports of functions only."""
    count, at = _number(section, 0)
    for _ in range(count):
        name = []
        for _ in range(words):
            size, at = _number(section, at)
            name.append(section[at : at + size].decode())
            at += size
        _, at = _number(section, at + 1)
        yield ".".join(name)


def _number(data: bytes, at: int) -> tuple[int, int]:
    """An unsigned number of variable length, and where it ends."""
    value = shift = 0
    while True:
        byte = data[at]
        value, shift, at = value | (byte & 127) << shift, shift + 7, at + 1
        if byte < 128:
            return value, at
