"""A pod's life: provisioning (45 s), running, stopping (5 s), stopped. It is billed from `running`."""

from model_time import MINUTE, charge, text

# Family: price in cents per GPU and hour, GPUs in stock, where it stands.
CATALOGUE = {
    "rtx-3090": (32, 32, {"US", "DE"}), "rtx-4090": (65, 64, {"US", "JP", "NL"}), "l40s": (95, 24, {"US", "SG"}),
    "a100-40gb": (110, 16, {"US", "DE"}), "a100-80gb": (150, 16, {"US", "NL"}), "h100-80gb": (280, 16, {"US", "JP"}),
    "h200-141gb": (380, 8, {"US", "DE"}), "b200": (550, 8, {"US"}),
}
AREAS = {"us": {"US"}, "eu": {"DE", "NL"}, "apac": {"JP", "SG"}}
PROVISIONING, STOPPING, FREE = 45, 5, 60


class Rental:
    def __init__(self, world, owner, family, count, name, hours, now):
        self.id = None  # learned from the answer, or looked up when that was lost
        self.world, self.owner, self.family, self.count, self.name = world, owner, family, count, name
        self.price = CATALOGUE[family][0] * count
        self.auto_stop = hours
        self.started = now
        self.status = "provisioning"
        self.since = self.stopped = None
        self.charged = self.refunded = 0

    @property
    def is_live(self):
        return self.status in ("provisioning", "running")

    def metered(self, now):
        """What the meter shows, to the second."""
        if self.since is None:
            return 0
        return charge((now if self.stopped is None else self.stopped) - self.since, self.price)

    def unposted(self, now):
        return self.metered(now) - self.charged

    def next_minute(self, now):
        return self.since + ((now - self.since) // MINUTE + 1) * MINUTE

    def run(self, now):
        self.status, self.since = "running", now

    def stop(self, now):
        """By its owner, by its time or by a dry wallet: what is owed is posted; under a minute all of it comes back."""
        self.owner.post_charge(self, now)
        ran = None if self.since is None else now - self.since
        if ran is not None and ran < FREE and self.charged:
            self.refunded = self.charged
            self.owner.post("refund", self.refunded, now, self)
        self.status, self.stopped = "stopping", now

    def gone(self):
        self.status = "stopped"
        self.world.stock[self.family] += self.count

    def seen(self, now):
        total = self.metered(now) if self.is_live else self.charged - self.refunded
        has_address = self.since is not None
        return {
            "id": self.is_id, "name": self.name, "status": self.status, "familyId": self.family,
            "gpuCount": self.count, "pricePerHourCents": self.price, "startedAt": text(self.started),
            "stoppedAt": None if self.stopped is None else text(self.stopped), "totalChargedCents": total,
            "host": lambda host: (host is not None) == has_address,
            "port": lambda port: (port is not None) == has_address,
        }

    def is_id(self, value):
        self.id = self.id or value
        return value == self.id and value.startswith("rent_")
