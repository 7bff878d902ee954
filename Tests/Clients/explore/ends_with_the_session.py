"""Planted mistake: it takes the end of its session for the end of its work, although its pod still runs."""

from right import Client, Refused, run


def job():
    client = Client()
    try:
        client.stop(client.launch())
    except Refused as refusal:
        if refusal.code != "unauthorized":
            raise


run(job)
