"""What a store says of itself: `manifest.json`, written last, so that a store without one is not finished."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from analysis.errors import StoreError
from analysis.store import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.model import Article

MANIFEST = "manifest.json"


def article_hash(article: Article) -> str:
    """Hash of everything that is known of an article: 32 hex digits. Another value means it must be analysed again."""
    return digest(asdict(article))


def corpus_hash(hashes: Iterable[str]) -> str:
    """Hash of a corpus, from those of its articles in any order."""
    return digest(sorted(hashes))


def digest(value: Any) -> str:
    """32 hex digits of the SHA-256 of a value as sorted JSON; dates as they print, text whatever it holds."""
    plain = json.dumps(value, sort_keys=True, default=str, ensure_ascii=True)
    return hashlib.sha256(plain.encode()).hexdigest()[:32]


def read_manifest(store: Path) -> dict[str, Any]:
    """The manifest of a finished store.

    Raises StoreError when there is none, when it cannot be read, or when the store has another layout.
    """
    path = store / MANIFEST
    if not path.is_file():
        what = "holds an unfinished analysis" if (store / "parts").is_dir() else "is no store of results"
        raise StoreError(
            f"{store} {what}: it has no {MANIFEST}; run `newsparallax analyze FOLDER --out {store}`",
            path=str(store),
        )
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        version = manifest["version"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise StoreError(
            f"{path} cannot be read ({type(error).__name__}); delete the folder and analyse again",
            path=str(path),
        ) from error
    if version != schema.VERSION:
        raise StoreError(
            f"{store} has layout version {version!r}; this program reads version {schema.VERSION}: "
            "delete the folder and analyse again",
            path=str(store),
        )
    return dict(manifest)


def save_manifest(store: Path, manifest: Mapping[str, Any]) -> None:
    text = json.dumps({"version": schema.VERSION, **manifest}, indent=1, sort_keys=True, ensure_ascii=False)
    with replacing(store / MANIFEST) as file:
        file.write(text.encode("utf-8", "replace"))


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file to write, put under its name only when it is whole.

    Raises StoreError when the disk is full or the place may not be written to.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            yield file
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def saving(store: Path) -> Iterator[None]:
    """Turns what the disk says into a StoreError that names the store and what to do."""
    try:
        yield
    except StoreError:
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(
            f"cannot save results in {store}: {reason}; free some room or choose another folder",
            path=str(store),
        ) from error


@contextmanager
def writing_alone(store: Path) -> Iterator[None]:
    """One process at a time writes to a store; the lock goes with the process that holds it, however that ends.

    Raises StoreError when another one does.
    """
    try:
        import fcntl
    except ImportError:  # no such locks on Windows
        yield
        return
    store.mkdir(parents=True, exist_ok=True)
    with (store / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreError(
                f"another analysis is writing to {store}; wait for its end", path=str(store)
            ) from error
        yield
