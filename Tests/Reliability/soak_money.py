"""A visitor's actions about money, and those of the control plane, as functions of a visitor."""

import hashlib
import hmac
import json

import model_billing as billing
import model_faults
from model_time import text


def balance(v):
    yield from v.call("balance", "GET", "billing/balance", lambda wallet: billing.balance(v.world, wallet))


def ledger(v):
    kind = v.random.choice([None, None, "rental_charge", "refund", "stripe_topup", "auto_topup", "adjustment"])
    yield from v.call(
        "ledger", "GET", "billing/ledger?pageSize=200" + (f"&type={kind}" if kind else ""),
        lambda wallet: billing.ledger(v.world, wallet, kind))


def leaf_through_ledger(v):
    """Two pages: what the cursor leads to follows what came before."""
    sid, size = v.sid() or "nobody", v.random.randrange(1, 6)
    answer, expected = yield from v.call(
        "ledger", "GET", f"billing/ledger?pageSize={size}",
        lambda wallet: billing.ledger(v.world, wallet, size=size), sid=sid, can_break=False)
    if answer.ending != "whole" or answer.status != 200 or not answer.json()["nextCursor"]:
        return
    cursor = answer.json()["nextCursor"].replace("=", "%3D").replace("+", "%2B").replace("/", "%2F")
    yield from v.call(
        "ledger", "GET", f"billing/ledger?pageSize={size}&cursor={cursor}",
        lambda wallet: billing.ledger(v.world, wallet, start=after(answer, wallet), size=size), sid=sid)


def after(answer, wallet):
    """Entries that came meanwhile stand before the page that was read: count from the oldest."""
    last = answer.json()["entries"][-1]
    rows = list(reversed(wallet.ledger))
    matching = [i for i, row in enumerate(rows) if row["createdAt"] == last["createdAt"]
                and row["balanceAfterCents"] == last["balanceAfterCents"]
                and row["amountCents"] == last["amountCents"] and row["type"] == last["type"]]
    return matching[-1] + 1 if matching else len(rows)


def top_up(v):
    cents = v.random.choice([100, 2_000, 5_000, 20_000, 99, 500_001])
    before = len(v.world.checkouts)
    answer, _ = yield from v.call(
        "checkout", "POST", "billing/checkout", lambda wallet: billing.checkout(v.world, wallet, cents),
        body={"amountCents": cents})
    if len(v.world.checkouts) > before:
        session_id = answer.json()["sessionId"]
        for _ in range(v.random.choice([0, 1, 1, 1, 2])):
            outcome = v.random.choice(["paid", "paid", "declined", "cancelled"])
            status = billing.settle_checkout(v.world, v.world.checkouts[session_id], outcome)
            yield from v.control("POST", f"checkout/{session_id}", {"outcome": outcome}, status=status)


def webhook(v):
    world = v.world
    known = [wallet for wallet in world.wallets() if wallet.user_id]
    if not known:
        return
    wallet, cents = v.random.choice(known), v.random.randrange(1, 3000)
    event_id = v.random.choice([*list(world.events)[-1:], f"evt_{v.material.word(14)}"])
    payment = v.random.choice([*list(world.payments)[-1:], f"pi_{v.material.word(14)}"])
    event = {"id": event_id, "type": "payment_intent.succeeded", "data": {"object": {
        "id": payment, "amount": cents, "metadata": {"user_id": wallet.user_id}}}}
    data = json.dumps(event).encode()
    is_signed = v.random.random() < 0.8
    mark = hmac.new(b"whsec_test" if is_signed else b"wrong", f"{world.now}.".encode() + data, hashlib.sha256)
    yield from v.call(
        "stripeWebhook", "POST", "webhooks/stripe",
        lambda _: billing.webhook(world, event_id, payment, wallet, cents, is_signed),
        raw=data, headers=[f"Stripe-Signature: t={world.now},v1={mark.hexdigest()}"])


def card(v, sid=None, chance_of_decline=0.4):
    sid = sid or v.sid()
    answer, expected = yield from v.call(
        "setupIntent", "POST", "billing/setup-intent", lambda wallet: billing.setup_intent(v.world, wallet), sid=sid)
    if answer.ending == "whole" and answer.status == 200:
        setup_id = answer.json()["clientSecret"].split("_secret_")[0]
        declines = v.random.random() < chance_of_decline
        status = billing.settle_setup(v.world, v.world.setups[setup_id], declines)
        yield from v.control(
            "POST", f"setup/{setup_id}", {"outcome": "succeeded", "card": {"declines": declines}}, status=status)
    yield from v.call("getCard", "GET", "billing/card", lambda wallet: billing.get_card(v.world, wallet), sid=sid)
    yield from auto_topup(v, sid)


