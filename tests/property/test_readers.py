"""Whatever is in a file: it is read, or refused in the reader's own way; nothing else comes out."""

from __future__ import annotations

import base64
import functools
import struct

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from hypothesis import assume, given
from hypothesis import strategies as st

from gongkai.core.characters import HIDDEN
from gongkai.documents.document import Reading, read
from gongkai.markup.profiles import FIRST, SECOND, render
from gongkai.markup.rendered import clean
from gongkai.signing.ledgers import read_ledger
from gongkai.signing.signer import PrivateKey, ProcessSigner
from gongkai.signing.sshsig import MAGIC, BadKey, BadSignature, PublicKey, public_key, signer, verify
from gongkai.source import strict_yaml
from gongkai.source.envelope import Envelope, open_document, open_registry
from support import county
from support.effort import effort
from support.memory import Memory, good
from support.mutation import changed

NAMESPACE = "gongkai/final@v1"
MESSAGE = "同意公开。\n".encode()
_TOKENS = [
    "a", "review", "first", ": ", ":", "- ", "\n", "\n  ", "\n    ", "'", '"', "{", "}", "[", "]", ",", "#", " #", "&a ", "*a ",
    "!t ", "!%C3", "|\n", ">\n", "? ", "---\n", "...\n", "%TAG ! x\n", "<<: ", "\\u202e", "\\x", "\t", "中", "\x85", "\u2028",
    "\r", "\x00", "~", "@", "`", "=",
]  # fmt: skip
_YAML = st.lists(st.one_of(st.sampled_from(_TOKENS), st.text(max_size=2)), max_size=25).map("".join)
_FRAMED = st.tuples(_YAML, _YAML).map(lambda parts: f"---\n{parts[0]}\n---\n{parts[1]}")
RAW = st.one_of(st.binary(max_size=60), st.one_of(_YAML, _FRAMED).map(lambda text: text.encode(errors="ignore")))


def _inside(data: bytes, envelope: Envelope) -> None:
    last = data.count(b"\n") + data.count(b"\r") + 1  # an old Mac's line ends are line ends to an editor
    for problem in envelope.problems:
        assert 1 <= problem.line <= last and problem.column >= 1, problem


@effort(400)
@given(RAW)
def test_an_envelope_is_opened_or_says_why_not(data: bytes) -> None:
    for envelope in (open_document(data), open_registry(data), open_registry(data, reviewed=False)):
        _inside(data, envelope)
        if not envelope.problems:
            envelope.reviewed.decode()
            assert "review" not in envelope.values


@effort(300)
@given(_YAML.filter(lambda text: not any("\ud800" <= c <= "\udfff" for c in text)))
def test_yaml_is_read_or_says_why_not(text: str) -> None:
    tree = strict_yaml.parse(text)
    assert isinstance(tree.value, dict)
    assert tree.problems or all(isinstance(key, str) for key in tree.value)


@effort(200)
@given(st.data())
def test_a_document_is_read_or_says_why_not(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from([path for path in sorted(good()) if path != county.ATTACHMENT]))
    raw = data.draw(st.one_of(RAW, changed(good()[path])))
    source = Memory({path: raw})
    reading: Reading = read_ledger(source, path)[0] if "/ledgers/" in path else read(source, path)
    assert reading.problems or reading.document or "/ledgers/" in path


# Bodies -------------------------------------------------------------------------------------------------------

# Square brackets cost the Markdown parser the square of their number, so there are fewer of them.
_DEEP = st.one_of(
    st.sampled_from(["- ", "> ", "1. ", "*", "9", "    "]).map(lambda piece: piece * 1500),
    st.sampled_from(["[", "![", "`", "("]).map(lambda piece: piece * 100),
)
_BODY = st.lists(
    st.one_of(st.sampled_from([*_TOKENS, "](", "](x)", "**", "1. ", "> ", "|a|b|\n|-|-|\n", "[x]: y\n", "\\"]), _DEEP, st.text(max_size=2)),
    max_size=8,
).map("".join)  # fmt: skip


