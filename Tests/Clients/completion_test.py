"""The completion scripts in real shells: keys are pressed on a terminal, and what the shell makes of them is run.

Behind the completion a function takes the program's place and prints its arguments, so that Enter shows the finished
line.
"""

import os
from pathlib import Path

import pexpect
import pytest

from mock import DEFAULT_BINARY

BINARY = os.environ.get("GPUOUTLET_MOCK_BINARY", str(DEFAULT_BINARY))
STARTS = {
    "bash": (["--norc", "--noprofile", "-i"], "bind 'set enable-bracketed-paste off'"),
    "zsh": (["-f", "-i"], "unset zle_bracketed_paste; autoload -Uz compinit; compinit -u -D"),
}
# The same for both shells: what is typed before Tab, and the arguments on the finished line.
UNIQUE = [
    ("comp", "completion"),
    ("scen", "scenarios"),
    ("help rep", "help report"),
    ("completion z", "completion zsh"),
    ("check drill", "check drill.json"),
    ("serve sto", "serve stories"),
    ("serve stories/", "serve stories/calm.json5"),
    ("report --format j\tu", "report --format junit"),
    ("report --format=ju", "report --format=junit"),
    ("serve --clock v", "serve --clock virtual"),
    ("serve --default cal", "serve --default calm"),
    ("serve --port-file no", "serve --port-file notes.txt"),
    ("--watch --clock l", "--watch --clock live"),
    ("errors --he", "errors --help"),
    ("serve drill.json --watch --default dr", "serve drill.json --watch --default drill"),
]
# What is typed before Tab, words that are offered, and words that are not.
OFFERED = [
    ("", ["serve", "check", "completion", "help"], ["notes.txt"]),
    ("check --", ["--format", "--help"], ["--port", "--version"]),
    ("serve --port", ["--port", "--port-file"], ["--host"]),
    ("check --format ", ["text", "json"], ["junit", "markdown"]),
    ("serve ", ["drill.json", "stories"], ["notes.txt", "bash"]),
]


class Shell:
    """A shell on a terminal, in a folder with two scenarios and a file that is none."""

    def __init__(self, name, folder):
        self.name = name
        for path in ("drill.json", "stories/calm.json5"):
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_text('{ "why": "To be found" }', encoding="utf-8")
        (folder / "notes.txt").write_text("no scenario", encoding="utf-8")
        (folder / "scenarios").symlink_to(folder)  # what `scenarios` lists unless told otherwise
        programs = folder / ".bin"
        programs.mkdir()
        (programs / "gpuoutlet-mock").symlink_to(Path(BINARY).resolve())
        environment = {k: v for k, v in os.environ.items() if not k.startswith("GPUOUTLET_MOCK_")}
        environment |= {"PATH": f"{programs}{os.pathsep}{environment['PATH']}", "TERM": "dumb", "HOME": str(folder)}
        options, start = STARTS[name]
        self.terminal = pexpect.spawn(
            name, options, cwd=str(folder), env=environment, encoding="utf-8", dimensions=(60, 120), timeout=30)
        for line in (
                start, f"source <(gpuoutlet-mock completion {name})",
                "gpuoutlet-mock() { printf '<%s>\\n' \"$*\"; }", "PS1='ready> '", "echo go"):
            self.terminal.sendline(line)
        self.terminal.expect("go\r\n")
        self.terminal.expect("ready> ")

    def finish(self, typed):
        """The arguments on the line once Tab and Enter were pressed behind what is typed."""
        self.terminal.send(f"gpuoutlet-mock {typed}\t\r")
        self.terminal.expect(r"<([^>\r]*)>\r\n")
        return self.terminal.match[1].rstrip("/ ")  # zsh takes a slash away at Enter, bash leaves it

    def list(self, typed):
        """What is shown where there is more than one way on; bash wants the second Tab for it."""
        self.terminal.send(f"gpuoutlet-mock {typed}\t\t\x15echo so far\r")
        self.terminal.expect(r"\r\nso far\r\n")
        return self.terminal.before

    def close(self):
        self.terminal.close(force=True)


@pytest.fixture(scope="module", params=STARTS)
def shell(request, tmp_path_factory):
    shell = Shell(request.param, tmp_path_factory.mktemp(request.param))
    yield shell
    shell.close()


@pytest.mark.parametrize("typed, line", UNIQUE, ids=[typed for typed, _ in UNIQUE])
def test_tab_finishes_the_line(shell, typed, line):
    assert shell.finish(typed) == line


@pytest.mark.parametrize("typed, offered, withheld", OFFERED, ids=[typed for typed, *_ in OFFERED])
def test_tab_offers_what_is_legal(shell, typed, offered, withheld):
    words = shell.list(typed).split()
    assert set(offered) <= {word.rstrip("/") for word in words}
    assert not set(withheld) & set(words)


@pytest.mark.parametrize("shell", ["zsh"], indirect=True)
def test_zsh_shows_the_sentences_and_completes_the_usual_server(shell):
    """bash shows words alone, and breaks them at colons."""
    assert "Validate scenario files and replay their examples." in shell.list("")
    assert shell.finish("report http") == "report http://localhost:4429"


def test_zsh_loads_the_script_from_a_folder_of_functions(tmp_path):
    script = pexpect.run(f"{BINARY} completion zsh", encoding="utf-8").replace("\r\n", "\n")
    (tmp_path / "_gpuoutlet-mock").write_text(script, encoding="utf-8")
    terminal = pexpect.spawn("zsh", ["-f", "-i"], encoding="utf-8", dimensions=(60, 120), timeout=30,
                             env={**os.environ, "TERM": "dumb", "FPATH": f"{tmp_path}:{zsh_functions()}"})
    terminal.sendline("unset zle_bracketed_paste; autoload -Uz compinit; compinit -u -D")
    terminal.sendline("gpuoutlet-mock() { printf '<%s>\\n' \"$*\"; }; echo go")
    terminal.expect("go\r\n")
    terminal.send("gpuoutlet-mock operations --format ma\t\r")
    terminal.expect(r"<([^>\r]*)>\r\n")
    assert terminal.match[1].rstrip() == "operations --format markdown", "the first call of all completes"
    terminal.close(force=True)


def zsh_functions():
    return pexpect.run("zsh -fc 'print -n $FPATH'", encoding="utf-8").strip()