def failed_topup(v):
    """A card that declines, a threshold that the next charge is below, and the invoice which that leaves."""
    sid = v.random.choice(list(v.world.sessions) or ["ada"])
    yield from card(v, sid, chance_of_decline=1)
    yield from auto_topup(v, sid, {"enabled": True, "thresholdCents": 100_000, "topupAmountCents": 3000})
    yield from v.launch(sid)
    yield from v.advance(2 * 3600)
    yield from invoices(v, sid)


def delete_card(v):
    yield from v.call(
        "deleteCard", "DELETE", "billing/card", lambda wallet: billing.delete_card(v.world, wallet))


def auto_topup(v, sid=None, body=None):
    body = body or v.random.choice([
        {"enabled": True, "thresholdCents": 500, "topupAmountCents": 1000},
        {"enabled": True, "thresholdCents": 5000, "topupAmountCents": 3000},
        {"enabled": True, "thresholdCents": 99, "topupAmountCents": 3000},
        {"enabled": True, "thresholdCents": 500, "topupAmountCents": 999},
        {"enabled": False},
    ])
    yield from v.call(
        "setAutoTopup", "PUT", "billing/auto-topup",
        lambda wallet: billing.set_auto_topup(
            v.world, wallet, body["enabled"], body.get("thresholdCents"), body.get("topupAmountCents")),
        body=body, sid=sid)
    yield from v.call(
        "getAutoTopup", "GET", "billing/auto-topup", lambda wallet: billing.get_auto_topup(v.world, wallet))


def invoices(v, sid=None):
    sid = sid or v.sid()
    yield from v.call(
        "listInvoices", "GET", "billing/invoices?limit=200", lambda wallet: billing.list_invoices(v.world, wallet),
        sid=sid)
    known = [invoice for wallet in v.world.wallets() for invoice in wallet.invoices if invoice.id]
    if not known:
        return
    invoice = v.random.choice(known)
    sid = v.owner_sid(invoice)
    yield from v.call(
        "getInvoice", "GET", f"billing/invoices/{invoice.id}",
        lambda wallet: billing.get_invoice(v.world, wallet, invoice), sid=sid)
    yield from v.call(
        "invoicePayUrl", "GET", f"billing/invoices/{invoice.id}/pay-url",
        lambda wallet: billing.invoice_pay_url(v.world, wallet, invoice), sid=sid)
    kind = v.random.random()
    if kind < 0.3:
        yield from v.call(
            "voidInvoice", "POST", f"billing/invoices/{invoice.id}/void",
            lambda wallet: billing.void_invoice(v.world, wallet, invoice), sid=sid)
    elif kind < 0.6:
        status = billing.settle_invoice(v.world, invoice, "paid")
        yield from v.control("POST", f"invoices/{invoice.id}", {"outcome": "paid"}, status=status)


# The control plane.

def clock(v):
    now = text(v.world.now).replace("Z", ".000Z")
    yield from v.control("GET", "clock", part={"now": now, "mode": "virtual"})


def journal(v):
    number, oldest = v.world.number, v.world.emptied_at + 1
    yield from v.control(
        "GET", f"requests?since={max(0, number - 3)}",
        part={"requests": lambda rows: [row["number"] for row in rows]
              == list(range(max(oldest, number - 2), number + 1))})
    if number >= oldest:
        yield from v.control("GET", f"requests/{number}/explain")


def state_there_and_back(v):
    """A state that is read and put back changes nothing that a client can see; the journal is empty, and counts on."""
    answer = yield from v.control("GET", "state", part={"version": 1})
    yield from v.control("PUT", "state", answer.body)
    v.world.emptied_at = v.world.number


def post_fault(v):
    """A fault that is added goes first, and is taken away again after a while."""
    v.posted += 1
    row = {"id": f"posted-{v.posted}", "on": v.random.choice(["me", "catalog", "listRentals"]),
           "times": v.random.randrange(1, 4), "error": "internal_error"}
    v.world.faults.insert(0, model_faults.Fault(row))
    yield from v.control("POST", "faults", row)
    if len(v.world.faults) > len(model_faults.SOAK_FAULTS) + 2:
        gone = v.world.faults.pop(1)
        yield from v.control("DELETE", f"faults/{gone.id}")


def reports(v):
    yield from v.control("GET", "report", part={"coverage": lambda c: 0 <= c["percent"] <= 100})
    yield from v.control("GET", "outbox", part={"messages": lambda rows: isinstance(rows, list)})


def reset(v):
    v.start_over()
    yield from v.control("POST", "reset", part={"requests": 0, "scenario": "soak"})
