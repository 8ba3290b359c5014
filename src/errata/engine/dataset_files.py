"""Dataset files: examples as Parquet that pandas, polars and Hugging Face read by path."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from errata.core.dataset import Examples
from errata.core.errors import StoreDamaged
from errata.core.item import ItemKind, Items


class ParquetDatasets:
    """Encodes and decodes examples; implements `errata.core.ports.DatasetCodec`.

    Columns: `text` or `content` (PNG bytes, or a record as JSON), `label` by name, `weight`,
    `source`, `source_id`, `cause`, `why`, `subject`, `group`.
    """

    def encode(self, examples: Examples, labels: Sequence[str]) -> bytes:
        """One Parquet file, zstd."""
        items = examples.items
        readable = items.kind is not ItemKind.IMAGE
        content = pa.array(list(items.content), pa.binary())
        names = pa.array(list(labels), pa.string())
        blank = [None] * len(items)
        table = pa.table(
            {
                "content": content.cast(pa.string()) if readable else content,
                "label": names.take(pa.array(examples.labels, pa.int32())),
                "weight": pa.array(examples.weights, pa.float64()),
                "source": pa.array(examples.source.tolist(), pa.string()),
                "source_id": pa.array(examples.source_ids.tolist(), pa.string()),
                "cause": pa.array(examples.cause.tolist(), pa.string()),
                "why": pa.array(examples.why.tolist(), pa.string()),
                "subject": pa.array(items.subject or blank, pa.string()),
                "group": pa.array(items.group or blank, pa.string()),
            }
        ).replace_schema_metadata({"errata.kind": items.kind.value})
        sink = pa.BufferOutputStream()
        pq.write_table(table, sink, compression="zstd")
        return bytes(sink.getvalue())

    def decode(self, data: bytes, labels: Sequence[str]) -> Examples:
        """The examples of a file; raises StoreDamaged when it is not one of ours."""
        try:
            table = pq.read_table(pa.BufferReader(data))
            kind = ItemKind((table.schema.metadata or {})[b"errata.kind"].decode())
            place = {label: index for index, label in enumerate(labels)}
            indices = [place[name] for name in table["label"].to_pylist()]
            columns = {
                name: np.array(table[name].to_pylist(), dtype=object)
                for name in ("source", "source_id", "cause", "why")
            }
            return Examples(
                items=Items(
                    kind=kind,
                    content=tuple(table["content"].cast(pa.binary()).to_pylist()),
                    subject=tuple(table["subject"].to_pylist()),
                    group=tuple(table["group"].to_pylist()),
                ),
                labels=np.array(indices, dtype=np.int32),
                weights=table["weight"].to_numpy(),
                source=columns["source"],
                source_ids=columns["source_id"],
                cause=columns["cause"],
                why=columns["why"],
            )
        except (pa.ArrowException, KeyError, ValueError) as error:
            raise StoreDamaged(f"a dataset file that cannot be read ({error})") from error
