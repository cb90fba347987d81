"""Nothing is stored that nobody has described: a new column fails here until it says what it holds."""
import pytest

from exhibit.store import described
from exhibit.store.engine import Base


@pytest.mark.parametrize("table", Base.metadata.sorted_tables, ids=lambda table: table.name)
def test_every_column_is_described(table):
    own, common = described._told().get(table.name, {}), described._told()["common"]
    assert own, f"describe the table {table.name} in exhibit/store/columns.toml"
    assert [column.name for column in table.columns if not (own.get(column.name) or common.get(column.name))] == []
    assert own["about"] in described.ABOUT and own["keep"] in described.KEPT


def test_nothing_is_described_that_is_not_stored():
    stored = {table.name: {column.name for column in table.columns} for table in Base.metadata.sorted_tables}
    told = {name: set(rows) - {"about", "keep"} for name, rows in described._told().items() if name != "common"}
    assert {name: sorted(rows - stored.get(name, set())) for name, rows in told.items() if rows - stored.get(name, set())} == {}
    assert set(told) == set(stored)


def test_what_is_encrypted_says_so_and_what_points_at_the_person_is_encrypted():
    sealed = {f"{table.name}.{column.name}" for table in described.tables() for column in table.columns if column.sealed}
    assert sealed >= {"person.custodian_ref_enc", "person.majority_enc", "evidence.locator_enc"}
    assert all(column.sealed == column.name.endswith("_enc") for table in described.tables() for column in table.columns)
