"""Bodies, names and keys for the soak, drawn from a seed."""

import base64
import hashlib
import string

from model_rental import CATALOGUE

# What no reader of JSON objects takes.
NONSENSE = [b"", b"{", b"[]", b'{"familyId": "l40s", "gpuCount": 1,}', b'{"familyId": "l40s"', b"\xff\xfe", b"null",
            b'{"familyId": "l40s", "gpuCount": "1"}', b'{"familyId": "l40s", "gpuCount": 1, "cheap": true}',
            b'{"familyId": 1e400, "gpuCount": 1}', b"[" * 5000]


class Material:
    def __init__(self, random):
        self.random = random

    def word(self, length):
        return "".join(self.random.choices(string.ascii_lowercase + string.digits, k=length))

    def nonsense(self):
        return self.random.choice(NONSENSE[1:])

    def spec(self):
        """Mostly a pod that can be had."""
        body = {"familyId": self.random.choice(list(CATALOGUE)), "gpuCount": self.random.choice([1, 1, 1, 2, 4, 8])}
        odd = self.random.random()
        if odd < 0.04:
            body["gpuCount"] = 3
        elif odd < 0.06:
            body["familyId"] = "rtx-9999"
        elif odd < 0.2:
            body["region"] = self.random.choice(["us", "eu", "apac"])
        if self.random.random() < 0.3:
            body["templateId"] = self.random.choice(["pytorch", "vllm", "ollama"])
        return body

    def key(self):
        """(name, line, fingerprint, the code that it is refused with)"""
        name, kind = self.word(6), self.random.random()
        if kind < 0.1:
            return name, self.rsa(1024), None, "weak_key"
        if kind < 0.2:
            return name, "ssh-ed25519 AAAA", None, "validation_failed"
        # One in four of a user's keys comes a second time.
        point = hashlib.sha256(b"%d" % self.random.randrange(30)).digest()
        blob = field(b"ssh-ed25519") + field(point)
        print_ = base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")
        return name, f"ssh-ed25519 {base64.b64encode(blob).decode()} {name}", f"SHA256:{print_}", None

    def rsa(self, bits):
        modulus = (1 << (bits - 1)) | self.random.getrandbits(bits - 1) | 1
        blob = field(b"ssh-rsa") + field(b"\x01\x00\x01") + field(b"\0" + modulus.to_bytes(bits // 8, "big"))
        return f"ssh-rsa {base64.b64encode(blob).decode()} weak"


def field(data):
    return len(data).to_bytes(4, "big") + data
