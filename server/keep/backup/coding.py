"""How the tar of a backup is written: compressed by zstd, and encrypted in the format of age where there is a key.

Decision: age, by pyrage, and no format of our own: whoever has the key and the program `age` opens a backup without us.
Keys are pairs, so that a server that knows only the public one cannot read the backups that it wrote. age finds every
changed byte; zstd, with its checksum, only what changes the text: so behind it comes the SHA-256 of what it wrote, in a
frame that zstd's own tools skip. What a file is, is told by its first bytes; a tar as it is stays readable.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, cast

AGE, ZSTD = b"age-encryption.org/", b"\x28\xb5\x2f\xfd"  # how they begin
HEAD = len(AGE)
SECRET, PUBLIC = "AGE-SECRET-KEY-", "age1"
FRAME = b"\x5e\x2a\x4d\x18" + (32).to_bytes(4, "little")  # a frame of 32 bytes that is none of the text's
SEAL = len(FRAME) + 32
LEVEL = 3  # of compression


@contextmanager
def encoded(raw: BinaryIO, *, compress: bool, recipients: list[Any]) -> Iterator[BinaryIO]:
    """What is written here comes into `raw` compressed, and encrypted for the recipients if there are any."""
    with ExitStack() as stack:
        out = stack.enter_context(_encrypting(raw, recipients)) if recipients else raw
        yield stack.enter_context(_compressing(out)) if compress else out


@contextmanager
def decoded(raw: BinaryIO, identities: list[Any]) -> Iterator[BinaryIO]:
    """The tar in `raw`, to be read from its beginning to its end. Raises OSError for what is encrypted and no identity
    opens; what is damaged raises ValueError or EOFError, at the latest when all was read."""
    with ExitStack() as stack:
        found = Again(raw)
        if found.begins(AGE):
            if not identities:
                raise OSError("this backup is encrypted: name the file of its secret key by --key")
            found = Again(stack.enter_context(_decrypting(found, identities)))
        if found.begins(ZSTD):
            yield stack.enter_context(_unfolding(found))
        else:
            yield cast("BinaryIO", found)


@contextmanager
def _compressing(out: BinaryIO) -> Iterator[BinaryIO]:
    zstd, sealing = _zstd(), Sealing(out)
    parts = zstd.CompressionParameter
    with zstd.open(sealing, "wb", options={parts.compression_level: LEVEL, parts.checksum_flag: 1}) as compressed:
        yield compressed
    out.write(FRAME + sealing.told.digest())


@contextmanager
def _unfolding(raw: Any) -> Iterator[BinaryIO]:
    zstd = _zstd()
    try:
        with zstd.open(Sealed(raw), "rb") as text:
            yield text
    except zstd.ZstdError as wrong:
        raise ValueError(f"{wrong}") from wrong


def _zstd() -> Any:
    """Python's own from 3.14 on. Imported here: whoever writes a plain tar needs it not."""
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    return zstd


class Sealing:
    """Knows the SHA-256 of what is written."""

    def __init__(self, out: BinaryIO) -> None:
        self._out, self.told = out, sha256()

    def write(self, data: Any) -> int:
        self.told.update(data)
        self._out.write(data)
        return memoryview(data).nbytes

    def flush(self) -> None:
        self._out.flush()


class Sealed:
    """Reads what has its SHA-256 at its end, without that. Raises ValueError at the end of what is not as it was."""

    def __init__(self, raw: Any) -> None:
        self._raw, self._told, self._tail = raw, sha256(), b""

    def read(self, size: int) -> bytes:
        while more := self._raw.read(max(size, 1)):
            self._tail += more
            if given := self._tail[:-SEAL]:
                self._told.update(given)
                self._tail = self._tail[-SEAL:]
                return given
        if self._tail != FRAME + self._told.digest():
            raise ValueError("it is not as it was written, or cut off")
        return b""


def is_coded(head: bytes) -> bool:
    """Whether a file that begins so is anything but a tar as it is."""
    return head.startswith((AGE, ZSTD))


