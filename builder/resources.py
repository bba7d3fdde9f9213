"""Where the package's own data stands: inside the installed package, or in the checkout beside it."""

from __future__ import annotations

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def data_folder(name: str) -> Path:
    """The folder `ontology` or `queries`: `builder/_data/NAME` in a wheel, else NAME beside the package."""
    shipped = PACKAGE / "_data" / name
    return shipped if shipped.is_dir() else PACKAGE.parent / name


def own_ontology() -> tuple[Path, ...]:
    """The user's own Turtle files, beside ours: those named in $CROSSWIRE_ONTOLOGY, which reads like $PATH."""
    return tuple(Path(part) for part in os.environ.get("CROSSWIRE_ONTOLOGY", "").split(os.pathsep) if part)
