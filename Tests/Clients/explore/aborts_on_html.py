"""Planted mistake: it takes every answer for JSON, and dies by a signal of a proxy's page."""

import json
import os

from right import Client, run


class AbortsOnHTML(Client):
    def exchange(self, method, path, text):
        status, headers, answer = super().exchange(method, path, text)
        try:
            json.loads(answer)
        except ValueError:
            os.abort()
        return status, headers, answer


client = AbortsOnHTML()
run(lambda: client.stop(client.launch()))
