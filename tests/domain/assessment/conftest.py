"""The shipped catalogue, and a short way to ask which slots an answer leaves missing."""

from collections.abc import Callable

import pytest

from bot.catalogue_files import read_catalogue
from bot.domain.assessment.assessor import assess_by_contract
from bot.domain.catalogue import Catalogue

Missing = Callable[[str, str], set[str]]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return read_catalogue()


@pytest.fixture(scope="session")
def missing(catalogue: Catalogue) -> Missing:
    """Name the slots that an answer to a field leaves missing by the contract of the field."""
    return lambda key, answer: set(assess_by_contract(catalogue.field(key), answer, author="U0AUTHOR1").missing)
