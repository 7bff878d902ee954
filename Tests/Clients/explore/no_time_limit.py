"""Planted mistake: it waits for an answer for ever."""

import right

right.PATIENCE = 0  # which setitimer takes for never
right.run(lambda: right.Client().call("GET", "/billing/balance"))
