"""Planted mistake: its time limit is a socket's, which starts anew with each byte: a slow answer outlasts it."""

from http.client import HTTPConnection

from right import API, HEADERS, PATIENCE, Client, run


class SocketTimeout(Client):
    def exchange(self, method, path, text):
        connection = HTTPConnection(API.netloc, timeout=PATIENCE)
        connection.request(method, API.path + path, text, HEADERS)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()


run(lambda: SocketTimeout().call("GET", "/billing/balance"))
