"""One world's traffic: a generator of steps, each with what the model expects of it.

A step is sent, and the generator is resumed with its answer. All worlds' generators run side by side, so the server
meets a hundred conversations at once, while each world's own stay in the order that its model needs.
"""

import model_operations as operations
from model_faults import NEEDS_SESSION
from model_world import World
from soak_material import Material

USERS = {"ada": ("ada@example.com", 10_000), "bob": ("bob@example.com", 1_500), "cyd": ("cyd@example.com", 40_000)}


class Step:
    """A call of the API with its expectation, or a control call with its status and part of its body."""

    def __init__(self, method, path, body=None, headers=(), expected=None, status=200, part=None, request_id=None):
        self.method, self.path, self.body, self.headers = method, path, body, list(headers)
        self.expected, self.status, self.part, self.request_id = expected, status, part, request_id

    @property
    def is_control(self):
        return self.expected is None


class Visitor:
    def __init__(self, name, random):
        self.name, self.random = name, random
        self.world = World(USERS)
        self.material = Material(random)
        self.posted = 0

    def visit(self, count, actions, weights):
        """So many actions, most of one step."""
        for _ in range(count):
            yield from self.random.choices(actions, weights)[0](self)

    def start_over(self):
        self.world = World(USERS)

    # Building steps.

    def sid(self):
        if self.random.random() < 0.02:
            return self.random.choice([None, "nobody"])
        return self.random.choice(list(self.world.sessions) or ["ada"])

    def call(self, operation, method, path, perform, body=None, sid=None, can_break=True, raw=None, headers=()):
        """Yields one exchange and gives its answer and expectation."""
        headers = list(headers)
        sid = self.sid() if sid is None else sid
        if sid:
            headers.append(f"Cookie: theme=dark; sid={sid}")
        header_fault = self.header_fault(operation) if can_break and self.random.random() < 0.04 else None
        if header_fault:
            headers.append(f"X-Mock-Fault: {header_fault[0]}")
        foreign = method != "GET" and operation != "stripeWebhook" and self.random.random() < 0.01
        if foreign:
            headers.append("Origin: https://evil.example")
        request_id = None
        if self.random.random() < 0.1:
            request_id = self.material.word(12)
            headers.append(f"X-Request-Id: {request_id}")
        expected = self.world.call(
            operation, perform, sid, body if isinstance(body, dict) else None,
            header_fault[1] if header_fault else None, foreign)
        if operation == "logout":
            expected.rate = "any"
        sent = raw if raw is not None else body
        answer = yield Step(method, "/v1/" + path, sent, headers, expected, request_id=request_id)
        if expected.learn and answer.status in (200, 302):
            expected.learn(answer.headers, answer.body)
        return answer, expected

    def header_fault(self, operation):
        """(text of the header, the fault as the model knows it)"""
        kind = self.random.randrange(7)
        if kind == 0:
            wait = self.random.randrange(1, 20)
            code = "rate_limited" if operation in NEEDS_SESSION else "maintenance"
            return f"{code}; retryAfter={wait}", {"id": "header", "error": code, "retryAfter": wait}
        if kind == 1:
            return "internal_error", {"id": "header", "error": "internal_error"}
        if kind == 2:
            return "delay=3s", {"id": "header", "delay": "3s"}
        ending = ("reset", "close", "garbage", "early")[kind - 3]
        return f"connection={ending}", {"id": "header", "connection": ending}

    def control(self, method, path, body=None, status=200, part=None):
        answer = yield Step(method, "/__admin/" + path, body, status=status, part=part)
        return answer

    def page(self, method, path, form):
        """A stand-in for somebody else's page: neither API nor control plane."""
        answer = yield Step(
            method, path, form, ["Content-Type: application/x-www-form-urlencoded"], status=303)
        return answer

    # Actions: accounts.

    def me(self):
        yield from self.call("me", "GET", "auth/me", self.world.me)

    def sign_in(self):
        world = self.world
        email = self.random.choice([f"guest{self.random.randrange(4)}@example.com", "bob@example.com"])
        shown = self.random.choice([email, email.upper(), f" {email} "])
        answer, _ = yield from self.call(
            "requestCode", "POST", "auth/request-code", lambda _: operations.request_code(world, shown),
            body={"email": shown, "intent": "login"})
        if answer.status != 200 or answer.ending != "whole":
            return
        letter = yield from self.control("GET", f"outbox/latest?to={email}", part={"to": email, "kind": "code"})
        digits = letter.json().get("code", "")
        world.codes[email]["digits"] = digits
        if self.random.random() < 0.2:
            yield from self.advance(self.random.choice([31, 500, 601, 700]))
        for _ in range(self.random.choice([0, 0, 0, 1, 6])):
            wrong = "000000" if digits != "000000" else "111111"
            yield from self.verify(email, wrong)
        yield from self.verify(email, digits)
        if self.random.random() < 0.3:
            yield from self.verify(email, digits)

    def verify(self, email, digits):
        yield from self.call(
            "verifyCode", "POST", "auth/verify-code", lambda _: operations.verify_code(self.world, email, digits),
            body={"email": email, "code": digits})

    def log_out(self):
        world = self.world
        sid = self.random.choice([sid for sid in world.sessions if sid not in USERS] or ["nobody"])
        yield from self.call("logout", "POST", "auth/logout", lambda _: operations.logout(world, sid), sid=sid)

    def odd_calls(self):
        """What matches no operation, what is no JSON, and what is no email."""
        sid = self.sid()
        headers = [f"Cookie: sid={sid}"] if sid else []
        kind = self.random.randrange(4)
        if kind == 0:
            yield Step("GET", "/v1/nowhere", headers=headers, expected=self.world.unmatched(404, sid))
        elif kind == 1:
            yield Step("DELETE", "/v1/billing/balance", headers=headers, expected=self.world.unmatched(405, sid))
        elif kind == 2:
            def refuse(_):
                raise operations.invalid(None)
            yield from self.call("createRental", "POST", "rentals", refuse, raw=self.material.nonsense())
        else:
            yield from self.call(
                "requestCode", "POST", "auth/request-code", lambda _: operations.request_code(self.world, "nobody"),
                body={"email": "nobody"})

    # Actions: catalogue and rentals.

    def browse(self):
        query = {}
        if self.random.random() < 0.5:
            query["area"] = self.random.choice(["us", "eu", "apac", "NL"])
        if self.random.random() < 0.5:
            query["count"] = self.random.choice([1, 2, 4, 8])
        text = "&".join({"area": "region=", "count": "gpuCount="}[k] + str(v) for k, v in query.items())
        yield from self.call(
            "listListings", "GET", f"catalog/listings?pageSize=200&{text}",
            lambda _: operations.list_listings(self.world, **query))

    def look_at_facets(self):
        yield from self.call("facets", "GET", "catalog/facets", lambda _: operations.facets(self.world))

    def preview(self):
        body = self.material.spec()
        yield from self.call(
            "previewRental", "POST", "rentals/preview", lambda _: operations.preview_rental(self.world, body), body)

    def launch(self, sid=None):
        body = self.material.spec()
        if self.random.random() < 0.3:
            body["name"] = self.material.word(8)
        if self.random.random() < 0.2:
            body["autoStopAfterHours"] = self.random.choice([1, 2, 5])
        yield from self.call(
            "createRental", "POST", "rentals", lambda wallet: operations.create_rental(self.world, wallet, body), body,
            sid=sid)
        if any(rental.id is None for wallet in self.world.wallets() for rental in wallet.rentals):
            yield from self.find_lost_rentals()

    def find_lost_rentals(self):
        """The answer was lost, but the pod may be there: a client looks it up before it asks again."""
        answer = yield from self.control("GET", "overview")
        known = {rental.id for wallet in self.world.wallets() for rental in wallet.rentals}
        rows = [row for row in answer.json()["rentals"] if row["id"] not in known]
        for wallet in self.world.wallets():
            for rental in wallet.rentals:
                if rental.id is None and rows and rows[0]["user"] == wallet.email:
                    rental.id = rows.pop(0)["id"]

    def some_rental(self):
        rentals = [r for wallet in self.world.wallets() for r in wallet.rentals if r.id]
        recent = rentals[-8:] if self.random.random() < 0.7 else rentals
        return self.random.choice(recent) if recent and self.random.random() < 0.97 else None

    def owner_sid(self, thing):
        """Mostly the owner's."""
        if thing is not None and self.random.random() < 0.9:
            owner = getattr(thing, "owner", thing)
            sids = [sid for sid, session in self.world.sessions.items() if session.wallet is owner]
            if sids:
                return self.random.choice(sids)
        return self.sid()

    def on_rental(self, operation, method, tail, perform):
        rental = self.some_rental()
        path = f"rentals/{rental.id if rental else 'rent_01KTGHH2005NPN38PXAX3BPSYD'}{tail}"
        yield from self.call(
            operation, method, path, lambda wallet: perform(self.world, wallet, rental), sid=self.owner_sid(rental))

    def list_rentals(self):
        status = self.random.choice([None, None, "running", "stopped", "provisioning"])
        yield from self.call(
            "listRentals", "GET", "rentals?pageSize=200" + (f"&status={status}" if status else ""),
            lambda wallet: operations.list_rentals(self.world, wallet, status))

    def get_rental(self):
        yield from self.on_rental("getRental", "GET", "", operations.get_rental)

    def meter(self):
        yield from self.on_rental("meterRental", "GET", "/meter", operations.meter_rental)

    def stop(self):
        yield from self.on_rental("stopRental", "POST", "/stop", operations.stop_rental)

    # Actions: keys.

    def add_key(self):
        name, line, fingerprint, flaw = self.material.key()
        yield from self.call(
            "createKey", "POST", "ssh-keys",
            lambda wallet: operations.create_key(self.world, wallet, name, fingerprint, flaw),
            body={"name": name, "publicKey": line})

    def list_keys(self):
        yield from self.call("listKeys", "GET", "ssh-keys", lambda wallet: operations.list_keys(self.world, wallet))

    def delete_key(self):
        keys = [(w, key["id"]) for w in self.world.wallets() for key in w.keys if key["id"]]
        owner, key_id = self.random.choice(keys or [(None, "key_01KTGHJMS0FHK50G671TB5CPGS")])
        yield from self.call(
            "deleteKey", "DELETE", f"ssh-keys/{key_id}",
            lambda wallet: operations.delete_key(self.world, wallet, key_id), sid=self.owner_sid(owner))

    # Time.

    def advance(self, seconds=None):
        if seconds is None:
            seconds = self.random.choices(
                [1, 7, 30, 60, 90, 600, 3600, 4 * 3600, 31 * 86_400], [20, 20, 20, 20, 20, 10, 8, 3, 0.3])[0]
        self.world.advance(seconds)
        yield from self.control("POST", "clock/advance", {"by": f"{seconds}s"})

