"""One server for the whole run, and a world of its own for every test."""

import itertools
import re

import pytest

from mock import Mock


@pytest.fixture(scope="session")
def mock():
    mock = Mock()
    yield mock
    assert mock.stop() == 0


ordinals = itertools.count(1)


@pytest.fixture
def world(mock, request):
    """Makes worlds named after the test: `world("pool-empty-twice")`; without a name, of the healthy scenario."""
    words = re.sub(r"[^a-z0-9]+", "-", request.node.originalname.lower()).strip("-")
    label = f"{words[:32].strip('-')}-{next(ordinals)}"

    def make(scenario="healthy"):
        return mock.world(f"{scenario}~{label}")

    return make
