"""OpenSSH signatures: ``ssh-keygen`` is the oracle in both directions; every other form is refused."""

from __future__ import annotations

import base64
import hashlib
import struct
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.findings import CannotRun
from gongkai.signing.signer import signer
from gongkai.signing.sshsig import BadKey, BadSignature, PublicKey, public_key, verify

KINDS = {
    "ed25519": ("-t", "ed25519"),
    "ecdsa-256": ("-t", "ecdsa", "-b", "256"),
    "ecdsa-384": ("-t", "ecdsa", "-b", "384"),
    "ecdsa-521": ("-t", "ecdsa", "-b", "521"),
    "rsa-3072": ("-t", "rsa", "-b", "3072"),
}
SPACE, MESSAGE = "gongkai-review", "县政府信息公开目录\n".encode()


def packed(*parts: bytes) -> bytes:
    return b"".join(struct.pack(">I", len(part)) + part for part in parts)


def keygen(*arguments: str | Path, stdin: bytes = b"") -> None:
    subprocess.run(["ssh-keygen", "-q", *map(str, arguments)], input=stdin, check=True, capture_output=True, timeout=30)


def accepted_by_openssh(folder: Path, key: PublicKey, signature: str) -> bool:
    encoded = base64.b64encode(key.blob).decode()
    (folder / "allowed").write_text(f"officer {key.algorithm} {encoded}\n")
    wrapped = "\n".join(signature[at : at + 70] for at in range(0, len(signature), 70))
    (folder / "sig").write_text(f"-----BEGIN SSH SIGNATURE-----\n{wrapped}\n-----END SSH SIGNATURE-----\n")
    names = ("-f", folder / "allowed", "-I", "officer", "-n", SPACE, "-s", folder / "sig")
    try:
        keygen("-Y", "verify", *names, stdin=MESSAGE)
    except subprocess.CalledProcessError:
        return False
    return True


def signed_by_openssh(folder: Path, key: Path, *options: str) -> str:
    (folder / "message").write_bytes(MESSAGE)
    (folder / "message.sig").unlink(missing_ok=True)
    keygen("-Y", "sign", "-f", key, "-n", SPACE, *options, folder / "message")
    return "".join(line for line in (folder / "message.sig").read_text().split("\n") if line[:1] != "-")


@pytest.fixture(scope="module", params=KINDS)
def key_file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("keys") / "key"
    keygen(*KINDS[request.param], "-N", "", "-f", path)
    return path


def test_openssh_signs(key_file: Path, tmp_path: Path) -> None:
    key = public_key(key_file.with_suffix(".pub").read_text().strip())
    signatures = [signed_by_openssh(tmp_path, key_file, "-O", f"hashalg={name}") for name in ("sha256", "sha512")]
    for signature in signatures:
        verify(signature, MESSAGE, SPACE, key)
        for message, space in ((MESSAGE + b"\n", SPACE), (b"", SPACE), (MESSAGE, "file"), (MESSAGE, SPACE + "\0")):
            with pytest.raises(BadSignature):
                verify(signature, message, space, key)
    other = tmp_path / "other"
    keygen("-t", "ed25519", "-N", "", "-f", other)
    with pytest.raises(BadSignature, match="another key"):
        verify(signatures[0], MESSAGE, SPACE, public_key(other.with_suffix(".pub").read_text().strip()))


def test_openssh_verifies(key_file: Path, tmp_path: Path) -> None:
    pen = signer(key_file)
    signature = pen.sign(MESSAGE, SPACE)
    verify(signature, MESSAGE, SPACE, pen.public)
    assert accepted_by_openssh(tmp_path, pen.public, signature)
    assert not accepted_by_openssh(tmp_path, pen.public, pen.sign(MESSAGE, "file"))
    assert not accepted_by_openssh(tmp_path, pen.public, pen.sign(MESSAGE + b"x", SPACE))


def test_fingerprint_is_that_of_openssh(key_file: Path) -> None:
    shown = subprocess.run(["ssh-keygen", "-l", "-f", str(key_file)], check=True, capture_output=True, text=True).stdout
    assert signer(key_file).public.fingerprint in shown.split(" ")


def test_short_rsa_is_refused(tmp_path: Path) -> None:
    keygen("-t", "rsa", "-b", "2048", "-N", "", "-f", tmp_path / "key")
    line = (tmp_path / "key.pub").read_text().strip()
    with pytest.raises(BadKey, match="2048"):
        public_key(line)
    with pytest.raises(CannotRun):
        signer(tmp_path / "key")
    unchecked = PublicKey("ssh-rsa", base64.b64decode(line.split(" ")[1]))
    with pytest.raises(BadSignature, match="2048"):
        verify(signed_by_openssh(tmp_path, tmp_path / "key"), MESSAGE, SPACE, unchecked)


