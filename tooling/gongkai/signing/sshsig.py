"""OpenSSH signatures (PROTOCOL.sshsig), read strictly and verified in process.

Accepted: Ed25519, ECDSA (P-256, P-384, P-521), RSA of 3072 bits and more with SHA-2, and both ``sk-`` kinds with
the user's presence. Refused: everything else, and every blob with a byte too many.
"""

from __future__ import annotations

import base64
import binascii
import functools
import hashlib
import math
import struct
from collections.abc import Callable
from dataclasses import dataclass

import nacl.bindings
import nacl.exceptions
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils

MAGIC = b"SSHSIG"
_BEGINNING = MAGIC + b"\x00\x00\x00\x01"  # with the version
_HASHES: dict[str, Callable[[bytes], bytes]] = {
    "sha256": lambda data: hashlib.sha256(data).digest(),
    "sha512": lambda data: hashlib.sha512(data).digest(),
}
_CURVES: dict[str, tuple[ec.EllipticCurve, hashes.HashAlgorithm]] = {
    "nistp256": (ec.SECP256R1(), hashes.SHA256()),
    "nistp384": (ec.SECP384R1(), hashes.SHA384()),
    "nistp521": (ec.SECP521R1(), hashes.SHA512()),
}
_RSA_HASHES: dict[str, hashes.HashAlgorithm] = {"rsa-sha2-256": hashes.SHA256(), "rsa-sha2-512": hashes.SHA512()}
MINIMUM_RSA_BITS = 3072
MAXIMUM_RSA_BITS = 16384  # as OpenSSH has it
_MAXIMUM_EXPONENT_BITS = 64  # as OpenSSL has it
# No modulus of use has a small factor; whoever finds one finds the private key.
_SMALL_PRIMES = math.prod(n for n in range(2, 2000) if all(n % d for d in range(2, math.isqrt(n) + 1)))
_USER_PRESENT = 0x01


class BadSignature(Exception):
    """The signature does not hold; the text says why, in English, for the engineer."""


class BadKey(ValueError):
    """A public key that is not one, or of a kind that is not accepted."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key: its algorithm name and its blob as in an OpenSSH key line."""

    algorithm: str
    blob: bytes

    @property
    def fingerprint(self) -> str:
        """``SHA256:…`` as ``ssh-keygen -l`` prints it."""
        return "SHA256:" + base64.b64encode(hashlib.sha256(self.blob).digest()).decode().rstrip("=")


class _Reader:
    """Length-prefixed strings (RFC 4251), nothing left over."""

    __slots__ = ("at", "data")

    def __init__(self, data: bytes, at: int = 0) -> None:
        self.data, self.at = data, at

    def take(self, count: int) -> bytes:
        start, self.at = self.at, self.at + count
        if len(self.data) < self.at:
            raise BadSignature("truncated")
        return self.data[start : self.at]

    def string(self) -> bytes:
        return self.take(int.from_bytes(self.take(4), "big"))

    def name(self) -> str:
        try:
            return self.string().decode("ascii")
        except UnicodeDecodeError:
            raise BadSignature("a name is not ASCII") from None

    def end(self) -> None:
        if self.at != len(self.data):
            raise BadSignature("trailing bytes")


def public_key(line: str) -> PublicKey:
    """Parse ``algorithm base64 [comment]``. Raises BadKey, also for a key too weak to be accepted."""
    parts = line.split(" ")
    if len(parts) < 2:
        raise BadKey("not a public key line")
    try:
        blob = base64.b64decode(parts[1], validate=True)
        if blob_to_base64(blob) != parts[1]:
            raise BadKey("not in canonical base64")
        key = PublicKey(parts[0], blob)
        if _Reader(blob).name() != key.algorithm:
            raise BadKey("the key is of another kind than its line says")
        _verifier(key)
    except (binascii.Error, BadSignature, ValueError) as error:
        raise BadKey(str(error)) from None
    return key


