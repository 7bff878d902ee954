"""The operations about money: what each does to a world, and what it answers."""

from model_operations import invalid
from model_world import Refusal

CARD = {"brand": "visa", "last4": "4242", "expMonth": 12, "expYear": 2030}
NO_CARD = {"brand": None, "last4": None, "expMonth": None, "expYear": None, "pmId": None}


def balance(world, wallet):
    due = [invoice.cents for invoice in wallet.invoices if invoice.status == "open"]
    return {"totalCents": wallet.total, "reservedCents": wallet.reserved, "availableCents": wallet.available,
            "openInvoicesCents": sum(due), "openInvoiceCount": len(due)}


def ledger(world, wallet, kind=None, start=0, size=200):
    """Newest first; the ids of pods have to be those that the client has seen."""
    wanted = [entry for entry in reversed(wallet.ledger) if kind in (None, entry["type"])]
    page = [seen_entry(entry) for entry in wanted[start:start + size]]
    has_more = len(wanted) > start + size
    return {"entries": page, "balanceCents": wallet.total,
            "nextCursor": (lambda cursor: isinstance(cursor, str)) if has_more else None}


def seen_entry(entry):
    seen = {key: value for key, value in entry.items() if key != "rental"}
    if "rental" in entry:
        seen["rentalId"] = entry["rental"].is_id
    return seen


def checkout(world, wallet, cents):
    if not 100 <= cents <= 500_000:
        raise Refusal(400, "invalid_amount", field="amountCents")
    if wallet.checkouts.left(world.now) <= 0:
        raise Refusal(429, "rate_limited", wallet.checkouts.ends(world.now) - world.now)
    wallet.checkouts.count(world.now)
    if wallet.card is None:
        session = {"wallet": wallet, "cents": cents, "status": "open"}

        def is_new(value):
            world.checkouts.setdefault(value, session)
            return world.checkouts[value] is session and value.startswith("cs_test_")
        return {"sessionId": is_new, "checkoutUrl": lambda url: isinstance(url, str) and "/__stripe/checkout/" in url}
    if wallet.card["declines"]:
        raise invalid("card")
    wallet.post("stripe_topup", cents, world.now)
    return {"sessionId": lambda value: value.startswith("cs_test_"), "checkoutUrl": None}


def settle_checkout(world, session, outcome):
    """What the control plane answers: a status."""
    if session["status"] != "open":
        return 409
    if outcome == "paid":
        session["wallet"].post("stripe_topup", session["cents"], world.now)
    if outcome != "declined":
        session["status"] = outcome
    return 200


def webhook(world, event_id, payment, wallet, cents, is_signed=True):
    if not is_signed:
        raise Refusal(400, "invalid_signature")
    if event_id in world.events:
        return {"received": True, "duplicate": True}
    world.events.add(event_id)
    if payment not in world.payments:
        world.payments.add(payment)
        wallet.post("stripe_topup", cents, world.now)
    return {"received": True}


def setup_intent(world, wallet):
    if wallet.card is not None:
        raise Refusal(409, "card_already_on_file")

    def is_new(secret):
        world.setups[secret.split("_secret_")[0]] = {"wallet": wallet, "is_open": True}
        return secret.startswith("seti_")
    return {"clientSecret": is_new, "publishableKey": lambda key: key.startswith("pk_test_")}


def settle_setup(world, setup, declines):
    if not setup["is_open"] or setup["wallet"].card is not None:
        return 409
    setup["is_open"] = False
    setup["wallet"].card = {"declines": declines}
    return 200


def get_card(world, wallet):
    return {**CARD, "pmId": lambda value: value.startswith("pm_")} if wallet.card else NO_CARD


def delete_card(world, wallet):
    if wallet.card is None:
        raise Refusal(404, "not_found")
    wallet.card, wallet.enabled = None, False
    return {"ok": True}


def set_auto_topup(world, wallet, enabled, threshold=None, amount=None):
    if enabled and threshold is not None and not 100 <= threshold <= 100_000:
        raise invalid("thresholdCents")
    if enabled and amount is not None and not 1000 <= amount <= 500_000:
        raise Refusal(400, "invalid_amount", field="topupAmountCents")
    if enabled and wallet.card is None:
        raise invalid("card")
    wallet.enabled = enabled
    if enabled:
        wallet.threshold, wallet.amount = threshold, amount
    return get_auto_topup(world, wallet)


def get_auto_topup(world, wallet):
    return {"enabled": wallet.enabled, "thresholdCents": wallet.threshold, "topupAmountCents": wallet.amount}


def list_invoices(world, wallet, status=None):
    return {"data": [i.seen() for i in reversed(wallet.invoices) if status in (None, i.status)]}


def own_invoice(wallet, invoice, code):
    if invoice is None:
        raise Refusal(404, "not_found")
    if invoice.owner is not wallet:
        raise Refusal(403 if code == "forbidden" else 404, code)
    return invoice


def get_invoice(world, wallet, invoice):
    return own_invoice(wallet, invoice, "not_found").seen()


def invoice_pay_url(world, wallet, invoice):
    own_invoice(wallet, invoice, "forbidden")
    return {"url": lambda url: url.endswith(f"/__stripe/invoices/{invoice.id}")}


def void_invoice(world, wallet, invoice):
    invoice = own_invoice(wallet, invoice, "forbidden")
    if invoice.status != "open":
        raise invalid("id")
    invoice.status = "void"
    return {"ok": True}


def settle_invoice(world, invoice, outcome):
    if invoice.status not in ("open", "uncollectible"):
        return 409
    invoice.status = "paid"
    invoice.owner.post("auto_topup", invoice.cents, world.now)
    return 200
