"""Firefox, driven by WebDriver BiDi over one websocket: https://w3c.github.io/webdriver-bidi/. Debian has no geckodriver."""

import itertools
import json
import re
import subprocess
import tempfile
from pathlib import Path

import websocket

# Waits in the page, frame by frame, so that nothing here sleeps.
UNTIL = """(condition) => new Promise((done) => {
  const holds = new Function('return ' + condition);
  const look = () => { if (holds()) done(); else requestAnimationFrame(look); };
  look();
})"""


class Firefox:
    """One window with one page."""

    def __init__(self):
        self.profile = tempfile.TemporaryDirectory()
        choices = {"browser.download.folderList": 2, "browser.download.dir": self.profile.name}
        Path(self.profile.name, "user.js").write_text("".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in choices.items()))
        self.process = subprocess.Popen(
            ["firefox-esr", "--headless", "--no-remote", "--profile", self.profile.name, "--remote-debugging-port", "0"],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        address = next(found[1] for line in self.process.stderr if (found := re.search(r"BiDi listening on (\S+)", line)))
        self.socket = websocket.create_connection(f"{address}/session", timeout=60, suppress_origin=True)
        self.ids, self.events = itertools.count(1), []
        self.send("session.new", capabilities={})
        self.page = self.send("browsingContext.getTree")["contexts"][0]["context"]
        self.send("session.subscribe", events=["browsingContext.downloadEnd", "log.entryAdded"])

    def close(self):
        self.send("browser.close")
        self.socket.close()
        self.process.wait(30)
        self.process.stderr.close()
        self.profile.cleanup()

    def send(self, method, **params):
        number = next(self.ids)
        self.socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            told = self._receive()
            if told.get("id") == number:
                assert told["type"] == "success", told
                return told["result"]

    def _receive(self):
        told = json.loads(self.socket.recv())
        if told["type"] == "event":
            self.events.append(told)
        return told

    def event(self, method):
        """The next event of that name that nobody has asked for yet."""
        while True:
            for event in self.events:
                if event["method"] == method:
                    self.events.remove(event)
                    return event["params"]
            self._receive()

    def open(self, url, width=1600, height=1000):
        self.send("browsingContext.setViewport", context=self.page, viewport={"width": width, "height": height})
        self.send("browsingContext.navigate", context=self.page, url=url, wait="complete")

    def call(self, function, *arguments):
        """What a function of the page gives: text, a number, a flag, or an element to point at."""
        told = self.send(
            "script.callFunction", functionDeclaration=function, awaitPromise=True, target={"context": self.page},
            arguments=[{"type": "string", "value": argument} for argument in arguments])
        assert told["type"] == "success", told["exceptionDetails"]["text"]
        return told["result"].get("sharedId", told["result"].get("value"))

    def wait(self, condition):
        self.call(UNTIL, condition)

    def click(self, selector, text=""):
        """Presses, by the mouse, what carries that text."""
        found = f"[...document.querySelectorAll({json.dumps(selector)})].find((e) => e.innerText.includes({json.dumps(text)}))"
        self.wait(f"{found}?.checkVisibility() && !{found}.disabled")
        element = self.call(f"() => {{ const e = {found}; e.scrollIntoView({{ block: 'center' }}); return e; }}")
        there = {"type": "pointerMove", "x": 0, "y": 0, "origin": {"type": "element", "element": {"sharedId": element}}}
        self._act("pointer", there, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0})

    def type(self, selector, text):
        """Types, with the keyboard on that element; in a closed choice, what begins so is chosen."""
        self.call("(selector) => { document.querySelector(selector).focus(); }", selector)
        self._act("key", *({"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")))

    def _act(self, kind, *actions):
        self.send("input.performActions", context=self.page, actions=[{"type": kind, "id": kind, "actions": list(actions)}])
