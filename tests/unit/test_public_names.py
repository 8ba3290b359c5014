"""The package's front door: few names, in order, and nothing heavy behind it."""

import json
import subprocess
import sys

import pytest

import errata

HEAVY = ("sklearn", "scipy", "sqlalchemy", "pyarrow", "duckdb", "numpy", "http", "rich", "typer")


def test_at_most_twenty_public_names_in_order() -> None:
    assert errata.__all__ == sorted(errata.__all__)
    assert len(errata.__all__) <= 20
    assert dir(errata) == errata.__all__


def test_every_public_name_is_there_and_documented() -> None:
    for name in errata.__all__:
        value = getattr(errata, name)
        assert value.__doc__, name


def test_another_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = errata.nonsense


def test_importing_errata_loads_nothing_heavy() -> None:
    code = "import sys, json, errata; print(json.dumps(sorted(sys.modules)))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in json.loads(out.stdout)}
    assert not loaded & set(HEAVY)
