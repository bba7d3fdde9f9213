"""Errors that say what, where, and what to do; the class decides the exit status (contract, section 2)."""

from __future__ import annotations


class CrosswireError(Exception):
    """What went wrong (`what`), where (`where`), and what to do about it (`hint`). Printed as one or two lines."""

    exit_status = 3

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.what, self.where, self.hint = what, where, hint

    def __str__(self) -> str:
        first = f"{self.where}: {self.what}" if self.where else self.what
        return f"{first}\n{self.hint}" if self.hint else first


class UsageError(CrosswireError):
    """What was typed is wrong; nothing was touched."""

    exit_status = 2


class NotFound(CrosswireError):
    """No such path, IRI, article or claim."""


class Impossible(CrosswireError):
    """Right, but it cannot be done now: store locked, damaged or full, time limit, another format."""


class NotInThisVersion(CrosswireError):
    """The contract lists it, this version lacks it."""

    def __init__(self, thing: str) -> None:
        super().__init__(f"{thing}: not in this version")


class BadArticle(Exception):
    """One article that cannot be read: it goes to quarantine, the rest goes on.

    `reason` is one of the words of the contract (`too-large`, `encoding`, `json`, `duplicate-key`, `field-type`,
    `surrogate`, `date`, `no-text`, `binary`, `unreadable`, `not a file`, `not in this version`); `detail` says more.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason, self.detail = reason, detail
