#!/usr/bin/env python3
"""Does a drip keep its rate on the wire? Asks for answers of a known size at several rates, side by side with each
other, and compares what arrives with the clock.

    GPUOUTLET_MOCK_BINARY=… Tests/Benchmarks/drip_rate.py [--rounds 5]

Exits 1 if the median of a rate is more than a tenth off. A benchmark and no test: it depends on the machine.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Reliability"))

from server import Server  # noqa: E402  (found through the line above)
from wire import Client, message  # noqa: E402

RATES = [200, 1_000, 10_000, 100_000, 1_000_000]
SECONDS = 2.0      # how long an answer takes
LONGEST = 1_000_000  # as much as a scenario's text may have
ALLOWED = 0.10


def scenario():
    """One query for each rate; what drips is the whole answer, head and all."""
    faults = [
        {"id": f"at-{rate}", "on": "listListings", "when": {"query.rate": str(rate)}, "drip": {"bytesPerSecond": rate},
         "respond": {"status": 200, "text": "." * min(int(rate * SECONDS), LONGEST)}}
        for rate in RATES]
    return {"why": "Answers of two seconds each, at many rates", "faults": faults}


def measure(server, rate):
    """Bytes per second from the request to the last byte, and the largest gap in milliseconds between two reads."""
    client = Client(server.port)
    client.open()
    client.send(message("GET", f"/@w/v1/catalog/listings?rate={rate}", "localhost"))
    began = last = time.perf_counter()
    count, total, gap = 0, None, 0.0
    received = b""
    while total is None or count < total:
        data = client.socket.recv(1 << 20)
        now = time.perf_counter()
        gap, last, count = max(gap, now - last), now, count + len(data)
        if total is None:
            received += data
            head, mark, _ = received.partition(b"\r\n\r\n")
            if mark:
                length = next(line for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:"))
                total = len(head) + len(mark) + int(length.split(b":")[1])
    return total / (last - began), gap * 1000


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    is_good = True
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "drips.json"
        path.write_text(json.dumps(scenario()))
        with Server(path) as server:
            print(f"{'asked B/s':>12} {'median B/s':>14} {'ratio':>7} {'lowest':>7} {'highest':>8} {'longest gap':>12}")
            for rate in RATES:
                runs = [measure(server, rate) for _ in range(chosen.rounds)]
                ratios = sorted(got / rate for got, _ in runs)
                middle = statistics.median(ratios)
                is_good &= abs(middle - 1) <= ALLOWED
                print(f"{rate:>12} {middle * rate:>14.0f} {middle:>7.3f} {ratios[0]:>7.3f} {ratios[-1]:>8.3f} "
                      f"{max(gap for _, gap in runs):>9.1f} ms", flush=True)
    if not is_good:
        print(f"A rate is more than {ALLOWED:.0%} off.")
    sys.exit(0 if is_good else 1)


if __name__ == "__main__":
    main()
