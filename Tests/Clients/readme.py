"""The README's recipes: the fenced blocks behind `<!-- recipe: NAME -->`, taken out as they stand.

A line that is a comment with a file's name alone begins that file; a recipe may have several, in one block or in more.
"""

import re

from mock import CLIENTS

ROOT = CLIENTS.parents[1]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^(?:<!-- recipe: (?P<name>[\w-]+) -->\n)?```(?P<language>\w*)\n(?P<text>.*?)^```$", re.M | re.S)
FILE = re.compile(r"^(?:#|//) (?P<path>[\w.-]+(?:/[\w.-]+)*\.\w+)(?:, .*)?$", re.M)
# Where the page says that a server is; the one thing that a test has to put another value for.
USUAL = "http://localhost:4429"


def blocks():
    """Every fenced block, as (recipe or None, language, text)."""
    return [(found["name"], found["language"], found["text"]) for found in BLOCK.finditer(TEXT)]


def recipe(name):
    """The text of a recipe that is one block."""
    [text] = [text for block, _, text in blocks() if block == name]
    return text


def files(name):
    """The files of a recipe, by path."""
    parts = {}
    for block, _, text in blocks():
        if block != name:
            continue
        starts = list(FILE.finditer(text))
        assert starts and starts[0].start() == 0, f"recipe {name} does not begin with a file's name"
        for start, following in zip(starts, [*starts[1:], None]):
            parts[start["path"]] = text[start.start():following.start() if following else len(text)]
    assert parts, f"README.md has no recipe {name}"
    return parts


def write(name, folder):
    """Writes a recipe's files, and hands back their names."""
    written = files(name)
    for path, text in written.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return list(written)
