"""One user's money: a ledger that is only appended to, a card, and top-ups that come by themselves."""

from model_time import DAY, HOUR, MINUTE, Window, text

COOLDOWN = 5 * MINUTE


class Wallet:
    def __init__(self, email, now, opening_cents=0):
        self.email = email
        self.user_id = None  # learned from the first answer that shows it
        self.created = now
        self.ledger = []
        self.card = None
        self.rentals = []
        self.keys = []
        self.invoices = []
        self.checkouts = Window(HOUR, 10)
        self.enabled, self.threshold, self.amount = False, None, None
        self.last_try = None
        self.owes_look = False  # a charge was posted: auto top-up may be due
        if opening_cents:
            self.post("adjustment", opening_cents, now)

    @property
    def total(self):
        return self.ledger[-1]["balanceAfterCents"] if self.ledger else 0

    @property
    def live(self):
        """What holds a reserve, in the order in which a dry wallet is charged."""
        return sorted((r for r in self.rentals if r.is_live), key=lambda r: r.id or "~")

    @property
    def reserved(self):
        return min(self.total, sum(r.price for r in self.live))

    @property
    def available(self):
        return self.total - self.reserved

    def post(self, kind, cents, now, rental=None):
        assert self.total + cents >= 0, "the model itself went below zero"
        entry = {"type": kind, "amountCents": cents, "balanceAfterCents": self.total + cents, "createdAt": text(now)}
        if rental:
            entry["rental"] = rental
        self.ledger.append(entry)

    def post_charge(self, rental, now):
        """What a pod owes so far, as far as the wallet reaches."""
        cents = min(rental.unposted(now), self.total)
        if cents > 0:
            rental.charged += cents
            self.post("rental_charge", -cents, now, rental)
            self.owes_look = True

    def is_dry(self, now):
        running = [r for r in self.rentals if r.status == "running"]
        return bool(running) and sum(r.unposted(now) for r in running) >= self.total

    def wants_topup(self, now):
        return (self.enabled and self.card is not None and self.available < self.threshold
                and (self.last_try is None or now >= self.last_try + COOLDOWN))

    def top_up(self, now):
        self.last_try = now
        if self.card["declines"]:
            self.enabled = False
            self.invoices.append(Invoice(self, self.amount, now))
        else:
            self.post("auto_topup", self.amount, now)

    def run_dry(self, now):
        for rental in self.live:
            if rental.status == "running":
                self.post_charge(rental, now)
        if self.wants_topup(now):
            self.top_up(now)
        if self.total == 0:
            for rental in self.live:
                rental.stop(now)


class Invoice:
    """What a failed top-up leaves behind."""

    def __init__(self, owner, cents, now):
        self.id = None  # learned from the list
        self.owner, self.cents, self.created, self.status = owner, cents, now, "open"

    @property
    def expires(self):
        return self.created + 30 * DAY

    def seen(self):
        return {"status": self.status, "reason": "topup_failed", "amountCents": self.cents, "currency": "USD",
                "createdAt": text(self.created), "dueAt": text(self.created + 7 * DAY), "id": self.is_id}

    def is_id(self, value):
        self.id = self.id or value
        return value == self.id and value.startswith("inv_")
