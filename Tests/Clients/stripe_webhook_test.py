"""Webhooks signed by Stripe's own package: believed, refused, and counted once."""

import itertools
import json
import time

import pytest
import requests

stripe = pytest.importorskip("stripe")

SECRET = "whsec_test"
ROUTES = ["v1/webhooks/stripe", "v1/billing/stripe/webhook", "api/v1/webhooks/stripe", "api/v1/billing/stripe/webhook"]
ordinals = itertools.count(1)


def event(kind, data, event_id=None):
    """An event as Stripe writes them, with fields that nobody asked for."""
    return {
        "id": event_id or f"evt_{next(ordinals)}", "object": "event", "api_version": "2024-06-20",
        "created": int(time.time()), "livemode": False, "pending_webhooks": 1, "type": kind,
        "data": {"object": data}, "request": {"id": None, "idempotency_key": None},
    }


def signed(body, secret=SECRET, age=0):
    timestamp = int(time.time()) - age
    return stripe.WebhookSignature.generate_signature_header(body, secret, timestamp)


def deliver(world, happening, route=ROUTES[0], header=None, body=None):
    body = body if body is not None else json.dumps(happening, indent=2)
    headers = {"Content-Type": "application/json; charset=utf-8"}
    header = signed(body) if header is None else header
    if header:
        headers["Stripe-Signature"] = header
    return requests.post(f"{world.root}/{route}", data=body.encode(), headers=headers, timeout=10)


class Account:
    def __init__(self, world, sid="dev"):
        self.world, self.client = world, world.client(sid)
        self.id = self.get("auth/me")["user"]["id"]

    def get(self, path):
        answer = self.client.get(f"{self.world.api}/{path}", timeout=10)
        assert answer.status_code == 200, answer.text
        return answer.json()

    @property
    def cents(self):
        return self.get("billing/balance")["totalCents"]

    def checkout_completed(self, intent="pi_1", cents=2500, event_id=None):
        return event("checkout.session.completed", {
            "id": "cs_test_1", "object": "checkout.session", "amount_total": cents, "currency": "usd",
            "payment_intent": intent, "payment_status": "paid", "metadata": {"user_id": self.id}}, event_id)

    def intent_succeeded(self, intent="pi_1", cents=2500):
        return event("payment_intent.succeeded", {
            "id": intent, "object": "payment_intent", "amount": cents, "amount_received": cents, "currency": "usd",
            "latest_charge": "ch_1", "status": "succeeded", "metadata": {"user_id": self.id}})


@pytest.fixture
def account(world):
    return Account(world())


def accepted(answer, duplicate=False):
    assert answer.status_code == 200, answer.text
    assert answer.json() == ({"received": True, "duplicate": True} if duplicate else {"received": True})


def refused(answer, code="invalid_signature"):
    assert (answer.status_code, answer.json()["error"]) == (400, code), answer.text


@pytest.mark.parametrize("route", ROUTES)
def test_a_signed_payment_is_credited_on_every_route(account, route):
    before = account.cents
    accepted(deliver(account.world, account.checkout_completed(), route))
    assert account.cents == before + 2500
    newest = account.get("billing/ledger")["entries"][0]
    assert (newest["type"], newest["amountCents"]) == ("stripe_topup", 2500)
    assert newest["stripeChargeId"]


def test_the_same_event_twice_is_a_duplicate(account):
    before = account.cents
    happening = account.checkout_completed(event_id="evt_same")
    accepted(deliver(account.world, happening))
    accepted(deliver(account.world, happening), duplicate=True)
    assert account.cents == before + 2500


def test_one_payment_told_by_two_events_is_credited_once(account):
    before = account.cents
    accepted(deliver(account.world, account.checkout_completed("pi_7")))
    accepted(deliver(account.world, account.intent_succeeded("pi_7")))
    assert account.cents == before + 2500
    accepted(deliver(account.world, account.intent_succeeded("pi_8", 1000)))
    accepted(deliver(account.world, account.checkout_completed("pi_8", 1000)))
    assert account.cents == before + 3500


