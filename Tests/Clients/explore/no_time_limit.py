"""Planted mistake: it waits for an answer for ever."""

import right

right.PATIENCE = 0  # which setitimer takes for never
right.run(right.Client().look)
