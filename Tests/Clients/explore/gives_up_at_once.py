"""Planted mistake: it gives up at the first error, although the API says that it passes."""

from right import Client, run


class GivesUpAtOnce(Client):
    def job(self):
        self.send("GET", "/catalog/listings")
        self.send("GET", "/billing/balance")


run(GivesUpAtOnce().job)
