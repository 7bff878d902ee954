"""Time, money and windows, as the API's contract has them. Whole seconds since 1970 and whole cents throughout."""

from datetime import datetime, timezone

MINUTE, HOUR, DAY = 60, 3600, 86_400


def text(seconds):
    """`2026-06-07T08:00:00Z`."""
    return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def charge(seconds, cents_per_hour):
    """What so many seconds cost: rounded to the nearest cent, halves up, in whole numbers only."""
    return (seconds * cents_per_hour + HOUR // 2) // HOUR


class Window:
    """A fixed window that opens with its first count."""

    def __init__(self, length, limit):
        self.length, self.limit = length, limit
        self.opened, self.used = None, 0

    def is_open(self, now):
        return self.opened is not None and now < self.opened + self.length

    def left(self, now):
        return self.limit - self.used if self.is_open(now) else self.limit

    def ends(self, now):
        return (self.opened if self.is_open(now) else now) + self.length

    def count(self, now):
        if not self.is_open(now):
            self.opened, self.used = now, 0
        self.used += 1
