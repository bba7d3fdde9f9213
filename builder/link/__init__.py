"""Linking: which reports tell of one incident. Pure functions over rows; no store, no text.

`block` says which pairs are worth comparing, `compare` what speaks for and against, `decide` judges, `cluster` groups.
"""
