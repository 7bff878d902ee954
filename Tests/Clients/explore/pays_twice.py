"""Planted mistake: a top-up by the card on file whose answer was lost is sent again, without a look at the ledger."""

from right import Client, run


class PaysTwice(Client):
    def job(self):
        self.call("GET", "/billing/balance")
        self.call("POST", "/billing/checkout", {"amountCents": 2500})


run(PaysTwice().job)
