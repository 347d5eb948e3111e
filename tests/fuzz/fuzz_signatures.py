"""Fuzzer: OpenSSH signatures and public keys. Nothing made here verifies, and nothing but a refusal comes out."""

from __future__ import annotations

import base64
import contextlib
import sys
from importlib import import_module
from typing import Any

atheris: Any = import_module("atheris")

with atheris.instrument_imports(include=["gongkai"]):
    from gongkai.signing.sshsig import BadKey, BadSignature, public_key, signer, verify
    from support import county

KEY = county.officer_key("anybody").public


def _refused(text: str) -> None:
    try:
        verify(text, b"text", "gongkai/final@v1", KEY)
    except BadSignature:
        pass
    else:
        raise AssertionError("it verifies")
    with contextlib.suppress(BadSignature):
        signer(text)


def one(data: bytes) -> None:
    encoded = base64.b64encode(data).decode()
    kind = data[4 : 4 + int.from_bytes(data[:4], "big")].decode("latin-1") if len(data) > 4 else ""
    for text in (encoded, data.decode("latin-1")):
        _refused(text)
    for line in (f"{kind} {encoded}", data.decode(errors="replace")):
        with contextlib.suppress(BadKey):
            public_key(line)


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
