"""Groups of rows that are alike, found in real tables."""

from pathlib import Path

import pandas as pd
import pytest

from core.models.export.proof import MOST_DIFFERENCE
from core.storage.workspace import Workspace
from tests.core.models.training.tables import made


@pytest.mark.parametrize(
    ("table", "rows"), [("leads/online_shoppers_uci.csv", 600), ("churn/iranian_churn_uci.csv", 1200)]
)
def test_absurd_rows_of_a_skewed_table_do_not_make_it_fail_its_proof(
    table: str, rows: int, shared_data: Path, workspace: Workspace
) -> None:
    """Their distances from the groups reach 1e11, which no two ways of adding tell to the sixth decimal place."""
    frame = pd.read_csv(shared_data / table).head(rows)
    version = made(frame, workspace, "segments")
    assert version.card.largest_difference <= MOST_DIFFERENCE
    assert version.card.checked_made_up >= 1000
    assert version.card.checked_rows >= version.card.checked_made_up + min(
        1000, version.card.rows_learned + version.card.rows_held
    )
