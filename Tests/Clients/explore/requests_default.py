"""Launches a pod with requests as it is: no time limit, no retries."""

import os

import requests

answer = requests.post(
    os.environ["GPUOUTLET_API_URL"] + "/rentals", json={"familyId": "rtx-4090", "gpuCount": 1},
    cookies={"sid": os.environ["GPUOUTLET_SESSION"]})
answer.raise_for_status()
print(answer.json()["id"])
