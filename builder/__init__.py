"""Crosswire: a folder of news in, a validated graph of operations, units, people and incidents out.

`open_store` is the way in from Python; what this module lists is promised, the rest is free to change.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.answers import OpenStore

__version__ = "0.1.0"
__all__ = ["__version__", "open_store"]


def open_store(path: str | os.PathLike[str] = "crosswire.store", as_of: str | None = None) -> OpenStore:
    """The last published state of a store, to be asked; a context manager. `as_of` ('2021-06-07'): as it stood at the
    end of that day. Raises NotFound where there is none, UsageError for a day that is none."""
    from builder.answers import OpenStore

    return OpenStore.open(path, as_of)
