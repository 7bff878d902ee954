"""One world as the contract has it: who is signed in, what a call may do, and what its answer has to say.

It is written from the API's published promises, not from the server's sources, and knows nothing of HTTP but
statuses. Where the contract leaves room (ids, seeds, which provider), the model takes what it is told, and holds the
server to it from then on.
"""

import model_events
import model_faults
from model_faults import RETRY_AFTER, STATUS
from model_rental import CATALOGUE
from model_time import DAY, HOUR, MINUTE, Window, text
from model_wallet import Wallet

START = 1_780_819_200  # 2026-06-07T08:00:00Z, where every virtual clock starts


class Refusal(Exception):
    """The operation answers with one of the contract's errors."""

    def __init__(self, status, code, retry_after=None, field=None):
        super().__init__(code)
        self.status, self.code, self.retry_after, self.field = status, code, retry_after, field


class Session:
    def __init__(self, wallet, now):
        self.wallet = wallet
        self.expires = now + 30 * DAY
        self.minute, self.hour = Window(MINUTE, 100), Window(HOUR, 1000)

    def tighter(self, now):
        """The window with fewer requests left; of two alike, the minute."""
        return min((self.minute, self.hour), key=lambda window: window.left(now))


class Expected:
    """What a client has to see of one call."""

    def __init__(self, status, body=None, code=None, retry_after=None, field=None):
        self.status, self.body, self.code, self.retry_after, self.field = status, body, code, retry_after, field
        self.ending = "whole"  # or reset, close, truncate, stall, badChunk, last, garbage, hang
        self.fault = None
        self.number = None
        self.at = None  # the world's time when the answer was made
        self.rate = None  # (limit, remaining, reset or None)
        self.slides = False
        self.operation = None
        self.location = None  # where a redirect's place has to stand in
        self.learn = None  # called with the answer's headers and body


class World:
    def __init__(self, users):
        """`users`: sid → (email, opening cents), as the scenario gives them."""
        self.now = self.start = START
        self.faults = [model_faults.Fault(row) for row in model_faults.SOAK_FAULTS]
        self.stock = {family: stock for family, (_, stock, _) in CATALOGUE.items()}
        self.accounts, self.sessions, self.codes = {}, {}, {}
        self.checkouts, self.payments, self.events, self.setups = {}, set(), set(), {}
        self.number = 0
        # Up to this exchange the journal has been emptied.
        self.emptied_at = 0
        for sid, (email, cents) in users.items():
            self.accounts[email] = Wallet(email, self.now, cents)
            self.sessions[sid] = Session(self.accounts[email], self.now)

    def wallets(self):
        return self.accounts.values()

    def advance(self, seconds):
        model_events.advance(self, self.now + seconds)

    def session(self, sid):
        found = self.sessions.get(sid)
        return found if found and self.now < found.expires else None

    def call(self, operation, perform, sid=None, body=None, header=None, origin_is_foreign=False):
        """One exchange. `perform(wallet)` is the operation itself; it gives the answer's body, or an Expected, or
        raises a Refusal."""
        self.advance(0)
        self.number += 1
        session = self.session(sid)
        user = session.wallet.email if session else None
        decision = model_faults.decide(
            self.faults, header, operation, user, body, self.now - self.start)
        row = decision.answer
        if row is None:
            expected = self.natural(operation, perform, sid, origin_is_foreign)
        elif row.get("commit") or row.get("connection") in ("truncate", "stall", "badChunk", "last"):
            expected = self.natural(operation, perform, sid, origin_is_foreign)
            expected.ending = row.get("connection", "whole")
        elif "connection" in row:
            expected = Expected(None)
            # To whom all of whose request has left, an early end is a reset.
            expected.ending = "reset" if row["connection"] == "early" else row["connection"]
        else:
            expected = self.injected(row)
        expected.operation, expected.number, expected.at = operation, self.number, self.now
        if row is not None:
            expected.fault = row["id"]
        expected.rate = self.rate_headers(sid, expected)
        self.advance(decision.delay)
        return expected

    def unmatched(self, status, sid=None):
        """A call to no operation: it is in the journal, and costs nothing."""
        self.advance(0)
        self.number += 1
        expected = Expected(status, code="not_found")
        expected.number, expected.at = self.number, self.now
        expected.rate = self.rate_headers(sid, expected)
        return expected

    def injected(self, row):
        code = row["error"]
        return Expected(STATUS[code], code=code, retry_after=row.get("retryAfter", RETRY_AFTER.get(code)))

    def natural(self, operation, perform, sid, origin_is_foreign):
        session = self.session(sid)
        slides = False
        try:
            if origin_is_foreign:
                raise Refusal(403, "forbidden")
            wallet = None
            if operation in model_faults.NEEDS_SESSION:
                wallet = self.admit(session)
                slides = True
            answer = perform(wallet)
            expected = answer if isinstance(answer, Expected) else Expected(200, body=answer)
        except Refusal as refusal:
            expected = Expected(
                refusal.status, code=refusal.code, retry_after=refusal.retry_after, field=refusal.field)
        expected.slides = slides
        return expected

    def admit(self, session):
        if session is None:
            raise Refusal(401, "unauthorized")
        for window in (session.minute, session.hour):
            if window.left(self.now) <= 0:
                # Of two that are full, the one that ends later: before that no request gets through.
                full = [w for w in (session.minute, session.hour) if w.left(self.now) <= 0]
                raise Refusal(429, "rate_limited", max(w.ends(self.now) for w in full) - self.now)
        session.minute.count(self.now)
        session.hour.count(self.now)
        session.expires = self.now + 30 * DAY
        return session.wallet

    def rate_headers(self, sid, expected):
        session = self.session(sid)
        if session is None:
            return None
        window = session.tighter(self.now)
        if expected.fault and expected.code == "rate_limited":
            return window.limit, 0, self.now + expected.retry_after
        return window.limit, window.left(self.now), window.ends(self.now) if window.is_open(self.now) else None

    def me(self, wallet):
        def is_user_id(value):
            wallet.user_id = wallet.user_id or value
            return value == wallet.user_id and value.startswith("usr_")
        return {"user": {"id": is_user_id, "email": wallet.email, "createdAt": text(wallet.created)},
                "expiresAt": text(self.now + 30 * DAY)}
