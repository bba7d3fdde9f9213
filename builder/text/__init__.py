"""The text layer: a parsed document and pure normalisers over it (dates, numbers, places). It knows no graph."""
