"""Detached signatures (Ed25519) of a bundle's manifest, with the library ``cryptography``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rubric_dsl.seal.written import MANIFEST
from rubric_dsl.text.codes import seal as codes
from rubric_dsl.text.diagnostic import Diagnostic, Words
from rubric_dsl.text.refused import SealError

_NO_KEY = Words(zh="不是 PEM 格式的 Ed25519 密钥", en="it is no Ed25519 key in PEM form")
_LOCKED = Words(zh="密钥加了口令，请先解开", en="the key has a passphrase; decrypt it first")
_NO_SIGNATURE = Words(zh="签名应是 64 个字节", en="a signature has 64 bytes")


def signed(files: Mapping[str, bytes], private: bytes) -> bytes:
    """The signature of a bundle by the holder of a private key (PEM). Raises SealError for an unfit key."""
    ed25519, serialization = _library()
    try:
        key = serialization.load_pem_private_key(private, password=None)
    except TypeError:
        raise _unfit("private key", _LOCKED) from None
    except Exception:
        raise _unfit("private key", _NO_KEY) from None
    if not isinstance(key, ed25519.Ed25519PrivateKey):
        raise _unfit("private key", _NO_KEY)
    made: bytes = key.sign(files[MANIFEST])
    return made


def signature_fails(files: Mapping[str, bytes], signature: bytes, public: bytes) -> bool:
    """Whether a signature is not of this bundle by the holder of the key (PEM). Raises SealError for an unfit key."""
    ed25519, serialization = _library()
    try:
        key = serialization.load_pem_public_key(public)
    except Exception:
        raise _unfit("public key", _NO_KEY) from None
    if not isinstance(key, ed25519.Ed25519PublicKey):
        raise _unfit("public key", _NO_KEY)
    if len(signature) != 64:
        raise _unfit("signature", _NO_SIGNATURE)
    from cryptography.exceptions import InvalidSignature

    try:
        key.verify(signature, files[MANIFEST])
    except InvalidSignature:
        return True
    return False


def _library() -> tuple[Any, Any]:
    try:
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric import ed25519
    except ImportError:
        raise SealError([Diagnostic(code=codes.NOT_INSTALLED)]) from None
    return ed25519, serialization


def _unfit(name: str, why: Words) -> SealError:
    return SealError([Diagnostic(code=codes.KEY_UNFIT, args={"name": name, "why": why})])
