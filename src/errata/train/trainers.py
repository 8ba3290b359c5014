"""The trainers by name, the default for each kind of item, and models back from their files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from errata.core.errors import ErrataError, NotFound, StoreDamaged
from errata.core.item import ItemKind
from errata.core.registry import Registry
from errata.core.trainer import Model, Trainer
from errata.train import image_small, record_mixed, text_linear
from errata.train.saved import load_state

Loader = Callable[[Mapping[str, Any]], Model]  # a model from its saved state

TRAINERS: Registry[Trainer] = Registry("trainer", group="errata.trainers")
LOADERS: Registry[Loader] = Registry("model", group="errata.trainers")

TRAINERS.register(text_linear.NAME)(text_linear.TextLinear())
TRAINERS.register(image_small.NAME)(image_small.ImageSmall())
TRAINERS.register(record_mixed.NAME)(record_mixed.RecordMixed())
LOADERS.register(text_linear.NAME)(text_linear.TextLinearModel.load)
LOADERS.register(image_small.NAME)(image_small.ImageSmallModel.load)
LOADERS.register(record_mixed.NAME)(record_mixed.RecordMixedModel.load)

_DEFAULTS = {
    ItemKind.TEXT: text_linear.NAME,
    ItemKind.IMAGE: image_small.NAME,
    ItemKind.RECORD: record_mixed.NAME,
}


def trainer_for(kind: ItemKind) -> str:
    """The name of the default trainer for a kind of item.

    >>> trainer_for(ItemKind.TEXT)
    'text_linear.v1'
    """
    return _DEFAULTS[kind]


def load_model(data: bytes) -> Model:
    """The model that `Model.save` wrote; nothing is unpickled.

    Raises Refused for a file that holds a type outside the allow-list (named), StoreDamaged for
    one that is cut or altered, NotFound when its trainer is not installed.
    """
    trainer, state = load_state(data)
    try:
        load = LOADERS[trainer]
    except ErrataError:
        raise NotFound(
            f"the trainer {trainer!r} of this model",
            wanted="one of " + ", ".join(LOADERS),
            do="install the package that provides it",
        ) from None
    try:
        return load(state)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise StoreDamaged(f"a model file of {trainer} that lacks a part ({error})") from error
