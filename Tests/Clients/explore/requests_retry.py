"""Launches a pod with requests, and urllib3's Retry as it is often recommended."""

import os

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

retry = Retry(total=5, status_forcelist=[500, 502, 503], allowed_methods=None)
session = requests.Session()
session.mount("http://", HTTPAdapter(max_retries=retry))
answer = session.post(
    os.environ["GPUOUTLET_API_URL"] + "/rentals", json={"familyId": "rtx-4090", "gpuCount": 1}, timeout=1,
    cookies={"sid": os.environ["GPUOUTLET_SESSION"]})
answer.raise_for_status()
print(answer.json()["id"])
