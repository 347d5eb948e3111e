"""Making OpenSSH signatures: in process with an unencrypted key file, through ``ssh-keygen`` for everything else."""

from __future__ import annotations

import base64
import re
import shutil
import struct
import subprocess
import tempfile
from pathlib import Path
from typing import Protocol

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils

from gongkai.core.findings import CannotRun
from gongkai.core.system_errors import reason
from gongkai.signing.sshsig import MAGIC, BadKey, PublicKey, public_key

PrivateKey = ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


class Signer(Protocol):
    """Something that holds an officer's key."""

    @property
    def public(self) -> PublicKey: ...

    def sign(self, message: bytes, namespace: str) -> str:
        """The base64 of an SSHSIG blob over ``message``."""
        ...


def signer(key_file: Path) -> Signer:
    """The signer for a private key file, or for a public key file whose private half the ssh-agent holds.

    Raises CannotRun when the file is neither.
    """
    try:
        data = key_file.read_bytes()
    except OSError as error:
        raise CannotRun(
            f"无法读取密钥文件 {key_file}：{reason(error).zh}", f"cannot read key file {key_file}: {reason(error).en}"
        ) from None
    try:
        key = serialization.load_ssh_private_key(data, password=None)
    except (ValueError, TypeError, NotImplementedError, ImportError):
        return KeygenSigner(key_file)
    except Exception as error:  # cryptography raises UnsupportedAlgorithm, which is no ValueError
        raise CannotRun(f"无法使用密钥 {key_file}：{error}", f"cannot use key {key_file}: {error}") from None
    if not isinstance(key, ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise CannotRun(f"不支持这种密钥：{key_file}", f"keys of this kind are not accepted: {key_file}")
    return ProcessSigner(key)


class ProcessSigner:
    """Signs in this process; used for key files without a passphrase and by ``gongkai demo``."""

    def __init__(self, key: PrivateKey) -> None:
        self._key = key
        line = key.public_key().public_bytes(serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH)
        self.line = line.decode()
        try:
            self.public = public_key(self.line)
        except BadKey as error:
            raise CannotRun(f"不接受该密钥：{error}", f"this key is not accepted: {error}") from None

    def sign(self, message: bytes, namespace: str) -> str:
        digest = hashes.Hash(hashes.SHA512())
        digest.update(message)
        fields = (namespace.encode(), b"", b"sha512")
        signed = MAGIC + b"".join(map(_packed, (*fields, digest.finalize())))
        blob = MAGIC + struct.pack(">I", 1) + b"".join(map(_packed, (self.public.blob, *fields, self._inner(signed))))
        return base64.b64encode(blob).decode()

    def _inner(self, signed: bytes) -> bytes:
        if isinstance(self._key, ed25519.Ed25519PrivateKey):
            return _packed(b"ssh-ed25519") + _packed(self._key.sign(signed))
        if isinstance(self._key, rsa.RSAPrivateKey):
            return _packed(b"rsa-sha2-512") + _packed(self._key.sign(signed, padding.PKCS1v15(), hashes.SHA512()))
        by_size: dict[int, hashes.HashAlgorithm] = {256: hashes.SHA256(), 384: hashes.SHA384(), 521: hashes.SHA512()}
        signature = self._key.sign(signed, ec.ECDSA(by_size[self._key.curve.key_size]))
        numbers = b"".join(_packed(_number(n)) for n in utils.decode_dss_signature(signature))
        return _packed(self.public.algorithm.encode()) + _packed(numbers)


class KeygenSigner:
    """Signs through ``ssh-keygen``: keys with a passphrase, security keys, keys in the agent."""

    def __init__(self, key_file: Path) -> None:
        if shutil.which("ssh-keygen") is None:
            raise CannotRun(
                "未找到 ssh-keygen，请安装 OpenSSH 客户端", "ssh-keygen is missing; install the OpenSSH client"
            )
        self._file = key_file
        public = key_file if key_file.suffix == ".pub" else key_file.with_name(key_file.name + ".pub")
        try:
            self.public = public_key(public.read_text().strip())
        except (OSError, UnicodeDecodeError, BadKey):
            raise CannotRun(
                f"{key_file} 不是可用的密钥；带口令的私钥旁须有同名 .pub 公钥文件",
                f"{key_file} is not a usable key; a key with a passphrase needs its .pub file beside it",
            ) from None

    def sign(self, message: bytes, namespace: str) -> str:
        with tempfile.TemporaryDirectory() as folder:
            statement = Path(folder) / "statement"
            statement.write_bytes(message)
            command = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(self._file), "-n", namespace, str(statement)]
            done = subprocess.run(command, check=False, stderr=subprocess.PIPE)
            if done.returncode:
                raise _failed(done.stderr.decode(errors="replace"), self._file)
            armored = statement.with_suffix(".sig").read_text().split("\n")
        return "".join(line for line in armored if line and not line.startswith("-----"))


# What ssh-keygen says, and what the officer has to do.
_FAILURES = (
    (
        r"[Nn]o private key found|not found in agent|agent contains no",
        "ssh-agent 中没有这把密钥：先运行 ssh-add，后面写私钥文件（硬件密钥先插好），再签署；也可以用 --key 写私钥文件",
        "the key is not in the agent: run ssh-add with the private key file, or give that file as --key",
    ),
    (r"incorrect passphrase", "口令不对，或没有输入口令：请重新运行并输入口令", "wrong passphrase; run it again"),
    (
        r"agent refused",
        "ssh-agent 没有同意签名：硬件密钥请在它闪动时触摸，设有确认的请点确认",
        "the agent refused: touch the security key when it blinks, or confirm",
    ),
    (
        r"[Dd]evice not found|no FIDO|FIDO_ERR|invalid format.*sk|device.*not",
        "没有找到硬件密钥，或没有触摸它：插好后重试",
        "the security key is missing or was not touched",
    ),
    (
        r"UNPROTECTED|bad permissions|too open",
        "私钥文件别人也能读，ssh-keygen 不予使用：运行 chmod 600，后面写该文件",
        "the private key can be read by others: run chmod 600 on it",
    ),
)


def _failed(said: str, key_file: Path) -> CannotRun:
    last = (said.strip().splitlines() or ["?"])[-1]
    for pattern, zh, en in _FAILURES:
        if re.search(pattern, said):
            return CannotRun(f"签名失败（{key_file}）：{zh}", f"signing failed ({key_file}): {en}")
    return CannotRun(f"签名失败：ssh-keygen 说“{last}”", f"signing failed: ssh-keygen says: {last}")


def _packed(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


def _number(value: int) -> bytes:
    return value.to_bytes(value.bit_length() // 8 + 1, "big")
