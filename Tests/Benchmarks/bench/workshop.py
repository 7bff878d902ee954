"""Where a run keeps its files, and the small client that it compiles once."""

import json
import pathlib
import shutil
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent.parent
LOAD = HERE / "load"
PEERS = HERE / "peers"


class Workshop:
    """`scratch` keeps what is built from run to run; `folder` goes when the run ends."""

    def __init__(self, scratch, binary, pin=False):
        self.scratch = pathlib.Path(scratch)
        self.scratch.mkdir(parents=True, exist_ok=True)
        self._temporary = tempfile.TemporaryDirectory(prefix="run-", dir=self.scratch)
        self.folder = pathlib.Path(self._temporary.name)
        self.binary = pathlib.Path(binary).resolve()
        self.server_core, self.load_core = (0, 1) if pin else (None, None)
        self.client = self._compiled_client()

    def _compiled_client(self):
        source, program = LOAD / "client.c", self.scratch / "client"
        if not program.exists() or program.stat().st_mtime < source.stat().st_mtime:
            subprocess.run(["cc", "-O2", "-Wall", "-o", program, source, "-lm"], check=True)
        return program

    def file(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def json_file(self, name, value):
        return self.file(name, json.dumps(value))

    def load(self, command):
        """The command, on the load's own core if there is one."""
        prefix = ["taskset", "-c", str(self.load_core)] if self.load_core is not None else []
        return [str(word) for word in (*prefix, *command)]


def missing_tools(*names):
    return [name for name in names if not shutil.which(name)]
