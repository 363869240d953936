"""Matrices multiplied by one thread: further ones wait busily for the next product, and workers share the cores.

The processes of a run make no others to begin with (`analysis.batch.pool`).
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController


def one_thread() -> AbstractContextManager[Any]:
    """While it lasts numpy's products use one thread."""
    return _libraries().limit(limits=1, user_api="blas")  # type: ignore[no-any-return]


@cache
def _libraries() -> ThreadpoolController:
    """What multiplies matrices in this process; looking for it is dear."""
    import numpy  # noqa: F401 - only what is loaded is found
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
