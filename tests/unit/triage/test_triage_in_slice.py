from __future__ import annotations

import numpy as np
import pytest

from errata.core.errors import InputError
from errata.loop.triage.in_slice import in_slice
from errata.loop.triage.slices import find_slices
from errata.loop.triage.words import terms_of, word_attributes, words_of


def test_the_rows_of_a_slice_are_those_it_was_found_in() -> None:
    rng = np.random.default_rng(0)
    n = 4000
    texts = [f"my {word} please" for word in rng.choice(["card", "refund", "loan"], n)]
    attributes = {
        "age": np.where(rng.random(n) < 0.1, np.nan, rng.normal(40, 12, n)),
        "site": rng.choice(["a", "b", ""], n),
        "stars": rng.integers(1, 4, n),
    }
    weak = (attributes["age"] > 50) & (attributes["site"] == "") & (attributes["stars"] == 2)
    weak |= np.isnan(attributes["age"]) & np.array(["refund" in text for text in texts])
    errors = rng.random(n) < np.where(weak, 0.6, 0.05)
    found = find_slices({**attributes, **word_attributes(texts)}, errors)
    assert {len(each.predicate) for each in found} == {2, 3}
    for each in found:
        inside = in_slice(each.predicate, attributes, n, texts=texts)
        assert inside.sum() == each.support
        assert errors[inside].mean() == pytest.approx(each.error_rate.value)


def test_an_attribute_that_is_not_there_is_missing_everywhere() -> None:
    assert in_slice({"site": "missing"}, {}, 2).tolist() == [True, True]
    assert in_slice({"site": "a"}, {}, 2).tolist() == [False, False]


def test_numbers_outside_of_what_was_seen_have_a_bin() -> None:
    ages = np.array([-5.0, 200.0])
    assert in_slice({"age": "under 25"}, {"age": ages}, 2).tolist() == [True, False]
    assert in_slice({"age": "65 or more"}, {"age": ages}, 2).tolist() == [False, True]
    assert in_slice({"age": "old"}, {"age": ages}, 2).tolist() == [False, False]


def test_words_need_texts_of_the_same_number() -> None:
    with pytest.raises(InputError, match="asked of no texts"):
        in_slice({"word:card": "present"}, {}, 1)
    with pytest.raises(InputError, match="2 texts for 1 rows"):
        in_slice({"word:card": "present"}, {}, 1, texts=["a", "b"])


def test_words_of_scripts_without_spaces_are_pieces() -> None:
    assert words_of("カードを") == ["カー", "ード", "ドを"]
    assert words_of("我") == ["我"]
    assert words_of("ขอเงินคืน")[0] == "ขอเ"
    assert words_of("iPhone我要") == ["iphone", "我要"]
    assert words_of("我要iPhone") == ["我要", "iphone"]
    assert words_of("") == words_of("... !") == []


def test_words_are_folded_and_pairs_are_terms() -> None:
    assert words_of("STRASSE Straße naïve") == ["strasse", "strasse", "naïve"]
    assert terms_of("card my card") == {"card", "my", "card my", "my card"}
    assert terms_of("") == set()


def test_words_are_chosen_by_how_often_they_occur_alone() -> None:
    texts = ["the red card", "the blue card", "the green loan", "the loan"] * 10
    found = word_attributes(texts, min_support=15)
    assert sorted(found) == ["word:card", "word:loan"]  # "the" is everywhere, "red" too rare
    assert found["word:loan"].sum() == 20
    assert list(word_attributes(texts, min_support=5, most=1)) == ["word:card"]
    assert word_attributes(texts[:3], min_support=15) == {}
