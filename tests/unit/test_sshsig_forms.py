"""Every field of an OpenSSH signature and of a key line in a form that OpenSSH would not write; and the signers."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import struct
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils

from gongkai.core.findings import CannotRun
from gongkai.signing.signer import KeygenSigner, ProcessSigner, signer
from gongkai.signing.sshsig import MAGIC, BadKey, BadSignature, PublicKey, public_key, verify

NAMESPACE = "gongkai/final@v1"
MESSAGE = "同意公开。\n".encode()
KINDS = {
    "ed25519": ("ed25519", ""),
    "ecdsa-256": ("ecdsa", "256"),
    "ecdsa-384": ("ecdsa", "384"),
    "ecdsa-521": ("ecdsa", "521"),
    "rsa-3072": ("rsa", "3072"),
}


def _keygen(*arguments: str | Path, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["ssh-keygen", *map(str, arguments)], input=data, capture_output=True, check=False)


def _make(folder: Path, kind: str, bits: str = "") -> Path:
    path = folder / f"{kind}{bits}"
    made = _keygen("-q", "-t", kind, *(["-b", bits] if bits else []), "-N", "", "-C", "", "-f", path)
    assert made.returncode == 0, made.stderr
    return path


def _line(path: Path) -> str:
    return path.with_name(f"{path.name}.pub").read_text().strip()


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("keys")
    return {name: _make(folder, kind, bits) for name, (kind, bits) in KINDS.items()}


# -- blobs made by hand -------------------------------------------------------------------------------------------


def _packed(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


def _blob(
    key: PublicKey,
    inner: bytes,
    *,
    magic: bytes = MAGIC,
    version: int = 1,
    namespace: str = NAMESPACE,
    reserved: bytes = b"",
    hashed: str = "sha512",
    tail: bytes = b"",
) -> bytes:
    fields = (key.blob, namespace.encode(), reserved, hashed.encode(), inner)
    return magic + struct.pack(">I", version) + b"".join(map(_packed, fields)) + tail


def _to_sign(reserved: bytes = b"", hashed: str = "sha512") -> bytes:
    digest = hashlib.new(hashed, MESSAGE).digest()
    return MAGIC + b"".join(map(_packed, (NAMESPACE.encode(), reserved, hashed.encode(), digest)))


KEY = ed25519.Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
SIGNER = ProcessSigner(KEY)


def _ed25519(signed: bytes) -> bytes:
    return _packed(b"ssh-ed25519") + _packed(KEY.sign(signed))


def _refused(blob: bytes, reason: str, key: PublicKey = SIGNER.public) -> None:
    with pytest.raises(BadSignature, match=reason or None):
        verify(base64.b64encode(blob).decode(), MESSAGE, NAMESPACE, key)


def test_the_blobs_made_here_are_good_and_name_their_key() -> None:
    """Otherwise the refusals below could have any reason."""
    blob = _blob(SIGNER.public, _ed25519(_to_sign()))
    assert base64.b64encode(blob).decode() == SIGNER.sign(MESSAGE, NAMESPACE)
    other = ProcessSigner(ed25519.Ed25519PrivateKey.generate()).public
    _refused(blob, "another key", other)
    _refused(_blob(other, _ed25519(_to_sign())), "does not match", other)


@pytest.mark.parametrize("hashed", ["md5", "sha1", "sha224", "sha384", "sha3_512", "SHA512", ""])
def test_another_hash_is_refused_although_the_signature_holds(hashed: str) -> None:
    inner = _ed25519(_to_sign(hashed=hashed or "sha512"))
    _refused(_blob(SIGNER.public, inner, hashed=hashed), "is not accepted")


def test_a_used_reserved_field_is_refused_although_the_signature_holds() -> None:
    _refused(_blob(SIGNER.public, _ed25519(_to_sign(reserved=b"x")), reserved=b"x"), "reserved")


@pytest.mark.parametrize(
    "change, reason",
    [
        ({"tail": b"\x00"}, "trailing bytes"),
        ({"tail": _packed(b"")}, "trailing bytes"),
        ({"version": 2}, "version 1"),
        ({"version": 0}, "version 1"),
        ({"magic": b"SSHSIg"}, "version 1"),
        ({"magic": b""}, "version 1"),
        ({"hashed": "sha256"}, "does not match"),
        ({"namespace": "gongkai/first@v1"}, "another purpose"),
    ],
)
def test_a_blob_with_one_field_changed_is_refused(change: dict[str, bytes], reason: str) -> None:
    _refused(_blob(SIGNER.public, _ed25519(_to_sign()), **change), reason)  # type: ignore[arg-type]


def test_two_blobs_are_refused() -> None:
    blob = _blob(SIGNER.public, _ed25519(_to_sign()))
    _refused(blob + blob, "trailing bytes")
    text = base64.b64encode(blob).decode()
    for joined in (text + text, f"{text}\n{text}", f"{text} {text}"):
        with pytest.raises(BadSignature):
            verify(joined, MESSAGE, NAMESPACE, SIGNER.public)


@pytest.mark.parametrize(
    "inner, reason",
    [
        (_ed25519(_to_sign()) + b"\x00", "trailing bytes"),
        (_packed(b"ssh-ed25519") + _packed(KEY.sign(_to_sign()) + b"\x00"), "does not match"),
        (_packed(b"ssh-ed25519") + _packed(KEY.sign(_to_sign())[:-1]), "does not match"),
        (_packed(b"ssh-ed25519") + _packed(b""), "does not match"),
        (_packed(b"ssh-rsa") + _packed(KEY.sign(_to_sign())), "does not fit the key"),
        (_packed(b"sk-ssh-ed25519@openssh.com") + _packed(KEY.sign(_to_sign())), "does not fit the key"),
        (_packed(b"") + _packed(KEY.sign(_to_sign())), "does not fit the key"),
        (_packed("ssh-ed25519\uff10".encode()) + _packed(KEY.sign(_to_sign())), "not ASCII"),
        (b"", "truncated"),
        (b"\xff\xff\xff\xff", "truncated"),
    ],
)
def test_an_inner_signature_of_another_form_is_refused(inner: bytes, reason: str) -> None:
    _refused(_blob(SIGNER.public, inner), reason)


def test_every_truncation_is_refused() -> None:
    blob = _blob(SIGNER.public, _ed25519(_to_sign()))
    for length in range(len(blob)):
        _refused(blob[:length], "")


@pytest.mark.parametrize("name", KINDS)
def test_every_byte_of_a_signature_of_every_kind_counts(keys: dict[str, Path], name: str) -> None:
    made = signer(keys[name])
    blob = base64.b64decode(made.sign(MESSAGE, NAMESPACE))
    for place in range(len(blob)):
        for bit in (0x01, 0x80):
            changed = bytearray(blob)
            changed[place] ^= bit
            _refused(bytes(changed), "", made.public)


# -- keys that are not accepted -----------------------------------------------------------------------------------


def _key_line(*fields: bytes, algorithm: str | None = None) -> str:
    name = algorithm if algorithm is not None else fields[0].decode()
    return f"{name} {base64.b64encode(b''.join(map(_packed, fields))).decode()}"


def _mpint(value: int) -> bytes:
    return value.to_bytes(value.bit_length() // 8 + 1, "big")


POINT = ec.derive_private_key(7, ec.SECP256R1()).public_key()
UNCOMPRESSED = POINT.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
COMPRESSED = POINT.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.CompressedPoint)
ED = SIGNER.public.blob[-32:]
BIG = (1 << 3071) + 15  # without a small factor
BAD_KEYS = {
    "empty": "",
    "no blob": "ssh-ed25519",
    "no base64": "ssh-ed25519 中文",
    "cut base64": SIGNER.line[:-3],
    "dsa": _key_line(b"ssh-dss", _mpint(BIG), _mpint(11), _mpint(2), _mpint(3)),
    "a certificate": _key_line(b"ssh-ed25519-cert-v01@openssh.com", b"nonce", ED),
    "ed448": _key_line(b"ssh-ed448", b"\x01" * 57),
    "another kind than the line says": _key_line(b"ssh-ed25519", ED, algorithm="ssh-rsa"),
    "the kind missing": f" {SIGNER.line.split()[1]}",
    "short ed25519": _key_line(b"ssh-ed25519", ED[:-1]),
    "long ed25519": _key_line(b"ssh-ed25519", ED + b"\x00"),
    "trailing bytes": _key_line(b"ssh-ed25519", ED, b""),
    "rsa 2048": _key_line(b"ssh-rsa", _mpint(65537), _mpint((1 << 2047) | 1)),
    "rsa 3071": _key_line(b"ssh-rsa", _mpint(65537), _mpint((1 << 3070) | 1)),
    "rsa exponent 1": _key_line(b"ssh-rsa", _mpint(1), _mpint(BIG)),
    "rsa even exponent": _key_line(b"ssh-rsa", _mpint(65536), _mpint(BIG)),
    "rsa negative modulus": _key_line(b"ssh-rsa", _mpint(65537), b"\xff" * 400),
    "rsa padded modulus": _key_line(b"ssh-rsa", _mpint(65537), b"\x00\x00" + _mpint(BIG)),
    "rsa padded exponent": _key_line(b"ssh-rsa", b"\x00\x01\x00\x01", _mpint(BIG)),
    "rsa without modulus": _key_line(b"ssh-rsa", _mpint(65537)),
    "another curve than the kind says": _key_line(b"ecdsa-sha2-nistp256", b"nistp384", UNCOMPRESSED),
    "an unknown curve": _key_line(b"ecdsa-sha2-secp256k1", b"secp256k1", UNCOMPRESSED),
    "a point off the curve": _key_line(
        b"ecdsa-sha2-nistp256", b"nistp256", UNCOMPRESSED[:-1] + bytes([UNCOMPRESSED[-1] ^ 1])
    ),
    "a compressed point": _key_line(b"ecdsa-sha2-nistp256", b"nistp256", COMPRESSED),
    "the point at infinity": _key_line(b"ecdsa-sha2-nistp256", b"nistp256", b"\x00"),
    "a security key without application": _key_line(b"sk-ssh-ed25519@openssh.com", ED),
    "a security key on another curve": _key_line(
        b"sk-ecdsa-sha2-nistp256@openssh.com", b"nistp384", UNCOMPRESSED, b"ssh:"
    ),
    "a webauthn key": _key_line(b"webauthn-sk-ecdsa-sha2-nistp256@openssh.com", b"nistp256", UNCOMPRESSED, b"ssh:"),
}


@pytest.mark.parametrize("line", BAD_KEYS.values(), ids=BAD_KEYS)
def test_a_key_that_is_not_accepted(line: str) -> None:
    with pytest.raises(BadKey):
        public_key(line)


def test_good_keys_made_by_hand_are_accepted() -> None:
    """Otherwise the refusals above could have any reason."""
    assert public_key(_key_line(b"ssh-ed25519", ED) + " 注释 with blanks").blob == SIGNER.public.blob
    assert public_key(_key_line(b"ssh-rsa", _mpint(65537), _mpint(BIG))).algorithm == "ssh-rsa"
    public_key(_key_line(b"ecdsa-sha2-nistp256", b"nistp256", UNCOMPRESSED))
    public_key(_key_line(b"sk-ecdsa-sha2-nistp256@openssh.com", b"nistp256", UNCOMPRESSED, b"ssh:"))


@pytest.fixture(scope="module")
def rsa_key(keys: dict[str, Path]) -> rsa.RSAPrivateKey:
    key = serialization.load_ssh_private_key(keys["rsa-3072"].read_bytes(), None)
    assert isinstance(key, rsa.RSAPrivateKey)
    return key


@pytest.mark.parametrize(
    "kind, digest",
    [(b"ssh-rsa", hashes.SHA1()), (b"rsa-sha2-384", hashes.SHA384()), (b"rsa-sha2-256", hashes.SHA512())],
)
def test_rsa_with_another_hash_is_refused(
    rsa_key: rsa.RSAPrivateKey, kind: bytes, digest: hashes.HashAlgorithm
) -> None:
    made = ProcessSigner(rsa_key)
    inner = _packed(kind) + _packed(rsa_key.sign(_to_sign(), padding.PKCS1v15(), digest))
    _refused(_blob(made.public, inner), "does not fit|does not match", made.public)


def test_rsa_with_another_padding_is_refused(rsa_key: rsa.RSAPrivateKey) -> None:
    made = ProcessSigner(rsa_key)
    pss = rsa_key.sign(_to_sign(), padding.PSS(padding.MGF1(hashes.SHA512()), 64), hashes.SHA512())
    _refused(_blob(made.public, _packed(b"rsa-sha2-512") + _packed(pss)), "does not match", made.public)


def test_ecdsa_numbers_in_another_form_are_refused() -> None:
    private = ec.generate_private_key(ec.SECP256R1())
    made = ProcessSigner(private)
    r, s = utils.decode_dss_signature(private.sign(_to_sign(), ec.ECDSA(hashes.SHA256())))

    def blob(*numbers: bytes, tail: bytes = b"") -> bytes:
        inner = _packed(b"ecdsa-sha2-nistp256") + _packed(b"".join(map(_packed, numbers)) + tail)
        return _blob(made.public, inner)

    verify(base64.b64encode(blob(_mpint(r), _mpint(s))).decode(), MESSAGE, NAMESPACE, made.public)
    shortest = "shortest form"
    _refused(blob(b"\x00" + _mpint(r), _mpint(s)), shortest, made.public)
    _refused(blob(b"", _mpint(s)), shortest, made.public)
    _refused(blob(_mpint(r), b"\xff" + _mpint(s)), shortest, made.public)
    _refused(blob(_mpint(r), _mpint(s), tail=b"\x00"), "trailing", made.public)
    _refused(blob(_mpint(r)), "truncated", made.public)
    for first, second in ((0, 0), (r, 0), (0, s), (s, r)):
        _refused(blob(_mpint(first), _mpint(second)), "does not match", made.public)
    der = private.sign(_to_sign(), ec.ECDSA(hashes.SHA256()))
    _refused(_blob(made.public, _packed(b"ecdsa-sha2-nistp256") + _packed(der)), "", made.public)


# -- security keys, with a token made of software -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Token:
    """Signs as a FIDO token does: over the application, its flags, its counter and the digest of what it was given."""

    line: str
    algorithm: bytes
    raw: Callable[[bytes], bytes]

    def sign(self, flags: int = 1, counter: int = 5, application: bytes = b"ssh:", tail: bytes | None = None) -> bytes:
        said = bytes([flags]) + struct.pack(">I", counter)
        digest = hashlib.sha256(application).digest() + said + hashlib.sha256(_to_sign()).digest()
        inner = _packed(self.algorithm) + _packed(self.raw(digest)) + (said if tail is None else tail)
        return _blob(public_key(self.line), inner)


def _tokens() -> dict[str, Token]:
    curve = ec.generate_private_key(ec.SECP256R1())
    point = curve.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)

    def ecdsa(data: bytes) -> bytes:
        numbers = utils.decode_dss_signature(curve.sign(data, ec.ECDSA(hashes.SHA256())))
        return b"".join(_packed(_mpint(number)) for number in numbers)

    first, second = b"sk-ssh-ed25519@openssh.com", b"sk-ecdsa-sha2-nistp256@openssh.com"
    return {
        "sk-ed25519": Token(_key_line(first, ED, b"ssh:"), first, KEY.sign),
        "sk-ecdsa": Token(_key_line(second, b"nistp256", point, b"ssh:"), second, ecdsa),
    }


@pytest.fixture(scope="module", params=["sk-ed25519", "sk-ecdsa"])
def token(request: pytest.FixtureRequest) -> Token:
    return _tokens()[str(request.param)]


@pytest.mark.parametrize("flags", [0x00, 0x04, 0x80, 0xFE])
def test_a_security_key_that_nobody_touched_is_refused(token: Token, flags: int) -> None:
    _refused(token.sign(flags), "not touched", public_key(token.line))


def test_a_security_key_whose_words_were_changed_is_refused(token: Token) -> None:
    key = public_key(token.line)
    _refused(token.sign(0, tail=b"\x01\x00\x00\x00\x05"), "does not match", key)
    _refused(token.sign(1, tail=b"\x01\x00\x00\x00\x06"), "does not match", key)
    _refused(token.sign(application=b"ssh:other"), "does not match", key)
    _refused(token.sign(tail=b""), "", key)
    _refused(token.sign(tail=b"\x01\x00\x00\x00\x05\x01"), "", key)
    blob = token.sign()
    for place in range(len(blob)):
        changed = bytearray(blob)
        changed[place] ^= 0x40
        _refused(bytes(changed), "", key)


def test_a_software_key_cannot_pass_for_a_security_key(token: Token) -> None:
    _refused(
        _blob(public_key(token.line), _packed(token.algorithm) + _packed(token.raw(_to_sign()))),
        "",
        public_key(token.line),
    )


# -- the signers --------------------------------------------------------------------------------------------------


def test_a_key_in_the_agent_signs_through_its_public_file(
    keys: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    agent = subprocess.Popen(["ssh-agent", "-D", "-a", str(tmp_path / "agent")], stdout=subprocess.DEVNULL)
    try:
        monkeypatch.setenv("SSH_AUTH_SOCK", str(tmp_path / "agent"))
        for _ in range(100):
            if (
                subprocess.run(["ssh-add", "-q", str(keys["ed25519"])], capture_output=True, check=False).returncode
                == 0
            ):
                break
        public = tmp_path / "officer.pub"
        shutil.copy(keys["ed25519"].with_name("ed25519.pub"), public)
        made = signer(public)
        assert isinstance(made, KeygenSigner)
        verify(made.sign(MESSAGE, NAMESPACE), MESSAGE, NAMESPACE, made.public)
        subprocess.run(["ssh-add", "-qD"], capture_output=True, check=True)
        with pytest.raises(CannotRun, match="签名失败"):
            made.sign(MESSAGE, NAMESPACE)
    finally:
        agent.terminate()
        agent.wait()


def test_a_key_with_a_passphrase_signs_through_openssh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locked = tmp_path / "locked"
    assert _keygen("-q", "-t", "ed25519", "-N", "口令 pass", "-f", locked).returncode == 0
    ask = tmp_path / "ask"
    ask.write_text("#!/bin/sh\necho '口令 pass'\n")
    ask.chmod(0o700)
    monkeypatch.setenv("SSH_ASKPASS", str(ask))
    monkeypatch.setenv("SSH_ASKPASS_REQUIRE", "force")
    made = signer(locked)
    assert isinstance(made, KeygenSigner)
    verify(made.sign(MESSAGE, NAMESPACE), MESSAGE, NAMESPACE, made.public)
    ask.write_text("#!/bin/sh\necho wrong\n")
    with pytest.raises(CannotRun, match="签名失败"):
        made.sign(MESSAGE, NAMESPACE)
    locked.with_name("locked.pub").unlink()
    with pytest.raises(CannotRun, match="pub"):
        signer(locked)


def test_without_openssh_a_locked_key_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.pub").write_text(SIGNER.line)
    monkeypatch.setenv("PATH", os.devnull)
    with pytest.raises(CannotRun, match="ssh-keygen"):
        signer(tmp_path / "x.pub")


@pytest.mark.parametrize(
    "content", [b"", b"x", b"\xff\xfe", SIGNER.line.encode(), b"-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n"]
)
def test_what_is_no_key_file_is_one_clear_line(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "key").write_bytes(content)
    for path in (tmp_path / "key", tmp_path / "missing", tmp_path):
        with pytest.raises(CannotRun) as refused:
            signer(path)
        assert "\n" not in refused.value.text.zh and str(path) in refused.value.text.zh


@pytest.mark.parametrize("curve", [ec.SECP256K1(), ec.SECP224R1()], ids=lambda c: c.name)
def test_a_curve_that_openssh_does_not_know(curve: ec.EllipticCurve, tmp_path: Path) -> None:
    key = ec.generate_private_key(curve)
    (tmp_path / "key").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    with pytest.raises(CannotRun):
        signer(tmp_path / "key")