@pytest.mark.parametrize("profile", [FIRST, SECOND])
@effort(60)
@given(_BODY)
def test_a_body_is_rendered_or_says_why_not(profile: str, body: str) -> None:
    assume(not HIDDEN.search(body))  # such a text is refused before it is rendered
    rendered = render(profile, body, 10, county.POLICY_ITEM, frozenset({"a.pdf"}))
    last = 10 + body.count("\n")
    assert all(10 <= problem.line <= last for problem in rendered.problems)
    assert rendered.problems or clean(rendered.html) == rendered.html


# Signatures ---------------------------------------------------------------------------------------------------


@functools.cache
def _signers() -> list[ProcessSigner]:
    curves = [ec.generate_private_key(curve) for curve in (ec.SECP256R1(), ec.SECP384R1(), ec.SECP521R1())]
    others: list[PrivateKey] = [county.private_key("anybody"), rsa.generate_private_key(65537, 3072)]
    return [ProcessSigner(key) for key in (*others, *curves)]


def _packed(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


_KINDS = [
    b"ssh-ed25519", b"sk-ssh-ed25519@openssh.com", b"sk-ecdsa-sha2-nistp256@openssh.com", b"ecdsa-sha2-nistp256",
    b"ecdsa-sha2-nistp521", b"ssh-rsa", b"rsa-sha2-256", b"rsa-sha2-512", b"nistp256", b"nistp521", b"ssh-dss", b"ssh:",
]  # fmt: skip
_FIELD = st.one_of(
    st.sampled_from([*_KINDS, NAMESPACE.encode(), b"", b"sha512", b"sha256", b"\x01\x00\x01", b"\x01", b"\x00"]),
    st.sampled_from([32, 33, 64, 65, 66, 133, 256, 385]).map(lambda length: b"\x04" + b"\x5a" * (length - 1)),
    st.binary(max_size=70),
)
_NESTED = st.lists(_FIELD, max_size=4).map(lambda fields: b"".join(map(_packed, fields)))
_BLOB = st.tuples(
    st.sampled_from([MAGIC + b"\x00\x00\x00\x01", MAGIC, b""]), st.lists(st.one_of(_FIELD, _NESTED), max_size=7), st.binary(max_size=2)
).map(lambda parts: parts[0] + b"".join(map(_packed, parts[1])) + parts[2])  # fmt: skip
_BASE64 = st.one_of(_BLOB, _NESTED).map(lambda blob: base64.b64encode(blob).decode())


@functools.cache
def _genuine(position: int) -> bytes:
    return base64.b64decode(_signers()[position].sign(MESSAGE, NAMESPACE))


@st.composite
def _signatures(draw: st.DrawFn) -> tuple[str, PublicKey]:
    """Texts that are no signature, and genuine ones with a change."""
    position = draw(st.integers(0, 4))
    by, blob = _signers()[position], _genuine(position)
    if draw(st.booleans()):
        return draw(st.one_of(st.text(max_size=40), _BASE64)), by.public
    new = draw(changed(blob).filter(lambda other: other != blob))
    return base64.b64encode(new).decode(), by.public


@effort(300)
@given(_signatures())
def test_what_is_no_signature_is_refused_as_one(made: tuple[str, PublicKey]) -> None:
    text, key = made
    with pytest.raises(BadSignature):
        verify(text, MESSAGE, NAMESPACE, key)
    try:
        signer(text)
    except BadSignature:
        return


_LINE = st.one_of(
    st.text(max_size=60),
    st.tuples(st.one_of(st.sampled_from([kind.decode() for kind in _KINDS]), st.text(max_size=5)), _BASE64).map(" ".join),
    st.tuples(st.sampled_from(_KINDS), st.lists(_FIELD, max_size=4)).map(
        lambda parts: f"{parts[0].decode()} {base64.b64encode(b''.join(map(_packed, (parts[0], *parts[1])))).decode()}"
    ),
    st.integers(0, 4).flatmap(lambda at: changed(_signers()[at].line.encode())).map(lambda line: line.decode(errors="replace")),
)  # fmt: skip


@effort(300)
@given(_LINE)
def test_a_line_is_a_public_key_or_is_refused_as_one(line: str) -> None:
    try:
        key = public_key(line)
    except BadKey:
        return
    assert key.fingerprint.startswith("SHA256:")
    with pytest.raises(BadSignature):
        verify(county.officer_key("another").sign(MESSAGE, NAMESPACE), MESSAGE, NAMESPACE, key)
