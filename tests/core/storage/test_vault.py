"""What is sealed opens again only whole, only for its purpose, only here; and a destroyed key opens nothing."""

import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.common.errors import DamagedFile
from core.storage.vault import MonthKeys, Vault, open_vault
from core.storage.vault.files import destroy, replace_private_file, write_new_private_file
from core.storage.vault.nonces import NONCE_BYTES, nonce

VAULT = Vault(b"k" * 32)


@given(st.binary(max_size=300), st.text(min_size=1, max_size=20))
def test_what_was_sealed_opens_again(plain: bytes, purpose: str) -> None:
    assert VAULT.open(VAULT.seal(plain, purpose), purpose) == plain


@given(st.binary(max_size=60), st.data())
def test_any_flipped_bit_is_refused(plain: bytes, data: st.DataObject) -> None:
    sealed = bytearray(VAULT.seal(plain, "table"))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(DamagedFile):
        VAULT.open(bytes(sealed), "table")


@given(st.binary(max_size=60), st.data())
def test_a_cut_or_lengthened_piece_is_refused(plain: bytes, data: st.DataObject) -> None:
    sealed = VAULT.seal(plain, "table")
    cut = sealed[: data.draw(st.integers(0, len(sealed) - 1))]
    for broken in (cut, sealed + b"\0"):
        with pytest.raises(DamagedFile):
            VAULT.open(broken, "table")


def test_a_piece_opens_neither_for_another_purpose_nor_in_another_workspace() -> None:
    sealed = VAULT.seal(b"names", "table")
    with pytest.raises(DamagedFile):
        VAULT.open(sealed, "report")
    with pytest.raises(DamagedFile):
        Vault(b"x" * 32).open(sealed, "table")


def test_sealing_twice_gives_different_bytes() -> None:
    assert VAULT.seal(b"same", "table") != VAULT.seal(b"same", "table")


def test_no_nonce_is_given_twice_to_threads() -> None:
    with ThreadPoolExecutor(8) as threads:
        drawn = [one for many in threads.map(lambda _: [nonce() for _ in range(1000)], range(8)) for one in many]
    assert len(set(drawn)) == len(drawn) == 8000
    assert {len(one) for one in drawn} == {NONCE_BYTES}


@pytest.mark.skipif(sys.platform == "win32", reason="nothing forks on Windows")
def test_no_nonce_is_given_twice_to_a_process_and_its_fork() -> None:
    both = """if True:
        import os
        from core.storage.vault.nonces import nonce
        nonce()
        child = os.fork()
        os.write(1, b"".join(nonce().hex().encode() + b" " for _ in range(100)))
        child and os.waitpid(child, 0)
    """
    drawn = subprocess.run([sys.executable, "-c", both], capture_output=True, check=True).stdout.split()
    assert len(set(drawn)) == len(drawn) == 200


def test_a_seal_holds_for_its_data_purpose_and_workspace_only() -> None:
    mac = VAULT.mac(b"report", "report")
    assert VAULT.is_ours(b"report", "report", mac)
    assert not VAULT.is_ours(b"report ", "report", mac)
    assert not VAULT.is_ours(b"report", "model", mac)
    assert not Vault(b"x" * 32).is_ours(b"report", "report", mac)
    assert not VAULT.is_ours(b"report", "report", "é" * 64)


def test_a_vault_never_shows_its_key() -> None:
    assert "kkk" not in repr(VAULT)
    assert "kkk" not in str(VAULT)


def test_the_key_is_made_once_and_stays(tmp_path: Path) -> None:
    assert open_vault(tmp_path / "keys").master == open_vault(tmp_path / "keys").master
    assert len(open_vault(tmp_path / "keys").master) == 32
    assert open_vault(tmp_path / "others").master != open_vault(tmp_path / "keys").master


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights than owner, group and all")
def test_only_the_owner_may_read_the_key(tmp_path: Path) -> None:
    open_vault(tmp_path / "keys")
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "keys" / "workspace.key").stat().st_mode) == 0o600


def test_processes_that_start_at_once_agree_on_one_key(tmp_path: Path) -> None:
    script = "import sys, pathlib; from core.storage.vault import open_vault as o; print(o(pathlib.Path(sys.argv[1])).mac(b'', ''))"
    command = [sys.executable, "-c", script, str(tmp_path / "keys")]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    seals = {process.communicate()[0] for process in started}
    assert len(seals) == 1
    assert len(seals.pop().strip()) == 64
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["workspace.key"]


def test_a_new_file_never_replaces_one_that_is_there(tmp_path: Path) -> None:
    write_new_private_file(tmp_path / "key", b"first")
    write_new_private_file(tmp_path / "key", b"second")
    assert (tmp_path / "key").read_bytes() == b"first"
    replace_private_file(tmp_path / "key", b"third")
    assert (tmp_path / "key").read_bytes() == b"third"
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


def test_a_destroyed_file_is_overwritten_before_it_goes(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"secret" * 10)
    (tmp_path / "same bytes").hardlink_to(tmp_path / "key")
    destroy(tmp_path / "key")
    destroy(tmp_path / "was never there")
    assert not (tmp_path / "key").exists()
    assert b"secret" not in (tmp_path / "same bytes").read_bytes()


def test_inputs_of_a_month_open_until_its_key_is_destroyed(tmp_path: Path) -> None:
    keys = MonthKeys(tmp_path / "months")
    march, april = keys.seal(b"row", "2026-03"), keys.seal(b"row", "2026-04")
    assert MonthKeys(tmp_path / "months").open(march, "2026-03") == b"row"
    assert keys.months() == ["2026-03", "2026-04"]

    keys.destroy("2026-03")

    assert keys.open(march, "2026-03") is None
    assert keys.open(april, "2026-04") == b"row"
    assert keys.months() == ["2026-04"]


def test_another_months_key_opens_nothing(tmp_path: Path) -> None:
    keys = MonthKeys(tmp_path / "months")
    sealed = keys.seal(b"row", "2026-03")
    keys.seal(b"row", "2026-04")
    with pytest.raises(DamagedFile):
        keys.open(sealed, "2026-04")


@pytest.mark.parametrize("month", ["", "2026-3", "../keys", "2026-03/..", "2026-03\n"])
def test_only_a_month_names_a_key(tmp_path: Path, month: str) -> None:
    keys = MonthKeys(tmp_path / "months")
    with pytest.raises(ValueError, match="a month is written"):
        keys.seal(b"row", month)
    assert not (tmp_path / "months").exists()
