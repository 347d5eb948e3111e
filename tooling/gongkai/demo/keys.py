"""Fresh officers' keys."""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519

from gongkai.signing.signer import ProcessSigner


def new_key(path: Path) -> ProcessSigner:
    """Make an Ed25519 key pair at ``path`` and ``path.pub``, readable by its owner alone."""
    key = ed25519.Ed25519PrivateKey.generate()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.parent.chmod(0o700)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.OpenSSH, serialization.NoEncryption()
    )
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(private)
    signer = ProcessSigner(key)
    path.with_name(f"{path.name}.pub").write_text(f"{signer.line} {path.name}\n")
    return signer
