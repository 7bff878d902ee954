"""The workloads: what the mock is told, what is asked of it, and what is expected of the figures."""

import dataclasses

from .http import Request

SESSION = ("Cookie", "sid=dev")
JSON = ("Content-Type", "application/json")
LAUNCH = Request("POST", "/v1/rentals", (SESSION, JSON), '{"familyId":"h100-80gb","gpuCount":1}')
ME = Request("GET", "/v1/auth/me", (SESSION,))
STOP = Request("POST", "/v1/rentals/{id}/stop", (SESSION,))

# The rate limiter counts and writes its headers, but never refuses; stock and wallet outlast any round.
GIVEN = {
    "users": [{"email": "dev@example.com", "sid": "dev", "balanceCents": 1_000_000_000_000}],
    "stock": {"h100-80gb": 1_000_000},
    "limits": {"requestsPerMinute": 1_000_000_000, "requestsPerHour": 1_000_000_000},
}
POOL_EMPTY = {"on": "createRental", "error": "provider_pool_empty"}
ELSEWHERE = {"on": "listListings", "error": "internal_error"}

OPERATIONS = (
    "requestCode verifyCode me logout oauthStart oauthCallback listListings facets previewRental createRental "
    "listRentals getRental stopRental meterRental listKeys createKey deleteKey balance checkout ledger setupIntent "
    "getCard deleteCard setAutoTopup getAutoTopup listInvoices getInvoice invoicePayUrl voidInvoice stripeWebhook"
).split()


def scenario(*faults):
    return {"why": "A benchmark", "given": GIVEN, "faults": list(faults)}


def spread_faults(count):
    """Faults on all operations in turn, each waiting for a header that never comes."""
    return [
        {"id": f"f{n}", "on": OPERATIONS[n % len(OPERATIONS)], "when": {"header.x-chaos": f"case-{n}"}, "delay": "1s"}
        for n in range(count)
    ]


def crowded_faults(count):
    """Faults on the one operation that is asked, each waiting for a header that never comes."""
    return [{"id": f"f{n}", "on": "me", "when": {"header.x-chaos": f"case-{n}"}, "delay": "1s"} for n in range(count)]


@dataclasses.dataclass(frozen=True)
class Goal:
    """What the ratio of a figure to the other side's has to be, at least or at most."""

    figure: str
    least: float = None
    most: float = None

    def text(self):
        return f"≥ {self.least:g}" if self.least is not None else f"≤ {self.most:g}"

    def is_met(self, ratio):
        return ratio >= self.least if self.least is not None else ratio <= self.most


@dataclasses.dataclass(frozen=True)
class Workload:
    name: str
    title: str
    scenario: dict
    request: Request
    second: Request = None
    connections: int = 64
    idle: int = 0
    close: bool = False
    goals: tuple = ()
    other_scenario: dict = None  # then the other side is the mock itself with this one
    status: int = 200


def fast_as_nginx(rate, cpu=None):
    return (Goal("requests/s", least=rate),) + ((Goal("CPU µs/request", most=cpu),) if cpu else ())


# Two runs of one program never come out alike: 3 % are noise.
NO_SLOWER = (Goal("requests/s", least=0.97), Goal("CPU µs/request", most=1.03))
EMPTY = dict(scenario=scenario(ELSEWHERE, POOL_EMPTY), request=LAUNCH, status=503)


def shape(connections, close):
    each = "one request per connection" if close else "keep-alive"
    name = f"e{connections}{'c' if close else ''}"
    return Workload(name, f"as a, connections: {connections:,}, {each}", connections=connections, close=close, **EMPTY)


WORKLOADS = (
    Workload("a", "injected provider_pool_empty, POST /v1/rentals", goals=fast_as_nginx(1.0, 1.0), **EMPTY),
    Workload(
        "b",
        "GET /v1/auth/me with session",
        scenario=scenario(ELSEWHERE, POOL_EMPTY),
        request=ME,
        goals=fast_as_nginx(0.9),
    ),
    Workload(
        "c",
        "createRental, stopRental",
        scenario=scenario(ELSEWHERE),
        request=LAUNCH,
        second=STOP,
        goals=fast_as_nginx(0.6),
    ),
    Workload(
        "d",
        "as b, 300 faults over all operations, none matches",
        scenario=scenario(*spread_faults(300)),
        other_scenario=scenario(*spread_faults(3)[2:]),
        request=ME,
        goals=NO_SLOWER,
    ),
    Workload(
        "dx",
        "as b, 300 faults on that operation, none matches",
        scenario=scenario(*crowded_faults(300)),
        other_scenario=scenario(*crowded_faults(1)),
        request=ME,
        goals=NO_SLOWER,
    ),
    *(shape(connections, close) for close in (False, True) for connections in (1, 64, 1000)),
    Workload("f", "as a, 64 connections beside 10,000 idle ones", idle=10_000, **EMPTY),
)
