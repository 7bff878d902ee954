"""Planted mistake: it prints what went wrong, and exits 0 all the same."""

from right import Client, Failure, run


def job():
    client = Client()
    try:
        client.stop(client.launch())
    except Failure as failure:
        print(f"error: {failure}")


run(job)
