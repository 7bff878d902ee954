"""Mangled names as people read them."""

import subprocess


def readable(names, width=150):
    """The names demangled; or as they stand, if the demangler fails: hours of counting are not lost for that."""
    command = ["swift", "demangle", "--simplified"]
    done = subprocess.run(command, input="\n".join(names), capture_output=True, text=True)
    lines = done.stdout.splitlines() if done.returncode == 0 else names
    return [name[:width] for name in lines]
