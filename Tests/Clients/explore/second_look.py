"""Planted mistake: where the look after a lost launch fails as well, it takes the launch for not done."""

from right import Client, Unsettled, run


class SecondLook(Client):
    def launched(self):
        try:
            pods = self.send("GET", "/rentals")["rentals"]
        except Unsettled:
            return None
        return next((pod for pod in pods if pod["name"] == self.name), None)


client = SecondLook()
run(lambda: client.stop(client.launch()))
