"""Signing in through Google or GitHub, from the start through the stand-in for their consent page and back."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from model_wallet import Wallet
from model_world import Expected, Refusal, Session


def redirect(place):
    expected = Expected(302)
    expected.location = place
    return expected


def mismatch():
    raise Refusal(401, "oauth_state_mismatch")


def stranger(v):
    """A state that nobody issued, and a provider that nobody knows."""
    headers, place = v.random.choice([([], None), (["Accept: text/html"], "/login?error=oauth_failed")])
    yield from v.call(
        "oauthCallback", "GET", "auth/oauth/google/callback?code=x&state=y",
        lambda _: mismatch() if place is None else redirect(place), headers=headers)

    def unknown(_):
        raise Refusal(404, "not_found")
    yield from v.call("oauthStart", "GET", "auth/oauth/gitlab", unknown)


def visit(v):
    """One person's way; the state is a cookie that works once."""
    provider = v.random.choice(["google", "github"])
    answer, _ = yield from v.call(
        "oauthStart", "GET", f"auth/oauth/{provider}", lambda _: redirect(f"/__oauth/{provider}?"))
    if answer.ending != "whole" or answer.status != 302:
        return
    page = urlsplit(answer.headers["location"])
    cookie = answer.headers["set-cookie"].split(";", 1)[0]
    choice = v.random.choice(["account", "account", "account", "cancel", "no_verified_email"])
    email = v.random.choice(["bob@example.com", f"guest{v.random.randrange(4)}@example.com"])
    form = urlencode([*parse_qsl(page.query), ("email", email), ("choice", choice)]).encode()
    answer = yield from v.page("POST", f"/__oauth/{provider}?{page.query}", form)
    query = urlsplit(answer.headers["location"]).query
    path = f"auth/oauth/{provider}/callback?{query}"
    yield from v.call(
        "oauthCallback", "GET", path, lambda _: back(v.world, choice, email), headers=[f"Cookie: {cookie}"],
        sid="", can_break=False)
    if v.random.random() < 0.3:
        yield from v.call("oauthCallback", "GET", path, lambda _: mismatch(), headers=[f"Cookie: {cookie}"], sid="")


def back(world, choice, email):
    if choice != "account":
        return redirect("/login?error=oauth_" + ("failed" if choice == "cancel" else "no_email"))
    wallet = world.accounts.setdefault(email, Wallet(email, world.now))
    expected = redirect("/app")

    def learn(headers, _):
        sid = headers["set-cookie"].split("sid=", 1)[1].split(";", 1)[0]
        world.sessions[sid] = Session(wallet, expected.at)
    expected.learn = learn
    return expected
