"""Which of a scenario's faults match and fire, and what they do: the product's rules, written a second time."""

GROUPS = {
    "auth": {"requestCode", "verifyCode", "me", "logout", "oauthStart", "oauthCallback"},
    "catalog": {"listListings", "facets"},
    "rentals": {"previewRental", "createRental", "listRentals", "getRental", "stopRental", "meterRental"},
    "ssh-keys": {"listKeys", "createKey", "deleteKey"},
    "billing": {
        "balance", "checkout", "ledger", "setupIntent", "getCard", "deleteCard", "setAutoTopup", "getAutoTopup"},
    "invoices": {"listInvoices", "getInvoice", "invoicePayUrl", "voidInvoice"},
    "webhooks": {"stripeWebhook"},
}
EVERY_OPERATION = set().union(*GROUPS.values())
NEEDS_SESSION = EVERY_OPERATION - {"requestCode", "verifyCode", "oauthStart", "oauthCallback", "stripeWebhook"}

STATUS = {
    "internal_error": 500, "provider_error": 500, "provider_pool_empty": 503, "maintenance": 503, "rate_limited": 429,
}
RETRY_AFTER = {"provider_pool_empty": 30, "maintenance": 120, "rate_limited": 60}

# The soak's scenario. Delays and windows are whole seconds, so that the model's clock can be.
SOAK_FAULTS = [
    {"id": "night", "on": ["catalog", "ssh-keys", "balance", "ledger", "previewRental", "createRental"],
     "from": "20m", "until": "24m", "error": "maintenance", "retryAfter": 30},
    {"id": "slow", "on": "*", "every": 9, "delay": "1s"},
    {"id": "slower", "on": "rentals", "after": 5, "every": 7, "delay": "2s"},
    {"id": "drip", "on": "listKeys", "every": 4, "drip": {"bytesPerSecond": 100_000}},
    {"id": "empty", "on": ["previewRental", "createRental"], "when": {"body.familyId": "b200"}, "every": 3,
     "error": "provider_pool_empty", "retryAfter": 12},
    {"id": "first-two", "on": "facets", "times": 2, "error": "internal_error"},
    {"id": "throttle", "on": "meterRental", "every": 8, "error": "rate_limited", "retryAfter": 5},
    {"id": "lost", "on": ["createRental", "stopRental", "checkout"], "every": 6, "commit": True, "connection": "reset"},
    {"id": "gone", "on": ["balance", "getCard", "ledger"], "every": 11, "connection": "close"},
    {"id": "cut", "on": ["listRentals", "getRental"], "every": 10, "connection": "truncate"},
    {"id": "noise", "on": "listKeys", "every": 5, "connection": "garbage"},
    {"id": "hang", "on": "facets", "after": 1, "every": 2, "connection": "hang"},
    {"id": "unannounced", "on": ["me", "getCard"], "every": 2, "connection": "last"},
    {"id": "stalls", "on": "getAutoTopup", "every": 4, "connection": "stall"},
    {"id": "chunks", "on": ["getRental", "previewRental"], "every": 3, "connection": "badChunk"},
    {"id": "early", "on": "createKey", "every": 3, "connection": "early"},
    {"id": "provider", "on": "stopRental", "nth": [3, 4], "error": "provider_error"},
    {"id": "signed-in", "on": "catalog", "when": {"user": "*"}, "every": 12, "error": "internal_error"},
]


def seconds(duration):
    return int(duration[:-1]) * {"s": 1, "m": 60, "h": 3600}[duration[-1]]


class Fault:
    def __init__(self, row):
        self.row, self.id, self.matched, self.fired = row, row["id"], 0, 0
        on = row["on"] if isinstance(row["on"], list) else [row["on"]]
        self.operations = set()
        for word in on:
            self.operations |= EVERY_OPERATION if word == "*" else GROUPS.get(word, {word})

    @property
    def answers(self):
        return "error" in self.row or "connection" in self.row

    def matches(self, operation, user, body, elapsed):
        row = self.row
        if operation not in self.operations:
            return False
        if elapsed < seconds(row.get("from", "0s")) or elapsed >= seconds(row.get("until", "99999h")):
            return False
        for key, wanted in row.get("when", {}).items():
            if key == "user" and (wanted == "*") != (user is not None):
                return False
            if key.startswith("body.") and (body or {}).get(key[5:]) != wanted:
                return False
        return True

    def fires(self, n):
        row = self.row
        nth = row.get("nth")
        if nth is not None and n not in (nth if isinstance(nth, list) else [nth]):
            return False
        past = n - row.get("after", 0)
        if past <= 0 or ("every" in row and past % row["every"]):
            return False
        return self.fired < row.get("times", n)


class Decision:
    """What becomes of one call: the fault that answers it, and by how many seconds it is late."""

    def __init__(self):
        self.answer, self.delay = None, 0

    def take(self, row):
        self.delay += seconds(row.get("delay", "0s"))
        if "error" in row or "connection" in row:
            self.answer = row


def decide(faults, header, operation, user, body, elapsed):
    """The header's fault first, then from top to bottom; n counts matches, also of what an earlier one answered. A call
    that the header ends `early` matches no fault that asks the body."""
    decision = Decision()
    is_blind = header is not None and header.get("connection") == "early"
    if header:
        decision.take(header)
    for fault in faults:
        if is_blind and any(key.startswith("body.") for key in fault.row.get("when", {})):
            continue
        if not fault.matches(operation, user, body, elapsed):
            continue
        fault.matched += 1
        if decision.answer is None and fault.fires(fault.matched):
            fault.fired += 1
            decision.take(fault.row)
    return decision
