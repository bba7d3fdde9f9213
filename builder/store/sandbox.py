"""A process without network: the kernel refuses it every new socket, whatever the code in it tries."""

from __future__ import annotations

import ctypes
import platform
import struct
import sys

# <linux/filter.h>, <linux/seccomp.h>, <linux/prctl.h>; the machine's audit number, its `socket` and `io_uring_setup`
MACHINES = {"x86_64": (0xC000003E, 41, 425), "aarch64": (0xC00000B7, 198, 425)}
LOAD, EQUAL, AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06
ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | 13  # EACCES
SET_NO_NEW_PRIVILEGES, SET_SECCOMP, FILTER = 38, 22, 2
X32 = 0x40000000  # numbers of x86_64's other way of calling


def close_network() -> bool:
    """For this process and its children, for good. False where the system has no such filter (not Linux)."""
    machine = MACHINES.get(platform.machine())
    if sys.platform != "linux" or machine is None:
        return False
    audit, socket, ring = machine
    rules = (
        (LOAD, 0, 0, 4),  # seccomp_data.arch
        (EQUAL, 0, 5, audit),
        (LOAD, 0, 0, 0),  # seccomp_data.nr
        (AT_LEAST, 3, 0, X32),
        (EQUAL, 2, 0, socket),
        (EQUAL, 1, 0, ring),
        (RETURN, 0, 0, ALLOW),
        (RETURN, 0, 0, REFUSE),
    )
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *rule) for rule in rules))
    program = ctypes.create_string_buffer(struct.pack("@HP", len(rules), ctypes.addressof(code)))
    prctl = ctypes.CDLL(None).prctl
    zero = ctypes.c_ulong(0)
    if prctl(SET_NO_NEW_PRIVILEGES, ctypes.c_ulong(1), zero, zero, zero) != 0:
        return False
    pointer = ctypes.c_ulong(ctypes.addressof(program))
    return bool(prctl(SET_SECCOMP, ctypes.c_ulong(FILTER), pointer, zero, zero) == 0)