# Signatures put together by hand, each field as the test wants it.
KEY = ed25519.Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
POINT = KEY.public_key().public_bytes_raw()
PUBLIC = PublicKey("ssh-ed25519", packed(b"ssh-ed25519", POINT))
RSA_KEY = rsa.generate_private_key(65537, 3072)
EC_KEY = ec.derive_private_key(7, ec.SECP256R1())
EC_POINT = EC_KEY.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
Inner = Callable[[bytes], bytes]


def plain(data: bytes) -> bytes:
    return packed(b"ssh-ed25519", KEY.sign(data))


def blob(
    inner: Inner = plain,
    key: PublicKey = PUBLIC,
    reserved: bytes = b"",
    name: str = "sha512",
    start: bytes = b"SSHSIG\0\0\0\1",
    space: str = SPACE,
) -> bytes:
    fields = (space.encode(), reserved, name.encode())
    signed = b"SSHSIG" + packed(*fields, hashlib.new(name, MESSAGE).digest())
    return start + packed(key.blob, *fields, inner(signed))


def text(data: bytes) -> str:
    return base64.b64encode(data).decode()


GOOD = blob()
REFUSED = {
    "trailing byte": text(GOOD + b"\0"),
    "trailing byte inside": text(blob(lambda data: plain(data) + b"\0")),
    "truncated": text(GOOD[:-1]),
    "empty": "",
    "magic": text(b"sSHSIG" + GOOD[6:]),
    "version": text(blob(start=b"SSHSIG\0\0\0\2")),
    "other hash": text(blob(name="sha1")),
    "weaker hash": text(blob(name="sha384")),
    "reserved": text(blob(reserved=b"x")),
    "namespace": text(blob(space="file")),
    "other signature kind": text(blob(lambda data: packed(b"ssh-rsa", KEY.sign(data)))),
    "line break": text(GOOD)[:70] + "\n" + text(GOOD)[70:],
    "blank": text(GOOD) + " ",
    "armor": f"-----BEGIN SSH SIGNATURE-----\n{text(GOOD)}\n-----END SSH SIGNATURE-----",
    "padding": text(GOOD) + "=",
    "URL alphabet": base64.urlsafe_b64encode(GOOD + b"\xff\xff\xff").decode(),
    "not ASCII": "签名",
}


def test_handmade_signature_is_accepted(tmp_path: Path) -> None:
    for name in ("sha256", "sha512"):
        verify(text(blob(name=name)), MESSAGE, SPACE, PUBLIC)
    assert accepted_by_openssh(tmp_path, PUBLIC, text(GOOD))


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case: str) -> None:
    with pytest.raises(BadSignature):
        verify(REFUSED[case], MESSAGE, SPACE, PUBLIC)


def test_unused_bits_of_base64_are_refused() -> None:
    # Two signatures that end in a padded group; the last character before the padding has bits nobody reads.
    padded = next(t for t in (text(blob(space=SPACE + "x" * n)) for n in range(3)) if t.endswith("=") and t)
    stem = padded.rstrip("=")
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    twin = stem[:-1] + alphabet[alphabet.index(stem[-1]) + 1] + padded[len(stem) :]
    assert base64.b64decode(twin) == base64.b64decode(padded)
    with pytest.raises(BadSignature, match="canonical"):
        verify(twin, MESSAGE, SPACE, PUBLIC)


def rsa_public(key: rsa.RSAPrivateKey) -> PublicKey:
    line = key.public_key().public_bytes(serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH).decode()
    return public_key(line)


@pytest.mark.parametrize(
    ("kind", "digest", "good"),
    [
        ("rsa-sha2-256", hashes.SHA256(), True),
        ("rsa-sha2-512", hashes.SHA512(), True),
        ("rsa-sha2-512", hashes.SHA256(), False),
        ("ssh-rsa", hashes.SHA1(), False),
        ("ssh-rsa", hashes.SHA512(), False),
        ("rsa-sha2-512", hashes.SHA1(), False),
    ],
)
def test_rsa_only_with_sha2(kind: str, digest: hashes.HashAlgorithm, good: bool, tmp_path: Path) -> None:
    key = rsa_public(RSA_KEY)
    signature = text(blob(lambda data: packed(kind.encode(), RSA_KEY.sign(data, padding.PKCS1v15(), digest)), key))
    if good:
        verify(signature, MESSAGE, SPACE, key)
        assert accepted_by_openssh(tmp_path, key, signature)
    else:
        with pytest.raises(BadSignature):
            verify(signature, MESSAGE, SPACE, key)


