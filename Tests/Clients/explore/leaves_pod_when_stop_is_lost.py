"""Planted mistake: it gives up when the answer of stop is lost, and leaves the pod running."""

from right import Client, run


class StopsOnce(Client):
    def stop(self, pod):
        self.send("POST", f"/rentals/{pod['id']}/stop")


client = StopsOnce()
run(lambda: client.stop(client.launch()))
