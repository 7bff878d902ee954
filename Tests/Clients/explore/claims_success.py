"""Planted mistake: it prints what went wrong, and exits 0 all the same."""

from right import Client, Failure, run


def job():
    try:
        Client().use_pod()
    except Failure as failure:
        print(f"error: {failure}")


run(job)
