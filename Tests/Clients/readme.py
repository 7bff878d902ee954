"""The recipes of the documentation: the fenced blocks behind `<!-- recipe: NAME -->`, taken out as they stand.

They stand in the README and in the pages of the catalogue. A line that is a comment with a file's name alone begins that
file; a recipe may have several, in one block or in more.
"""

import re

from mock import CLIENTS

ROOT = CLIENTS.parents[1]
CATALOGUE = ROOT / "Sources" / "GPUOutletMock" / "GPUOutletMock.docc"
PAGES = {path.name: path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *sorted(CATALOGUE.glob("*.md"))]}
BLOCK = re.compile(r"^(?:<!-- (?P<kind>[\w-]+): (?P<name>[\w.-]+) -->\n)?```(?P<language>\w*)\n(?P<text>.*?)^```$", re.M | re.S)
FILE = re.compile(r"^(?:#|//) (?P<path>[\w.-]+(?:/[\w.-]+)*\.\w+)(?:, .*)?$", re.M)
# Where the pages say that a server is; the one thing that a test has to put another value for.
USUAL = "http://localhost:4429"


def blocks(page):
    """Every fenced block of a page, as (kind or None, name or None, language, text)."""
    return [(found["kind"], found["name"], found["language"], found["text"]) for found in BLOCK.finditer(PAGES[page])]


def parts(name):
    """The blocks of a recipe, which stand on one page."""
    found = {
        page: [text for kind, block, _, text in blocks(page) if (kind, block) == ("recipe", name)] for page in PAGES}
    [texts] = [texts for texts in found.values() if texts] or [[]]
    assert texts, f"no page has a recipe {name}"
    return texts


def recipe(name):
    """The text of a recipe that is one block."""
    [text] = parts(name)
    return text


def files(name):
    """The files of a recipe, by path."""
    found = {}
    for text in parts(name):
        starts = list(FILE.finditer(text))
        assert starts and starts[0].start() == 0, f"recipe {name} does not begin with a file's name"
        for start, following in zip(starts, [*starts[1:], None]):
            found[start["path"]] = text[start.start():following.start() if following else len(text)]
    return found


def write(name, folder):
    """Writes a recipe's files, and hands back their names."""
    written = files(name)
    for path, text in written.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return list(written)
