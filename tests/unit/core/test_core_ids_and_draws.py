"""Identifiers and keyed draws."""

import hashlib
import uuid
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from errata.core.draws import digest16, siphash24, uniform
from errata.core.errors import InputError
from errata.core.ids import (
    Minter,
    item_id,
    item_ids,
    time_of,
    to_bytes,
    to_text,
    uuid7,
    uuid7_batch,
)
from errata.core.row_digest import row_digests

KEY = bytes(range(16))


def _ids(n: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (n, 16), dtype=np.uint8)


def test_a_batch_of_uuid7_ascends_and_is_unique_across_the_counter_boundaries() -> None:
    n = (1 << 18) + 3  # beyond the lower counter
    ids = uuid7_batch(n, at_ms=1_763_800_000_000, random=bytes(8 * n))
    rows = [row.tobytes() for row in ids]
    assert rows == sorted(rows)
    assert len(set(rows)) == n
    for row in (rows[0], rows[-1]):
        parsed = uuid.UUID(bytes=row)
        assert parsed.version == 7
        assert parsed.variant == uuid.RFC_4122


def test_uuid7_carries_its_time() -> None:
    at = datetime(2026, 5, 1, 12, 0, 0, 250_000, tzinfo=UTC)
    ident = uuid7(at_ms=int(at.timestamp() * 1000), random=b"\xff" * 10)
    assert time_of(to_bytes(ident)) == at
    assert uuid.UUID(ident).version == 7
    assert time_of(uuid.uuid4().bytes) is None


def test_minted_identifiers_ascend_whatever_the_clock_and_the_random_bits_do() -> None:
    times = iter([5, 5, 5, 3, 9, 9, 9])
    bits = iter(
        [
            b"\x00" * 10,
            b"\xff" * 10,
            b"\x00" * 10,
            b"\x00" * 10,
            b"\xff" * 10,
            b"\xff" * 10,
            b"\x00" * 10,
        ]
    )
    mint = Minter(now_ms=lambda: next(times), random=lambda n: next(bits)[:n])
    minted = [mint() for _ in range(7)]
    assert minted == sorted(set(minted))
    assert all(uuid.UUID(ident).version == 7 for ident in minted)
    assert all(uuid.UUID(ident).variant == uuid.RFC_4122 for ident in minted)


def test_identifiers_survive_text_and_back() -> None:
    ids = uuid7_batch(3, at_ms=1, random=bytes(range(24)))
    assert [to_bytes(text) for text in to_text(ids)] == [row.tobytes() for row in ids]


@pytest.mark.parametrize("wrong", ["", "abc", "x" * 36, None, 7])
def test_what_is_no_identifier_is_refused_by_name(wrong: object) -> None:
    with pytest.raises(InputError, match="identifier"):
        to_bytes(wrong)  # type: ignore[arg-type]


def test_a_batch_needs_eight_random_bytes_for_each() -> None:
    with pytest.raises(InputError, match="7 random bytes for 1"):
        uuid7_batch(1, at_ms=0, random=bytes(7))


def test_the_same_content_is_another_item_for_another_subject_and_kind() -> None:
    ids = {
        item_id("text", b"a"),
        item_id("text", b"a", "ann"),
        item_id("text", b"a", "bob"),
        item_id("record", b"a"),
        item_id("text", b"na", "an"),
    }
    assert len(ids) == 5
    assert item_id("text", b"a", "ann") == item_id("text", b"a", "ann")
    assert item_ids("text", [b"a", b"b"], "ann") == [
        item_id("text", b"a", "ann"),
        item_id("text", b"b", "ann"),
    ]


def test_siphash_gives_the_published_vector() -> None:
    message = np.arange(16, dtype=np.uint8)[None, :]
    assert int(siphash24(KEY, message)[0]) == 0x3F2ACC7F57C29BDB


def test_siphash_agrees_with_a_plain_reference() -> None:
    """The reference follows the paper word by word, on Python integers."""
    ids = _ids(50)
    assert [int(x) for x in siphash24(KEY, ids)] == [_reference(KEY, r.tobytes()) for r in ids]