# A simulated security key: signs over application, flags and counter, as PROTOCOL.u2f says.
APPLICATION = b"ssh:"
SK_ED = PublicKey("sk-ssh-ed25519@openssh.com", packed(b"sk-ssh-ed25519@openssh.com", POINT, APPLICATION))
SK_EC_NAME = b"sk-ecdsa-sha2-nistp256@openssh.com"
SK_EC = PublicKey(SK_EC_NAME.decode(), packed(SK_EC_NAME, b"nistp256", EC_POINT, APPLICATION))


def token(key: PublicKey, flags: int, signed_flags: int | None = None, application: bytes = APPLICATION) -> str:
    def inner(data: bytes) -> bytes:
        counter = b"\0\0\0\x09"
        asked = (
            hashlib.sha256(application).digest() + bytes([flags if signed_flags is None else signed_flags]) + counter
        )
        asked += hashlib.sha256(data).digest()
        if key is SK_ED:
            signature = KEY.sign(asked)
        else:
            numbers = utils.decode_dss_signature(EC_KEY.sign(asked, ec.ECDSA(hashes.SHA256())))
            signature = packed(*(n.to_bytes(n.bit_length() // 8 + 1, "big") for n in numbers))
        return packed(key.algorithm.encode(), signature) + bytes([flags]) + counter

    return text(blob(inner, key))


@pytest.mark.parametrize("key", [SK_ED, SK_EC], ids=["ed25519", "ecdsa"])
def test_security_key_must_have_been_touched(key: PublicKey, tmp_path: Path) -> None:
    assert public_key(f"{key.algorithm} {text(key.blob)} x") == key
    for flags in (0x01, 0x05):
        verify(token(key, flags), MESSAGE, SPACE, key)
        assert accepted_by_openssh(tmp_path, key, token(key, flags))
    for bad in (token(key, 0x00), token(key, 0x04), token(key, 1, signed_flags=0), token(key, 1, application=b"ssh:x")):
        with pytest.raises(BadSignature):
            verify(bad, MESSAGE, SPACE, key)


SAMPLES = [(GOOD, PUBLIC), (base64.b64decode(token(SK_ED, 1)), SK_ED), (base64.b64decode(token(SK_EC, 1)), SK_EC)]


@given(st.sampled_from(SAMPLES), st.integers(0), st.integers(1, 255))
def test_any_changed_byte_is_refused(sample: tuple[bytes, PublicKey], position: int, mask: int) -> None:
    data, key = sample
    for original, is_message in ((data, False), (MESSAGE, True)):
        at = position % len(original)
        changed = original[:at] + bytes([original[at] ^ mask]) + original[at + 1 :]
        with pytest.raises(BadSignature):
            verify(text(data if is_message else changed), changed if is_message else MESSAGE, SPACE, key)


_TEXTS = (
    st.text(max_size=80) | st.binary(max_size=80).map(text) | st.binary(max_size=60).map(lambda b: text(GOOD[:10] + b))
)


@given(_TEXTS)
def test_any_text_is_refused_in_order(junk: str) -> None:
    with pytest.raises(BadSignature):
        verify(junk, MESSAGE, SPACE, PUBLIC)


_NAMES = st.sampled_from(
    ["ssh-ed25519", "ssh-rsa", "ecdsa-sha2-nistp256", SK_ED.algorithm, SK_EC.algorithm, "ssh-dss", "é"]
)
_PARTS = st.lists(st.binary(max_size=40) | st.sampled_from([POINT, EC_POINT, b"nistp256", b"\1\0\1"]), max_size=4)


@given(st.text(max_size=60) | st.builds(lambda n, p: f"{n} {text(packed(n.encode(), *p))}", _NAMES, _PARTS))
def test_any_text_is_a_key_or_refused(line: str) -> None:
    try:
        key = public_key(line)
    except BadKey:
        return
    assert line.split(" ")[:2] == [key.algorithm, text(key.blob)]


@pytest.mark.parametrize(
    "point", [b"\x02" + EC_POINT[1:33], EC_POINT[:-1] + bytes([EC_POINT[-1] ^ 1]), b"\0", EC_POINT + b"\0"]
)
def test_points_off_the_curve_are_refused(point: bytes) -> None:
    name = b"ecdsa-sha2-nistp256"
    public_key(f"{name.decode()} {text(packed(name, b'nistp256', EC_POINT))}")
    with pytest.raises(BadKey):
        public_key(f"{name.decode()} {text(packed(name, b'nistp256', point))}")
