"""Planted mistake: it never gives up."""

from right import Client, Unsettled, run


class EndlessRetry(Client):
    def call(self, method, path, body=None, happened=None):
        while True:
            try:
                return super().call(method, path, body, happened)
            except Unsettled:
                pass


run(lambda: EndlessRetry().call("GET", "/billing/balance"))
