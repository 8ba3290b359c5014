"""How the bodies of capture look in the OpenAPI document; `errata.server.captured` reads them."""

from __future__ import annotations

from typing import Any

from errata.server.limits import ARROW, JSON, NDJSON

PREDICTION: dict[str, Any] = {
    "type": "object",
    "title": "Prediction",
    "additionalProperties": False,
    "description": "What a model said of one item: its probabilities, or its label alone. The "
    "item is a text, a record of named values, or an image, by the project's kind.",
    "properties": {
        "id": {
            "type": ["string", "null"],
            "format": "uuid",
            "description": "Yours, best a UUIDv7: sent again, the stored decision is answered.",
        },
        "model": {
            "type": ["string", "null"],
            "maxLength": 200,
            "description": "May be left out where the query names it.",
        },
        "text": {"type": ["string", "null"]},
        "record": {
            "type": ["object", "null"],
            "additionalProperties": {"type": ["string", "number", "boolean", "null"]},
        },
        "image": {
            "type": ["string", "null"],
            "contentEncoding": "base64",
            "description": "A PNG, JPEG or DICOM file.",
        },
        "probabilities": {
            "description": "One for each label in the project's order, or by label; sum 1.",
            "anyOf": [
                {"type": "array", "items": {"type": "number", "minimum": 0, "maximum": 1}},
                {
                    "type": "object",
                    "additionalProperties": {"type": "number", "minimum": 0, "maximum": 1},
                },
                {"type": "null"},
            ],
        },
        "label": {"type": ["string", "null"], "description": "Left out: the most probable one."},
        "attributes": {
            "type": ["object", "null"],
            "additionalProperties": {"type": ["string", "number", "boolean", "null"]},
            "description": "Facts that slices of errors are looked for in.",
        },
        "group": {"type": ["string", "null"], "description": "A patient, customer or thread."},
        "subject": {"type": ["string", "null"], "description": "Whose data it is."},
    },
}
DECISION: dict[str, Any] = {
    "type": "object",
    "title": "Decided",
    "required": ["id", "decision", "reasons", "label", "confidence", "replayed"],
    "properties": {
        "id": {"type": "string"},
        "decision": {"type": "string", "enum": ["accept", "review", "expert"]},
        "reasons": {"type": "array", "items": {"type": "string"}},
        "label": {"type": "string"},
        "confidence": {"type": ["number", "null"]},
        "replayed": {"type": "boolean"},
    },
}
BINARY = {"schema": {"type": "string", "format": "binary"}}
BODIES: dict[str, Any] = {
    JSON: {
        "schema": {
            "anyOf": [PREDICTION, {"type": "array", "items": PREDICTION, "minItems": 1}],
        }
    },
    NDJSON: BINARY,
    ARROW: BINARY,
}
DECISIONS: dict[str, Any] = {
    JSON: {
        "schema": {
            "anyOf": [
                DECISION,
                {
                    "type": "object",
                    "required": ["decisions"],
                    "properties": {"decisions": {"type": "array", "items": DECISION}},
                },
            ]
        }
    },
    NDJSON: BINARY,
    ARROW: BINARY,
}