def test_draws_are_uniform_and_independent_between_purposes() -> None:
    ids = _ids(20_000)
    audit, hold = uniform(KEY, "audit", ids), uniform(KEY, "hold", ids)
    assert audit.min() >= 0
    assert audit.max() < 1
    assert abs(audit.mean() - 0.5) < 4 / np.sqrt(12 * 20_000)
    assert abs(np.corrcoef(audit, hold)[0, 1]) < 4 / np.sqrt(20_000)
    counts = np.histogram(audit, bins=20, range=(0, 1))[0]
    assert ((counts - 1000) ** 2 / 1000).sum() < 43.8  # chi-square, 19 degrees, p = .001


def test_a_draw_depends_on_the_key() -> None:
    ids = _ids(1000)
    assert not np.array_equal(uniform(KEY, "audit", ids), uniform(bytes(16), "audit", ids))
    assert np.array_equal(uniform(KEY, "audit", ids), uniform(KEY, "audit", ids.copy()))


def test_a_group_digest_is_the_same_for_text_and_bytes() -> None:
    assert digest16("ward 7") == digest16(b"ward 7") == hashlib.sha256(b"ward 7").digest()[:16]


@given(st.integers(0, 9), st.integers(0, 2))
def test_a_row_digest_changes_with_any_part_of_the_row(row: int, column: int) -> None:
    ids = _ids(10)
    p = np.random.default_rng(1).dirichlet(np.ones(3), 10).astype(np.float32)
    said = p.argmax(axis=1).astype(np.int32)
    before = row_digests(KEY, ids, "v1", p, said)
    assert before.shape == (10, 16)
    changed = p.copy()
    changed[row, column] += np.float32(1e-3)
    after = row_digests(KEY, ids, "v1", changed, said)
    assert (before[row] != after[row]).any()
    assert np.array_equal(np.delete(before, row, 0), np.delete(after, row, 0))
    answers = said.copy()
    answers[row] += 1
    assert (row_digests(KEY, ids, "v1", p, answers)[row] != before[row]).any()
    other = ids.copy()
    other[row, 3] ^= 1
    assert (row_digests(KEY, other, "v1", p, said)[row] != before[row]).any()
    assert (row_digests(KEY, ids, "v2", p, said) != before).any(axis=1).all()


def _reference(key: bytes, message: bytes) -> int:
    mask = (1 << 64) - 1

    def rotl(x: int, b: int) -> int:
        return ((x << b) | (x >> (64 - b))) & mask

    k0, k1 = int.from_bytes(key[:8], "little"), int.from_bytes(key[8:], "little")
    v = [
        k0 ^ 0x736F6D6570736575,
        k1 ^ 0x646F72616E646F6D,
        k0 ^ 0x6C7967656E657261,
        k1 ^ 0x7465646279746573,
    ]

    def sipround() -> None:
        v[0] = (v[0] + v[1]) & mask
        v[1] = rotl(v[1], 13) ^ v[0]
        v[0] = rotl(v[0], 32)
        v[2] = (v[2] + v[3]) & mask
        v[3] = rotl(v[3], 16) ^ v[2]
        v[0] = (v[0] + v[3]) & mask
        v[3] = rotl(v[3], 21) ^ v[0]
        v[2] = (v[2] + v[1]) & mask
        v[1] = rotl(v[1], 17) ^ v[2]
        v[2] = rotl(v[2], 32)

    blocks = [message[i : i + 8] for i in range(0, len(message) // 8 * 8, 8)]
    words = [int.from_bytes(block, "little") for block in blocks] + [(len(message) & 255) << 56]
    for word in words:
        v[3] ^= word
        sipround()
        sipround()
        v[0] ^= word
    v[2] ^= 0xFF
    for _ in range(4):
        sipround()
    return v[0] ^ v[1] ^ v[2] ^ v[3]


def test_two_minters_that_go_on_from_the_same_identifier_do_not_collide() -> None:
    ahead = uuid7(at_ms=9_000, random=b"\xff" * 10)
    bits = np.random.default_rng(0)
    minters = [Minter(now_ms=lambda: 5, random=bits.bytes, after=ahead) for _ in range(2)]
    minted = [[mint() for _ in range(5000)] for mint in minters]
    assert all(ids == sorted(ids) and ids[0] > ahead for ids in minted)
    assert not set(minted[0]) & set(minted[1])
    assert all(uuid.UUID(ident).version == 7 for ident in minted[0])


def test_a_minter_goes_on_above_what_was_stored_while_the_clock_was_ahead() -> None:
    ahead = uuid7(at_ms=9_000, random=bytes(10))
    mint = Minter(now_ms=lambda: 5, random=bytes, after=ahead)
    assert mint() > ahead
