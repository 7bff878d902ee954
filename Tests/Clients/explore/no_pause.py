"""Planted mistake: it repeats at once, without a pause."""

import right

right.PAUSE = 0
right.run(lambda: right.Client().call("GET", "/billing/balance"))
