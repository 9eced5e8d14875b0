"""What a test needs beside the checkout: a reason to skip on a developer's machine, and a failure where it has to be there (CI)."""

import os
from typing import NoReturn

import pytest


def lacking(what: str) -> NoReturn:
    """Skip the test for want of `what`; under CI fail it."""
    if os.environ.get("CI"):
        pytest.fail(f"{what}: CI has to have it")
    pytest.skip(what)
