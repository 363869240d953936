"""The store as the pages see it: opened once, each answer kept for the next run of the page."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:
    from analysis.store.selection import Selection
    from analysis.store.store import Store

PATH_VARIABLE = "NEWSPARALLAX_STORE"
MAX_ANSWERS = 400  # small frames, shared by all sessions; some dozen make one page
OWN = frozenset({"path", "manifest", "key"})  # a store's properties; every other public name is a query


def store_path() -> Path:
    """Where the results are: the folder named by NEWSPARALLAX_STORE, else `.store` where the server was started."""
    return Path(os.environ.get(PATH_VARIABLE) or ".store")


def open_store() -> Store:
    """The store, opened once for all sessions; opened anew when it was analysed again.

    Raises StoreError as `Store.open` does.
    """
    path = store_path()
    manifest = path / "manifest.json"
    changed = manifest.stat().st_mtime_ns if manifest.is_file() else 0
    return _open(str(path), changed)  # type: ignore[return-value]


class CachedStore:
    """A store whose queries answer from a cache keyed by the store's key and the arguments. Same names, same frames."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._store, name)
        if name in OWN:
            return found

        def query(*args: Any, **kwargs: Any) -> Any:
            asked = repr((self.key, name, args, sorted(kwargs.items())))
            return _answer(found, args, kwargs, asked)

        return query


def remember(measure: Callable[..., Any], store: Store, selection: Selection, *args: Any) -> Any:
    """`measure(store, selection, *args)`, computed once for each selection of a store.

    measure: a function at the top of a module that depends on nothing but its arguments; args print what they are.
    """
    asked = repr((measure.__module__, measure.__qualname__, store.key, selection, args))
    return _answer(measure, (store, selection, *args), {}, asked)


@st.cache_resource(max_entries=2, show_spinner=False)
def _open(path: str, changed: int) -> CachedStore:
    from analysis.store.store import Store

    return CachedStore(Store.open(path))


@st.cache_data(max_entries=MAX_ANSWERS, show_spinner=False)
def _answer(_query: Callable[..., Any], _args: tuple[Any, ...], _kwargs: dict[str, Any], asked: str) -> Any:
    """`asked` alone is the key; whoever gets an answer gets a copy of their own."""
    return _query(*_args, **_kwargs)
