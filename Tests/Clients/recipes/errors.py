"""A suite that meets every error of the contract once, for the gates to count. The recipe tests copy it beside the
README's own; it takes that one's fixtures."""

import requests

TRANSIENT = ("internal_error", "provider_error", "provider_pool_empty")


def test_every_error_is_met(mock_url, world):
    for operation in requests.get(f"{mock_url}/__admin/operations").json()["operations"]:
        path = operation["path"].replace("{id}", "nothing").replace("{provider}", "google")
        for code in operation["errors"]:
            here = world()
            fault = {"X-Mock-Fault": code}
            answer = requests.request(operation["method"], here + path, headers=fault, cookies={"sid": "dev"})
            assert answer.json()["error"] == code
            if code in TRANSIENT:
                requests.post(f"{here}/__admin/clock/advance", json={"by": "30s"}).raise_for_status()
                requests.request(operation["method"], here + path, cookies={"sid": "dev"})