def test_one_invoice_told_by_two_events_is_credited_once(world):
    account = Account(world("unpaid-top-up"))
    before = account.cents
    invoice = account.get("billing/invoices")["data"][0]
    assert (invoice["status"], invoice["reason"], invoice["amountCents"]) == ("open", "topup_failed", 2000)
    paid = {"id": invoice["stripeInvoiceId"], "object": "invoice", "amount_paid": 2000, "status": "paid",
            "metadata": {"user_id": account.id}}
    accepted(deliver(account.world, event("invoice.paid", paid)))
    accepted(deliver(account.world, event("invoice.payment_succeeded", paid)))
    assert account.cents == before + 2000
    after = account.get(f"billing/invoices/{invoice['id']}")
    assert after["status"] == "paid" and after["paidAt"]
    assert account.get("billing/ledger")["entries"][0]["type"] == "auto_topup"


@pytest.mark.parametrize("kind, status", [
    ("invoice.voided", "void"), ("invoice.marked_uncollectible", "uncollectible")])
def test_an_invoice_may_end_otherwise(world, kind, status):
    account = Account(world("unpaid-top-up"))
    before = account.cents
    invoice = account.get("billing/invoices")["data"][0]
    accepted(deliver(account.world, event(kind, {"id": invoice["stripeInvoiceId"], "object": "invoice"})))
    assert account.get(f"billing/invoices/{invoice['id']}")["status"] == status
    assert account.cents == before


def test_what_does_not_concern_us_is_received_and_ignored(account):
    before = account.cents
    accepted(deliver(account.world, event("customer.created", {"id": "cus_1", "object": "customer"})))
    stranger = account.checkout_completed("pi_9")
    stranger["data"]["object"]["metadata"]["user_id"] = "usr_00000000000000000000000000"
    accepted(deliver(account.world, stranger))
    assert account.cents == before


def test_any_layout_and_any_text_is_signed_byte_for_byte(account):
    happening = account.checkout_completed()
    happening["data"]["object"]["description"] = "Grüße, 世界 \u2028 \U0001f680"
    for body in (json.dumps(happening, ensure_ascii=False), json.dumps(happening, indent=7) + "\r\n"):
        happening["id"] = f"evt_{next(ordinals)}"
        assert deliver(account.world, None, body=body).status_code == 200


def test_an_old_secret_may_stand_beside_the_new_one(account):
    body = json.dumps(account.checkout_completed())
    timestamp, ours = signed(body).split(",")
    theirs = signed(body, "whsec_being_rolled").split(",")[1]
    accepted(deliver(account.world, None, header=f"{timestamp},{theirs},{ours},v0=1", body=body))


def test_a_signature_is_tolerated_for_five_minutes(account):
    body = json.dumps(account.checkout_completed())
    before = account.cents
    refused(deliver(account.world, None, header=signed(body, age=330), body=body))
    assert account.cents == before
    accepted(deliver(account.world, None, header=signed(body, age=270), body=body))
    # A clock that is ahead of ours is no harm, and Stripe's own libraries take it.
    accepted(deliver(account.world, None, header=signed(body, age=-330), body=body), duplicate=True)


def test_the_tolerance_runs_on_the_worlds_clock(account):
    body = json.dumps(account.checkout_completed())
    header = signed(body)
    account.world.advance("6m")
    refused(deliver(account.world, None, header=header, body=body))
    accepted(deliver(account.world, None, header=signed(body, age=-360), body=body))


def test_what_is_not_signed_changes_nothing(account):
    before = account.cents
    body = json.dumps(account.checkout_completed())
    good = signed(body)
    for header in (False, "nonsense", good.split(",")[0], good.split(",")[1], good.replace("v1", "v0"),
                   signed(body, "whsec_forged"), good[:-1], good + "0", good.replace("t=", "t=1")):
        refused(deliver(account.world, None, header=header, body=body))
    refused(deliver(account.world, None, header=good, body=body.replace("2500", "9900")))
    assert account.cents == before
    assert deliver(account.world, None, header=good, body=body).json() == {"received": True}


def test_a_signed_body_that_is_no_event_is_a_plain_mistake(account):
    for body in ("", "[]", "{", '{"object": "event"}'):
        refused(deliver(account.world, None, body=body, header=signed(body)), "validation_failed")
