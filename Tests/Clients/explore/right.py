#!/usr/bin/env python3
"""Runs a pod for a moment, and survives what can go wrong: lost answers, outages, refusals, somebody else.

It exits 0 when the work is done and nothing is left, and 1 with a sentence when it gives up, after cleaning up.
"""

import json
import os
import signal
import sys
import time
import uuid
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

API = urlsplit(os.environ["GPUOUTLET_API_URL"])
HEADERS = {"Content-Type": "application/json", "Cookie": f"sid={os.environ['GPUOUTLET_SESSION']}"}
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHNqJY0y0Z/cDnhZDLwPZwSg6f0uWmJDalIMpr4cgHAE explorer"
POD = {"familyId": "rtx-4090", "gpuCount": 1}
PASSING = {"internal_error", "provider_error", "provider_pool_empty", "rate_limited", "maintenance"}
GONE = {"already_stopped", "rental_not_found", "key_not_found"}
TRIES = 4
# In seconds, for a world 60 times as fast as ours: a whole answer, the first pause, between two looks, a pod's start.
PATIENCE, PAUSE, PACE, LONGEST = 1, 0.1, 0.15, 10


class Failure(Exception):
    def __init__(self, message, code=None):
        super().__init__(message)
        self.code = code


class Refused(Failure):
    """The API said no, and would say so again."""


class Unsettled(Failure):
    """It may be granted later, or nobody knows whether it was: no answer, none that can be read, or a passing error."""


class Client:
    def __init__(self):
        self.name = f"job-{uuid.uuid4()}"  # by which it knows its own pod and key again
        self.not_before = 0

    def send(self, method, path, body=None):
        """Makes a call, no sooner than the API said."""
        time.sleep(max(0, self.not_before - time.monotonic()))
        call = f"{method} {path}"
        try:
            status, headers, text = self.exchange(method, path, json.dumps(body) if body else None)
        except (OSError, HTTPException) as error:
            raise Unsettled(f"{call}: {error!r}") from None
        if headers.get("Retry-After", "").isdigit():
            self.not_before = time.monotonic() + int(headers["Retry-After"])
        try:
            answer = json.loads(text)
            if status == 200:
                return answer
            code, message = answer["error"], answer["message"]
        except (ValueError, KeyError, TypeError):
            raise Unsettled(f"{call}: {status} with an answer that is not the API's") from None
        raise (Unsettled if code in PASSING else Refused)(f"{call}: {message}", code)

    def exchange(self, method, path, text):
        """Gets the whole answer while patience lasts. A socket's own timeout would start anew with each byte."""
        signal.setitimer(signal.ITIMER_REAL, PATIENCE)
        connection = (HTTPSConnection if API.scheme == "https" else HTTPConnection)(API.netloc)
        try:
            connection.request(method, API.path + path, text, HEADERS)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            connection.close()

    def call(self, method, path, body=None, happened=None):
        """Makes a call until it is settled. Before what must not be done twice is repeated, `happened` looks for it."""
        for attempt in range(TRIES):
            try:
                return self.send(method, path, body)
            except Unsettled as failure:
                last = failure
            time.sleep(PAUSE * 2**attempt)
            if happened and (found := happened()):
                return found
        raise last

    def end(self, method, path):
        """Ends something. It may be repeated as it is, and who finds it gone has what he wanted."""
        try:
            self.call(method, path)
        except Failure as failure:
            if failure.code not in GONE:
                print(f"still there: {path}", file=sys.stderr)
                raise

    def launch(self):
        return self.call("POST", "/rentals", {**POD, "name": self.name}, self.launched)

    def launched(self):
        """The pod of this job. The newest come first, so that it stands on the first page."""
        return next((pod for pod in self.call("GET", "/rentals")["rentals"] if pod["name"] == self.name), None)

    def wait(self, pod, wanted):
        for _ in range(round(LONGEST / PACE)):
            status = self.call("GET", f"/rentals/{pod['id']}")["status"]
            if status == wanted:
                return
            if status in ("stopped", "failed"):
                raise Refused(f"pod {pod['id']} has {status}")
            time.sleep(PACE)
        raise Refused(f"pod {pod['id']} is still {status}, not {wanted}")

    def stop(self, pod):
        self.end("POST", f"/rentals/{pod['id']}/stop")

    def add_key(self):
        def added():
            return next((key for key in self.call("GET", "/ssh-keys")["keys"] if key["name"] == self.name), None)

        return self.call("POST", "/ssh-keys", {"name": self.name, "publicKey": KEY}, added)

    def remove_key(self, key):
        self.end("DELETE", f"/ssh-keys/{key['id']}")

    def look(self):
        self.call("GET", "/catalog/listings?model=RTX_4090")
        self.call("GET", "/billing/balance")
        self.call("POST", "/rentals/preview", POD)

    def use_pod(self):
        pod = self.launch()
        try:
            self.wait(pod, "running")
            self.call("GET", f"/rentals/{pod['id']}/meter")
        finally:
            self.stop(pod)
        self.wait(pod, "stopped")

    def job(self):
        self.look()
        key = self.add_key()
        try:
            self.use_pod()
        finally:
            self.remove_key(key)


def late(*_):
    raise TimeoutError(f"no whole answer within {PATIENCE} s")


def run(job):
    signal.signal(signal.SIGALRM, late)
    try:
        job()
    except Failure as failure:
        sys.exit(f"gave up: {failure}")


if __name__ == "__main__":
    run(Client().job)
