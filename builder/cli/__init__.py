"""The command line: one module a group of commands; each loads what it needs when it runs, not before."""
