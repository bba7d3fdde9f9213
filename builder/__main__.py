"""`python -m builder` is `crosswire`."""

from __future__ import annotations

import sys

from builder.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
