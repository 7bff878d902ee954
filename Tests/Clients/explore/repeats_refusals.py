"""Planted mistake: it repeats what was refused for good."""

from right import Client, Refused, Unsettled, run


class RepeatsRefusals(Client):
    def send(self, method, path, body=None):
        try:
            return super().send(method, path, body)
        except Refused as refusal:
            raise Unsettled(str(refusal), refusal.code) from None


client = RepeatsRefusals()
run(lambda: client.stop(client.launch()))
