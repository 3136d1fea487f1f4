"""A site of its own and a browser-less client for each test."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.visitor.site import Site, make_site


@pytest.fixture
def site() -> Site:
    return make_site()


@pytest.fixture
def client(site: Site) -> Iterator[TestClient]:
    with TestClient(site.app, follow_redirects=False) as client:
        yield client
