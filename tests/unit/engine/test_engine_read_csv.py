from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from errata.core.errors import FileError, InputError, Unsupported
from errata.core.item import ItemKind
from errata.engine.read import read_labelled

DATA = Path(__file__).resolve().parents[4] / "shared/data"


Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_file(content: str | bytes, name: str = "f.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write_file


def faults(path: Path, **columns: str) -> list[str]:
    with pytest.raises(FileError) as caught:
        read_labelled(path, **columns)
    assert str(path) in str(caught.value)
    return list(caught.value.faults)


def test_texts_labels_attributes_split_and_owners_are_read(write: Write) -> None:
    data = read_labelled(
        write(
            "text,label,split,group,subject,lang,age\n"
            'hello,a,train,g1,p1,en,3\n"a ""quoted"", text\nin two lines",b,test,,p2,de,\n'
        )
    )
    assert data.items.kind is ItemKind.TEXT
    assert data.items.texts() == ["hello", 'a "quoted", text\nin two lines']
    assert data.items.group == ("g1", None)
    assert data.items.subject == ("p1", "p2")
    assert (data.labels, data.classes, len(data)) == (["a", "b"], ("a", "b"), 2)
    assert data.split is not None
    assert data.split.tolist() == ["train", "test"]
    assert data.attributes["lang"].tolist() == ["en", "de"]
    np.testing.assert_array_equal(data.attributes["age"], [3, np.nan])


def test_without_a_text_column_rows_are_records(write: Write) -> None:
    data = read_labelled(write("age,job,zip,label\n39,clerk,007,a\n?,?,010,b\n4.5,,1,a\n"))
    assert data.items.records() == [
        {"age": 39, "job": "clerk", "zip": "007"},
        {"age": None, "job": None, "zip": "010"},
        {"age": 4.5, "job": None, "zip": "1"},
    ]
    np.testing.assert_array_equal(data.attributes["age"], [39, np.nan, 4.5])
    assert data.attributes["job"].tolist() == ["clerk", "?", ""]
    assert data.split is None


def test_other_column_names_and_delimiters_and_a_mark_are_understood(write: Write) -> None:
    data = read_labelled(write("\ufeffsaid;topic\nhello;a\nbye;b\n"), label="topic", text="said")
    assert data.items.texts() == ["hello", "bye"]
    assert read_labelled(write("text\tlabel\r\nx, y\ta\r\nz\tb\r\n")).items.texts() == ["x, y", "z"]
    assert read_labelled(write("text,label\rx,a\rz,b\r")).labels == ["a", "b"]


def test_blank_lines_are_no_rows_but_count(write: Write) -> None:
    assert len(read_labelled(write("text,label\n\nx,a\n\ny,b\n\n"))) == 2
    assert faults(write("text,label\n\nx,a\n\ny,b,c\nz,b\n")) == [
        "row 5: 3 fields, the header has 2"
    ]


def test_a_missing_label_column_names_those_there_are_and_the_nearest(write: Write) -> None:
    assert faults(write("text,Labels\nx,a\ny,b\n")) == [
        "row 1: no column 'label'; there are 'text', 'Labels'; did you mean 'Labels'?"
    ]
    assert "did you mean 'intent'?" in faults(write("text,intent\nx,a\n"))[0]
    wide = ",".join(f"c{i}" for i in range(15))
    assert faults(write(f"{wide}\n{wide}\n"))[0].endswith("'c11' and 3 more")


def test_a_text_column_by_another_name_is_not_taken_for_a_field(write: Write) -> None:
    assert faults(write("utterance,label\nx,a\ny,b\n")) == [
        "no column 'text'; rename the column 'utterance' if it is the text"
    ]
    assert faults(write("label\na\nb\n")) == ["no column 'text' and no other fields to classify by"]


def test_one_class_is_refused(write: Write) -> None:
    assert faults(write("text,label\nx,a\ny,a\n")) == [
        "column 'label': only one class, 'a', in 2 rows; wanted two"
    ]


def test_all_problems_are_reported_at_once_with_row_and_column(write: Write) -> None:
    found = faults(write(b"text,label,age\nx,a,1\ny,,2\n ,b,3\nz,b\nw\x00v,a,4\nq\xffq,b,5\n"))
    assert sorted(found) == sorted(
        [
            "row 5: 2 fields, the header has 3",
            "row 6, column 'text': a NUL character at place 1",
            "row 7, column 'text': byte 45 of the file (0xff) is not UTF-8; save it as UTF-8",
            "row 4, column 'text': empty",
            "row 3, column 'label': empty",
        ]
    )


def test_a_long_list_of_problems_is_cut_at_twenty_and_counted(write: Write) -> None:
    with pytest.raises(FileError) as caught:
        read_labelled(write("text,label\n" + "x,\n" * 30 + "y,a\nz,b\n"))
    assert len(caught.value.faults) == 21
    assert caught.value.faults[-1] == "... and 10 more"
    assert "30 problems" in str(caught.value)


def test_bytes_that_are_not_utf8_are_found_by_offset_across_rows_and_blocks(write: Write) -> None:
    rows = [f"text number {i},{'ab'[i % 2]}\n".encode() for i in range(40_000)]
    rows[30_000] = b"caf\xe9,a\n"
    rows[35_000] = b"ok,\xfcb\n"
    content = b"text,label\n" + b"".join(rows)
    first, second = content.index(b"\xe9"), content.index(b"\xfc")
    assert faults(write(content)) == [
        f"row 30002, column 'text': byte {first} of the file (0xe9) is not UTF-8; save it as UTF-8",
        f"row 35002, column 'label': byte {second} of the file (0xfc) is not UTF-8; "
        "save it as UTF-8",
    ]


def test_a_bad_byte_in_the_header_is_named(write: Write) -> None:
    found = faults(write(b"te\xe9xt,label\nx,a\ny,b\n"))
    assert found[0].startswith("row 1, column '#1': byte 2 of the file (0xe9)")
    str(FileError("f", found)).encode()  # what is printed must be printable


def test_an_empty_file_and_a_header_alone_are_told_apart(write: Write) -> None:
    assert faults(write("")) == ["the file is empty"]
    assert faults(write("\n\n")) == ["the file is empty"]
    assert faults(write("text,label\n")) == ["only a header ('text', 'label') and no rows"]


def test_columns_named_twice_or_not_at_all_are_refused(write: Write) -> None:
    assert faults(write("text,label,text,\nx,a,y,\nz,b,w,\n")) == [
        "row 1: the column 'text' twice (places 1 and 3)",
        "row 1: the column at place 4 has no name",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04....", "Excel workbook"),
        (b"PAR1....", "Parquet"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        ("text,label\nx,a\n".encode("utf-16"), "UTF-16"),
        (b'{"text": "x"}', "JSON"),
        (b"<html>", "HTML"),
    ],
)
def test_other_formats_are_recognised(write: Write, content: bytes, message: str) -> None:
    assert message in faults(write(content))[0]


def test_a_binary_file_without_a_known_beginning_still_gets_a_clear_message(write: Write) -> None:
    noise = np.random.default_rng(0).integers(0, 256, 200_000).astype(np.uint8).tobytes()
    found = faults(write(b"\x01" + noise))
    assert 0 < len(found) <= 21


@pytest.mark.parametrize("label", ["a|b", '["a", "b"]', "['a', 'b']", "a;b", '"a, b"'])
def test_several_labels_a_row_are_out_of_scope(write: Write, label: str) -> None:
    quoted = label if label.startswith('"') else '"' + label.replace('"', '""') + '"'
    with pytest.raises(Unsupported, match="row 3 has several labels.*one label an item"):
        read_labelled(write(f"text,label\nx,a\ny,{quoted}\nz,b\n"))


def test_names_that_only_look_like_lists_are_labels(write: Write) -> None:
    data = read_labelled(write('text,label\nx,"pain, acute"\ny,[new]\nz,"a;b"\n'))
    assert data.classes == ("[new]", "a;b", "pain, acute")


def test_quotes_that_do_not_match_are_named_by_row(write: Write) -> None:
    assert "row 3: quotes that do not match" in faults(write('text,label\nx,a\n"y" z,b\nw,b\n'))[0]
    assert "row 2: quotes" in faults(write('text,label\n"never closed,a\nx,b\n'))[0]
    assert len(faults(write("text,label\n" + '"y" z,b\n' * 30))) == 20


def test_a_field_beyond_the_bound_is_refused_by_row_and_column_without_being_read(
    tmp_path: Path,
) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.write(b"text,label\nx,a\n")
        file.truncate(2 << 30)  # sparse: one line of two gibibytes
        file.seek(0, 2)
        file.write(b",b\n")
    assert faults(path) == ["row 3, column 'text': a field of over 1,048,576 characters"]
    assert csv.field_size_limit() == 131_072  # the process's own limit is as it was


def test_a_field_beyond_the_bound_is_found_in_quotes_over_many_lines(write: Write) -> None:
    long = "label,text\na,x\nb," + '"' + "word\n" * 300_000 + '"\n'
    assert faults(write(long)) == ["row 3, column 'text': a field of over 1,048,576 characters"]
    just = "x" * (1 << 20)
    assert len(read_labelled(write(f"text,label\n{just},a\ny,b\n"))) == 2


def test_a_file_that_is_not_there_is_named_with_its_neighbours(write: Write) -> None:
    there = write("text,label\nx,a\n", "data.csv")
    with pytest.raises(InputError, match="no file .*missing.csv.*data.csv"):
        read_labelled(there.parent / "missing.csv")
    with pytest.raises(InputError, match="is a folder"):
        read_labelled(there.parent)
    with pytest.raises(InputError, match="no file"):
        read_labelled(there.parent / "no" / "such" / "file")
    with pytest.raises(InputError, match="cannot be read"):
        read_labelled(there / "below.csv")
    with pytest.raises(InputError, match="cannot be read"):
        read_labelled("a\0b.csv")


def test_a_problem_on_every_row_keeps_the_message_short(write: Write) -> None:
    found = faults(write("text,label\n" + "x,a,b\n" * 200_000))
    assert len(found) == 21
    assert found[-1] == "... and 199980 more"


def test_what_only_resembles_numbers_stays_text(write: Write) -> None:
    data = read_labelled(
        write("a,b,c,d,e,f,label\n1_0,inf,1e999,--1,٣,,x\n2,1,2,1,1,,y\n1e3,-2.,+.5,7,1,?,x\n")
    )
    assert [data.attributes[name].dtype.kind for name in "abcdef"] == ["U"] * 6
    assert data.items.records()[1] == dict.fromkeys("abcde", "1") | {"a": "2", "c": "2", "f": None}
    numbers = read_labelled(write("a,b,c,label\n 1 ,-2.,+.5,x\n1e3,-,0,y\n"))
    assert numbers.items.records() == [
        {"a": 1, "b": -2.0, "c": 0.5},
        {"a": 1000.0, "b": None, "c": 0},
    ]


def test_a_file_beyond_the_bound_is_refused(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("errata.engine.csv_rows.MAX_FILE", 1 << 20)
    found = faults(write("text,label\n" + "some words,a\nother words,b\n" * 50_000))
    assert "the file goes on beyond 1 MiB" in found[0]


def test_bad_bytes_in_a_row_with_bad_quotes_do_not_shift_the_next(write: Write) -> None:
    content = b'text,label\n"x\xff" y,a\nz\xfe,b\n'
    found = faults(write(content))
    assert found[0].startswith("row 2: quotes")
    offset = content.index(b"\xfe")
    assert f"byte {offset} of the file (0xfe)" in found[1]


@pytest.mark.skipif(not DATA.is_dir(), reason="the shared data folder is not here")
def test_real_files_are_read() -> None:
    banking = read_labelled(DATA / "banking77/banking77.csv")
    assert (len(banking), len(banking.classes)) == (13_083, 77)
    adult = read_labelled(DATA / "adult_census/adult.csv", label="income-per-year")
    assert adult.items.kind is ItemKind.RECORD
    assert adult.classes == ("<=50K", ">50K")
    assert adult.attributes["age"].dtype == np.float64
    masses = read_labelled(DATA / "mammographic_masses/mammographic_masses.csv", label="malignant")
    assert masses.items.records()[1]["density"] is None
