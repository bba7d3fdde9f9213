"""How quads are kept: one writer, readers on published snapshots, a ledger beside them. Knows no term of ours."""
