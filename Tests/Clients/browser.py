"""A browser as small as the stand-in pages need: follows redirects, keeps cookies, presses buttons. Runs no script."""

from html.parser import HTMLParser
from urllib.parse import urljoin

import requests


class Browser:
    def __init__(self):
        self.session = requests.Session()
        self.page = None

    def open(self, url):
        return self._arrive(self.session.get(url, headers={"Accept": "text/html"}, timeout=10))

    def press(self, button, **fields):
        """Submits the form with the button whose text begins so, with its fields as they stand or as given."""
        form = next(f for f in self.forms if any(text.startswith(button) for text, _, _ in f.buttons))
        _, name, value = next(b for b in form.buttons if b[0].startswith(button))
        unknown = set(fields) - set(form.names)
        assert not unknown, f"the form has no {unknown}, but {form.names}"
        sent = {**form.values, **fields, **({name: value} if name else {})}
        url = urljoin(self.page.url, form.action)
        headers = {"Accept": "text/html", "Origin": "/".join(self.page.url.split("/")[:3]), "Referer": self.page.url}
        if form.method == "get":
            return self._arrive(self.session.get(url, params=sent, headers=headers, timeout=10))
        return self._arrive(self.session.post(url, data=sent, headers=headers, timeout=10))

    @property
    def url(self):
        return self.page.url

    @property
    def text(self):
        return self.page.text

    def _arrive(self, page):
        self.page = page
        assert page.headers["Content-Type"].startswith("text/html"), page.headers["Content-Type"]
        reader = Forms()
        reader.feed(page.text)
        self.forms = reader.forms
        return page


class Form:
    def __init__(self, attributes):
        self.action, self.method = attributes.get("action") or "", (attributes.get("method") or "get").lower()
        self.values, self.names, self.buttons = {}, [], []


class Forms(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms, self.button = [], None

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form":
            self.forms.append(Form(attributes))
        elif tag == "button":
            self.button = ["", attributes.get("name"), attributes.get("value", "")]
        elif tag == "input" and attributes.get("name"):
            form, name = self.forms[-1], attributes["name"]
            form.names.append(name)
            if attributes.get("type") not in ("checkbox", "radio") or "checked" in attributes:
                form.values[name] = attributes.get("value", "")

    def handle_data(self, text):
        if self.button:
            self.button[0] += text

    def handle_endtag(self, tag):
        if tag == "button":
            self.button[0] = " ".join(self.button[0].split())
            self.forms[-1].buttons.append(tuple(self.button))
            self.button = None
