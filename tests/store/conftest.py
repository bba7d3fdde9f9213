from __future__ import annotations

from pathlib import Path

import pytest
from store_articles import make_article

from builder.store.embedded import StoreWriter


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def filled(path: Path) -> Path:
    """A closed store with ten articles of fifty quads."""
    with StoreWriter.open(path) as writer:
        for number in range(10):
            writer.put_article(*make_article(number))
    return path