def material(key: PublicKey) -> tuple[str, int]:
    """Return what the private half of an accepted key follows from: whoever knows one signs with all keys of the same material.

    The kind of the key, its application and the sign of its point do not count, nor the exponent beside a modulus.
    """
    blob = _Reader(key.blob)
    blob.string()
    if "ed25519" in key.algorithm:
        return "ed25519", int.from_bytes(blob.string(), "little") & (2**255 - 1)
    if "ecdsa" in key.algorithm:
        curve, point = blob.name(), blob.string()
        return curve, int.from_bytes(point[1 : len(point) // 2 + 1], "big")
    blob.string()
    return "rsa", int.from_bytes(blob.string(), "big")


def blob_to_base64(blob: bytes) -> str:
    return base64.b64encode(blob).decode()


def verify(signature: str, message: bytes, namespace: str, key: PublicKey) -> None:
    """Return if ``signature`` (base64 of an SSHSIG blob) is ``key``'s over ``message`` in ``namespace``.

    Raises BadSignature otherwise, and for every form that OpenSSH itself would not write.
    """
    blob, usual = _decoded(signature), _usual(key, namespace)
    if usual and blob.startswith(usual.blob) and len(blob) == len(usual.blob) + nacl.bindings.crypto_sign_BYTES:
        signed = usual.signed + hashlib.sha512(message).digest()
        try:
            nacl.bindings.crypto_sign_open(blob[len(usual.blob) :] + signed, usual.point)
        except nacl.exceptions.BadSignatureError:
            raise BadSignature("does not match the signed text") from None
        return
    reader = _open(signature)
    if reader.string() != key.blob:
        raise BadSignature("made with another key")
    if reader.name() != namespace:
        raise BadSignature("made for another purpose")
    if reader.string():
        raise BadSignature("reserved field in use")
    hash_name = reader.name()
    if hash_name not in _HASHES:
        raise BadSignature(f"hash {hash_name} is not accepted")
    inner = _Reader(reader.string())
    reader.end()
    signed = MAGIC + b"".join(
        _packed(part) for part in (namespace.encode(), b"", hash_name.encode(), _HASHES[hash_name](message))
    )
    try:
        _verifier(key)(inner, signed)
    except (InvalidSignature, nacl.exceptions.BadSignatureError):
        raise BadSignature("does not match the signed text") from None
    except ValueError as error:
        raise BadSignature(str(error)) from None


@dataclass(frozen=True, slots=True)
class _Usual:
    """All but the last bytes of a signature, and of what it is over, where nothing else can differ."""

    blob: bytes
    signed: bytes
    point: bytes


@functools.lru_cache(maxsize=4096)  # a county has few officers and many signatures
def _usual(key: PublicKey, namespace: str) -> _Usual | None:
    """How OpenSSH writes a signature by this key when it is not told otherwise; None where more can differ.

    Bytes that are the expected ones need not be taken apart to see that they are well-formed.
    """
    if key.algorithm != "ssh-ed25519":
        return None
    try:
        _verifier(key)
    except ValueError:
        return None  # not an accepted key: the long way says why
    purpose = _packed(namespace.encode()) + _packed(b"") + _packed(b"sha512")
    length = nacl.bindings.crypto_sign_BYTES
    inner = _packed(b"ssh-ed25519") + struct.pack(">I", length)
    blob = _BEGINNING + _packed(key.blob) + purpose + struct.pack(">I", len(inner) + length) + inner
    signed = MAGIC + purpose + struct.pack(">I", hashlib.sha512().digest_size)
    return _Usual(blob, signed, key.blob[-32:])


@functools.lru_cache(maxsize=16)  # asked by the rules, and for what is remembered
def signer(signature: str) -> bytes:
    """The blob of the public key that a signature names (not yet a proof of anything)."""
    return _open(signature).string()


def purpose(signature: str) -> str:
    """The namespace that a signature names (not yet a proof of anything). Raises BadSignature."""
    reader = _open(signature)
    reader.string()
    return reader.name()


def _open(signature: str) -> _Reader:
    reader = _Reader(_decoded(signature))
    if reader.take(10) != _BEGINNING:
        raise BadSignature("not an OpenSSH signature of version 1")
    return reader


@functools.lru_cache(maxsize=16)  # the rules look at a signature twice, one after the other
def _decoded(signature: str) -> bytes:
    try:
        blob = base64.b64decode(signature, validate=True)
    except (binascii.Error, ValueError):
        raise BadSignature("not base64") from None
    if blob_to_base64(blob) != signature:
        raise BadSignature("not in canonical base64")
    return blob


def _packed(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


_Verifier = Callable[[_Reader, bytes], None]


@functools.lru_cache(maxsize=1024)  # a county has few officers and many signatures
def _verifier(key: PublicKey) -> _Verifier:
    """How a signature by this key is checked; raises ValueError for a key that is not accepted."""
    blob = _Reader(key.blob)
    blob.string()
    algorithm = key.algorithm
    if algorithm == "ssh-ed25519":
        return _end(blob, _ed25519(blob.string()))
    if algorithm == "sk-ssh-ed25519@openssh.com":
        point = blob.string()
        return _end(blob, _present(blob.string(), algorithm, _ed25519(point, algorithm)))
    if algorithm == "sk-ecdsa-sha2-nistp256@openssh.com":
        if blob.name() != "nistp256":
            raise ValueError("curve and algorithm differ")
        point = blob.string()
        return _end(blob, _present(blob.string(), algorithm, _ecdsa("nistp256", point, algorithm)))
    if algorithm.startswith("ecdsa-sha2-"):
        curve = algorithm.removeprefix("ecdsa-sha2-")
        if curve not in _CURVES or blob.name() != curve:
            raise ValueError("curve and algorithm differ")
        return _end(blob, _ecdsa(curve, blob.string(), algorithm))
    if algorithm == "ssh-rsa":
        exponent, modulus = _integer(blob.string()), _integer(blob.string())
        return _end(blob, _rsa(exponent, modulus))
    raise ValueError(f"key kind {algorithm} is not accepted")


def _end(blob: _Reader, verifier: _Verifier) -> _Verifier:
    blob.end()
    return verifier


def _integer(data: bytes) -> int:
    if not data or data[0] & 0x80 or (len(data) > 1 and data[0] == 0 and not data[1] & 0x80):
        raise BadSignature("not a positive number in its shortest form")
    return int.from_bytes(data, "big")


def _algorithm(inner: _Reader, *expected: str) -> str:
    found = inner.name()
    if found not in expected:
        raise BadSignature(f"signature kind {found} does not fit the key")
    return found


def _ed25519(point: bytes, algorithm: str = "ssh-ed25519") -> _Verifier:
    if len(point) != nacl.bindings.crypto_sign_PUBLICKEYBYTES:
        raise ValueError("not a point")
    # With one of small order, one fixed signature fits every message; with one off the curve, none fits any.
    if not nacl.bindings.crypto_core_ed25519_is_valid_point(point):
        raise ValueError("a point that belongs to no private key")

    def check(inner: _Reader, signed: bytes) -> None:
        _algorithm(inner, algorithm)
        signature = inner.string()
        inner.end()
        if len(signature) != nacl.bindings.crypto_sign_BYTES:
            raise BadSignature("does not match the signed text")
        nacl.bindings.crypto_sign_open(signature + signed, point)

    return check


def _ecdsa(curve: str, point: bytes, algorithm: str) -> _Verifier:
    shape, digest = _CURVES[curve]
    if not point.startswith(b"\x04"):
        raise ValueError("a point in compressed form, which OpenSSH does not write")
    key = ec.EllipticCurvePublicKey.from_encoded_point(shape, point)

    def check(inner: _Reader, signed: bytes) -> None:
        _algorithm(inner, algorithm)
        numbers = _Reader(inner.string())
        inner.end()
        r, s = _integer(numbers.string()), _integer(numbers.string())
        numbers.end()
        key.verify(utils.encode_dss_signature(r, s), signed, ec.ECDSA(digest))

    return check


def _rsa(exponent: int, modulus: int) -> _Verifier:
    bits = modulus.bit_length()
    if bits < MINIMUM_RSA_BITS:
        raise ValueError(f"RSA of {bits} bits is too short, {MINIMUM_RSA_BITS} are needed")
    if bits > MAXIMUM_RSA_BITS:
        raise ValueError(f"RSA of {bits} bits is too long, {MAXIMUM_RSA_BITS} are enough")
    if exponent < 3 or not exponent & 1 or exponent.bit_length() > _MAXIMUM_EXPONENT_BITS:
        raise ValueError("an RSA exponent that no library accepts")
    if math.gcd(modulus, _SMALL_PRIMES) != 1 or math.isqrt(modulus) ** 2 == modulus:
        raise ValueError("an RSA modulus that is no product of two large primes")
    key = rsa.RSAPublicNumbers(exponent, modulus).public_key()

    def check(inner: _Reader, signed: bytes) -> None:
        digest = _RSA_HASHES[_algorithm(inner, *_RSA_HASHES)]
        signature = inner.string()
        inner.end()
        key.verify(signature, signed, padding.PKCS1v15(), digest)

    return check


def _present(application: bytes, algorithm: str, verifier: _Verifier) -> _Verifier:
    """A security key signs over its flags and counter; the flag that someone touched it must be set."""
    if b"\0" in application:  # OpenSSH takes it for the end of a text, and refuses the key
        raise BadSignature("the application holds a zero byte")

    def check(inner: _Reader, signed: bytes) -> None:
        if len(inner.data) < 5:
            raise BadSignature("truncated")
        tail = inner.data[-5:]
        inner = _Reader(inner.data[:-5], inner.at)
        if not tail[0] & _USER_PRESENT:
            raise BadSignature("the security key was not touched")
        digest = hashlib.sha256
        verifier(inner, digest(application).digest() + tail + digest(signed).digest())

    return check
