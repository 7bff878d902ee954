"""What each operation does to a world, and what it answers. Every function takes the world and the caller's wallet;
the rest are the request's parts. Bodies are checked here as the contract orders it: shape, then its own rules."""

from model_rental import AREAS, CATALOGUE, Rental
from model_time import MINUTE, text
from model_wallet import Wallet
from model_world import Expected, Refusal, Session

COUNTS = (1, 2, 4, 8)


def invalid(field):
    return Refusal(400, "validation_failed", field=field)


# Signing in.

def request_code(world, email):
    address = email.strip().lower()
    if "@" not in address:
        raise Refusal(400, "invalid_email")
    code = world.codes.get(address)
    if code and world.now < code["asked"] + 30:
        raise Refusal(429, "code_request_rate_limited", code["asked"] + 30 - world.now)
    created = address not in world.accounts
    if created:
        world.accounts[address] = Wallet(address, world.now)
    world.codes[address] = {"asked": world.now, "digits": None, "wrong": 0, "is_used": False}
    return {"ok": True, "created": created}


def verify_code(world, email, digits):
    """The soak reads the code from the outbox; then `digits` is it, or something else."""
    code = world.codes.get(email)
    if code is None or code["is_used"]:
        raise Refusal(401, "code_invalid")
    if world.now >= code["asked"] + 10 * MINUTE + 1:
        raise Refusal(401, "code_expired")
    if code["wrong"] >= 5 or digits != code["digits"]:
        code["wrong"] += 1
        raise Refusal(401, "code_invalid", field="attempts")
    code["is_used"] = True
    wallet = world.accounts[email]

    def learn(headers, _):
        sid = headers["set-cookie"].split("sid=", 1)[1].split(";", 1)[0]
        world.sessions[sid] = Session(wallet, world.now)
        return sid
    expected = Expected(200, body=world.me(wallet))
    expected.learn = learn
    return expected


def logout(world, sid):
    del world.sessions[sid]
    return {"ok": True}


# The catalogue.

def listings(world, family=None, count=None, area=None):
    """Every listing that is to be seen: (family, count, region code, price)."""
    return [
        (name, n, region, price * n)
        for name, (price, _, regions) in CATALOGUE.items() for n in COUNTS for region in regions
        if world.stock[name] >= n and family in (None, name) and count in (None, n)
        and (area is None or region in AREAS.get(area, {area.upper()}))]


def list_listings(world, family=None, count=None, area=None):
    wanted = sorted(row[3] for row in listings(world, family, count, area))
    return {"listings": lambda rows: [row["pricePerHourCents"] for row in rows] == wanted[:200]
            and all(row["family"] == family or family is None for row in rows), "nextCursor": None}


def facets(world):
    rows = listings(world)
    prices = [row[3] for row in rows]
    return {
        "models": lambda models: sum(m["count"] for m in models) == len(rows),
        "regions": lambda regions: {r["code"]: r["count"] for r in regions} == {
            code: sum(row[2] == code for row in rows) for code in {row[2] for row in rows}},
        "priceRange": {"minCents": min(prices), "maxCents": max(prices)},
    }


# Rentals.

def check_spec(body):
    """The family and the price, or the refusal; the reserve and the stock come later."""
    family, count, region = body.get("familyId"), body.get("gpuCount"), body.get("region")
    if family not in CATALOGUE:
        raise invalid("familyId")
    if count not in COUNTS:
        raise Refusal(400, "invalid_count")
    if region is not None and not AREAS.get(region, {region}) & CATALOGUE[family][2]:
        raise Refusal(400, "model_unavailable")
    return family, count, CATALOGUE[family][0] * count


def check_stock(world, family, count):
    left = world.stock[family]
    if left == 0:
        raise Refusal(503, "provider_pool_empty", 30)
    if left < count:
        raise Refusal(400, "model_unavailable")


def preview_rental(world, body):
    family, count, price = check_spec(body)
    check_stock(world, family, count)
    return {"pricePerHourCents": price, "estimatedProvisionSeconds": 45}


def create_rental(world, wallet, body):
    family, count, price = check_spec(body)
    if wallet.available < price:
        raise Refusal(403, "insufficient_balance", field="requiredCents")
    check_stock(world, family, count)
    rental = Rental(world, wallet, family, count, body.get("name"), body.get("autoStopAfterHours"), world.now)
    wallet.rentals.append(rental)
    world.stock[family] -= count
    return {"id": rental.is_id, "status": "provisioning", "host": None, "port": None, "pricePerHourCents": price,
            "startedAt": text(world.now)}


def list_rentals(world, wallet, status=None):
    wanted = [r for r in reversed(wallet.rentals) if status in (None, r.status)]
    page = [r.seen(world.now) for r in wanted[:200]]
    return {"rentals": page, "nextCursor": None if len(wanted) <= 200 else lambda cursor: bool(cursor)}


def own_rental(wallet, rental):
    if rental is None or rental.owner is not wallet:
        raise Refusal(404, "rental_not_found")
    return rental


def get_rental(world, wallet, rental):
    return own_rental(wallet, rental).seen(world.now)


def meter_rental(world, wallet, rental):
    rental = own_rental(wallet, rental)
    end = world.now if rental.stopped is None else rental.stopped
    return {"ratePerHour": rental.price / 100, "currentChargeCents": rental.metered(world.now),
            "secondsBilled": 0 if rental.since is None else end - rental.since}


def stop_rental(world, wallet, rental):
    rental = own_rental(wallet, rental)
    if not rental.is_live:
        raise Refusal(409, "already_stopped")
    rental.stop(world.now)
    return {"id": rental.id, "status": "stopping", "finalChargedCents": rental.charged - rental.refunded,
            "refundedCents": rental.refunded}


# SSH keys: (name, line, fingerprint) of a good one; `flaw` is the code of a bad one.

def create_key(world, wallet, name, fingerprint, flaw=None):
    if flaw == "validation_failed":
        raise invalid("publicKey")
    if flaw:
        raise Refusal(400, flaw)
    if any(key["fingerprint"] == fingerprint for key in wallet.keys):
        raise Refusal(400, "duplicate_key")
    key = {"id": None, "name": name, "fingerprint": fingerprint, "algorithm": "ssh-ed25519",
           "createdAt": text(world.now)}
    wallet.keys.append(key)
    return seen_key(key)


def seen_key(key):
    def is_id(value):
        key["id"] = key["id"] or value
        return value == key["id"] and value.startswith("key_")
    return {**key, "id": is_id}


def list_keys(world, wallet):
    return {"keys": [seen_key(key) for key in reversed(wallet.keys)]}


def delete_key(world, wallet, key_id):
    found = [key for key in wallet.keys if key["id"] == key_id]
    if not found:
        raise Refusal(404, "key_not_found")
    wallet.keys.remove(found[0])
    return {"ok": True}
