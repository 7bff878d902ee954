"""The pages that stand in for Stripe and the sign-in providers, by a browser that runs no script."""

import json

import pytest

from browser import Browser

APP = "/app/billing?session="


@pytest.fixture
def at(world):
    return world("steady")


def call(world, method, path, body=None):
    answer = world.client("dev").request(method, f"{world.api}/{path}", json=body, timeout=10)
    assert answer.status_code == 200, answer.text
    return answer.json()


def cents(world):
    return call(world, "GET", "billing/balance")["totalCents"]


def open_checkout(world, amount_cents=2500):
    browser = Browser()
    assert browser.open(call(world, "POST", "billing/checkout", {"amountCents": amount_cents})["checkoutUrl"]).ok
    return browser


def test_a_paid_checkout_leads_back_to_the_app_and_credits_once(at):
    browser = open_checkout(at)
    page = browser.url
    assert "$25.00" in browser.text and "dev@example.com" in browser.text
    browser.press("Pay $25.00")
    assert browser.url.endswith(APP + "success")
    assert cents(at) == 12500
    assert "$25.00" in at.admin("GET", "outbox/latest?to=dev@example.com")["subject"]
    browser.open(page)
    assert not any(form.buttons for form in browser.forms), "what is paid cannot be paid again"
    assert cents(at) == 12500
    assert call(at, "GET", "billing/card")["last4"] is None, "a card is saved only where one asks for it"


def test_a_saved_card_is_charged_at_once_the_next_time(at):
    open_checkout(at).press("Pay $25.00", saveCard="on")
    assert call(at, "GET", "billing/card")["last4"]
    second = call(at, "POST", "billing/checkout", {"amountCents": 1000})
    assert second["checkoutUrl"] is None and second["sessionId"].startswith("cs_test_")
    assert cents(at) == 13500


def test_a_declined_card_may_be_followed_by_a_good_one(at):
    browser = open_checkout(at)
    browser.press("Pay with a card that is declined")
    assert "declined" in browser.text and cents(at) == 10000
    browser.press("Pay $25.00")
    assert browser.url.endswith(APP + "success") and cents(at) == 12500


def test_a_cancelled_checkout_credits_nothing(at):
    browser = open_checkout(at)
    browser.press("Cancel")
    assert browser.url.endswith(APP + "cancel") and cents(at) == 10000


def test_a_card_is_saved_without_a_payment(at):
    secret = call(at, "POST", "billing/setup-intent")["clientSecret"]
    browser = Browser()
    browser.open(f"{at.root}/__stripe/setup/{secret.split('_secret_')[0]}")
    browser.press("Save")
    card = call(at, "GET", "billing/card")
    assert len(card["last4"]) == 4 and card["pmId"].startswith("pm_")


def test_an_invoice_is_paid_on_its_page(world):
    at = world("unpaid-top-up")
    invoice = call(at, "GET", "billing/invoices")["data"][0]
    browser = Browser()
    browser.open(call(at, "GET", f"billing/invoices/{invoice['id']}/pay-url")["url"])
    assert "$20.00" in browser.text
    browser.press("Pay")
    paid = call(at, "GET", f"billing/invoices/{invoice['id']}")
    assert paid["status"] == "paid" and paid["paidAt"] and cents(at) == 3000


@pytest.mark.parametrize("provider", ["google", "github"])
def test_an_account_of_the_world_signs_in_through_a_provider(at, provider):
    browser = Browser()
    browser.open(f"{at.api}/auth/oauth/{provider}")
    browser.press("Continue")
    assert browser.url.endswith("/app")
    me = browser.session.get(f"{at.api}/auth/me", timeout=10)
    assert me.json()["user"] == call(at, "GET", "auth/me")["user"], "one address is one account"


def test_a_new_address_makes_an_account(at):
    browser = Browser()
    browser.open(f"{at.api}/auth/oauth/google")
    browser.press("Continue", email="", otherEmail="new@example.com")
    assert browser.url.endswith("/app")
    assert browser.session.get(f"{at.api}/auth/me", timeout=10).json()["user"]["email"] == "new@example.com"


@pytest.mark.parametrize("button, reason", [
    ("Continue without a verified email", "oauth_no_email"), ("Cancel", "oauth_failed")])
def test_a_sign_in_that_fails_says_why(at, button, reason):
    browser = Browser()
    browser.open(f"{at.api}/auth/oauth/google")
    browser.press(button)
    assert browser.url.endswith(f"/login?error={reason}")
    assert browser.session.get(f"{at.api}/auth/me", timeout=10).status_code == 401


def test_a_provider_that_is_not_configured_is_unavailable(at):
    document = {"scenario": "google-only", "why": "One provider is enough", "given": {"oauth": ["google"]}}
    at.admin("PUT", "scenario", data=json.dumps(document), headers={"Content-Type": "application/json"})
    browser = Browser()
    browser.open(f"{at.api}/auth/oauth/github")
    assert browser.url.endswith("/login?error=oauth_unavailable")


def test_a_callback_with_a_foreign_state_is_refused(at):
    answer = at.client().get(f"{at.api}/auth/oauth/google/callback?code=x&state=y", timeout=10)
    assert (answer.status_code, answer.json()["error"]) == (401, "oauth_state_mismatch")
    browser = Browser()
    browser.open(f"{at.api}/auth/oauth/google/callback?code=x&state=y")
    assert browser.url.endswith("/login?error=oauth_failed")


def test_a_page_that_is_not_there_is_a_page(at):
    for path in ("checkout/cs_test_nothing", "setup/seti_nothing", "invoices/inv_nothing"):
        browser = Browser()
        assert browser.open(f"{at.root}/__stripe/{path}").status_code == 404