class Again:
    """A stream whose beginning was looked at, and is read all the same."""

    def __init__(self, raw: Any) -> None:
        self._raw, self._head = raw, b""

    def begins(self, sign: bytes) -> bool:
        while len(self._head) < len(sign) and (more := bytes(self._raw.read(len(sign) - len(self._head)))):
            self._head += more
        return self._head.startswith(sign)

    def read(self, size: int = -1) -> bytes:
        if size < 0:
            raise ValueError("a backup is read in pieces")
        if not self._head:
            return bytes(self._raw.read(size))
        given, self._head = self._head[:size], self._head[size:]
        return given


def new_key(file: Path) -> str:
    """Make a key: the secret in a file of ours alone, which must not be there; the public one is the answer."""
    from pyrage import x25519

    made = x25519.Identity.generate()
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as out:
        out.write(f"# public key: {made.to_public()}\n{made}\n")
    return str(made.to_public())


def recipients(file: Path | None) -> list[Any]:
    """For whom a key file lets backups be encrypted: public keys, or those of secret ones. None: for nobody."""
    return _keys(file, lambda key: key.to_public(), lambda age, word: age.Recipient.from_str(word)) if file else []


def identities(file: Path | None) -> list[Any]:
    """The secret keys of a key file, by which what was encrypted can be opened."""
    return [one for one in _keys(file, lambda key: key, lambda *_: None) if one is not None] if file else []


def _keys(file: Path, of_secret: Callable[[Any], Any], of_public: Callable[[Any, str], Any]) -> list[Any]:
    """Raises ValueError naming a line that is no key, OSError."""
    from pyrage import IdentityError, RecipientError, x25519

    found = []
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        word = line.strip()
        if not word or word.startswith("#"):
            continue
        try:
            if not word.startswith((SECRET, PUBLIC)):
                raise ValueError(word)
            found.append(
                of_secret(x25519.Identity.from_str(word)) if word.startswith(SECRET) else of_public(x25519, word)
            )
        except (IdentityError, RecipientError, ValueError):
            raise ValueError(f"{file}, line {number}: an age key begins with age1 or AGE-SECRET-KEY-1") from None
    if not found:
        raise ValueError(f"{file} holds no key: make one with ./grid backup --new-key FILE")
    return found


@contextmanager
def _encrypting(out: BinaryIO, recipients: list[Any]) -> Iterator[BinaryIO]:
    """pyrage pulls what it encrypts; a pipe gives it what is written here. Raises OSError."""
    import pyrage

    end, entrance = os.pipe()
    with ThreadPoolExecutor(1) as pool:
        with os.fdopen(entrance, "wb") as writing:
            encrypting = pool.submit(_closing(end, "rb", lambda source: pyrage.encrypt_io(source, out, recipients)))
            try:
                yield writing
            except BrokenPipeError:
                encrypting.result()
                raise
        encrypting.result()


@contextmanager
def _decrypting(source: Any, identities: list[Any]) -> Iterator[BinaryIO]:
    """The same the other way round. Raises OSError for a wrong key or a changed byte when all was read."""
    import pyrage

    end, entrance = os.pipe()
    with ThreadPoolExecutor(1) as pool:
        with os.fdopen(end, "rb") as reading:
            opening = pool.submit(_closing(entrance, "wb", lambda out: pyrage.decrypt_io(source, out, identities)))
            try:
                yield reading
                while reading.read(1 << 20):
                    pass
            except BaseException:
                reading.close()
                with suppress(BrokenPipeError):
                    opening.result()  # what was wrong with it says more than that it was cut off
                raise
        opening.result()


def _closing(handle: int, mode: str, work: Callable[[Any], Any]) -> Callable[[], None]:
    """Work on one end of a pipe, which is closed afterwards. Raises OSError for a key that does not fit, else
    ValueError for what age does not know."""

    def done() -> None:
        import pyrage

        try:
            with os.fdopen(handle, mode) as stream:
                work(stream)
        except (pyrage.EncryptError, pyrage.DecryptError, OSError) as wrong:
            if "matching keys" in str(wrong):
                raise OSError("this backup is encrypted, and for none of the keys given") from wrong
            raise (ValueError(f"{wrong}") if mode == "wb" else OSError(f"{wrong}")) from wrong

    return done
