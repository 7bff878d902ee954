"""Mangled names as people read them."""

import subprocess


def readable(names, width=150):
    command = ["swift", "demangle", "--simplified"]
    said = subprocess.run(command, input="\n".join(names), check=True, capture_output=True, text=True)
    return [name[:width] for name in said.stdout.splitlines()]
