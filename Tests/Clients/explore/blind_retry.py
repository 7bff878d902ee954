"""Planted mistake: a launch whose answer was lost is sent again without a look whether it took effect."""

from right import Client, run


class BlindRetry(Client):
    def call(self, method, path, body=None, happened=None):
        return super().call(method, path, body)


client = BlindRetry()
run(lambda: client.stop(client.launch()))
