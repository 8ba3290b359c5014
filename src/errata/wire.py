"""The composition root: connects store, trainers, files and use cases; reads the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from importlib.metadata import version
from os import urandom
from typing import TYPE_CHECKING, Any, cast

from errata.core.errors import InputError, NotFound
from errata.core.item import ItemKind
from errata.core.policy import Policy, parse_policy
from errata.core.ports import Clock, Entropy
from errata.core.project import Project
from errata.core.trainer import Trainer
from errata.engine.contents import decode_item, encode_items
from errata.flow.accounts.office import Office
from errata.flow.open_project import change_policy, create_project, find_project, require_project
from errata.flow.relabelled import label_versions, with_labels
from errata.flow.workspace import Workspace
from errata.store import open_store

if TYPE_CHECKING:
    from errata.core.trainer import Model
    from errata.flow.loop import Loop

CODE = ("errata", "numpy", "scipy", "scikit-learn")


def now() -> datetime:
    """The time of day, where no other clock is given."""
    return datetime.now(UTC)


class Site:
    """A store and everything that works on it; the server has one, `open` makes one."""

    def __init__(
        self,
        url: str = "sqlite:///errata.db",
        *,
        files: str | None = None,
        clock: Clock | None = None,
        entropy: Entropy | None = None,
    ) -> None:
        self.store = open_store(url, files=files or os.environ.get("ERRATA_FILES"))
        self.clock: Clock = clock or now
        self.entropy: Entropy = entropy or urandom

    @cached_property
    def accounts(self) -> Office:
        """What the use cases of the accounts work with."""
        from errata.store.passwords import Argon2Passwords

        return Office(
            store=self.store,
            clock=self.clock,
            entropy=self.entropy,
            passwords=Argon2Passwords(),
        )

    def workspace(self, project: Project, *, actor: str = "errata") -> Workspace:
        """What the use cases of a project work with."""
        from errata.engine.dataset_files import ParquetDatasets

        with self.store.snapshot() as view:
            versions = label_versions(view, project.id)
        made = Workspace(
            store=self.store,
            project=project,
            clock=self.clock,
            entropy=self.entropy,
            trainer=_trainer,
            load_model=_load_model,
            codec=ParquetDatasets(),
            encode=encode_items,
            decode=decode_item,
            code_version=_code_version(),
            actor=actor,
        )
        return with_labels(made, versions)

    def create(
        self,
        name: str,
        *,
        kind: str,
        labels: Sequence[str],
        policy: Policy | None = None,
        actor: str = "errata",
    ) -> Workspace:
        """A new project."""
        project = create_project(
            self.store,
            name,
            kind=kind,
            labels=labels,
            policy=policy or Policy(),
            now=self.clock(),
            entropy=self.entropy,
            actor=actor,
        )
        return self.workspace(project, actor=actor)

    def loop(self, ws: Workspace) -> Loop:
        """The Python contract on one project; closing it closes the store."""
        from errata.engine.write_rows import write_rows
        from errata.flow.loop import Loop

        return Loop(self.store, ws, lambda kind, labels: ws, encode_items, write_rows)

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()


def open(  # noqa: A001
    url: str = "sqlite:///errata.db",
    *,
    project: str,
    labels: Sequence[str] | None = None,
    kind: str | None = None,
    policy: Policy | Mapping[str, Any] | None = None,
    create: bool = True,
    files: str | None = None,
    actor: str = "errata",
    clock: Clock | None = None,
    entropy: Entropy | None = None,
    api_key: str | None = None,
    spool: str | None = None,
) -> Loop:
    """Open a project, made on first use.

    `url`: `sqlite:///file`, a file's path, `postgresql://...`, or a server's `http://host:port`:
    the same contract over HTTP, with `api_key` (or ERRATA_API_KEY), where `spool` is the file that
    keeps what is captured while the server is away (or ERRATA_SPOOL). `labels` and `kind` (text,
    image or record) are needed only before the project exists; left out, they come from the first
    data.
    `policy`: the rules, as in `errata.toml`. `files`: the folder for segments and models (or
    ERRATA_FILES; by default beside the SQLite file).

    Raises InputError for labels or a kind that differ from the project's, NotFound when it does
    not exist and `create` is False.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with open(f"{folder}/e.db", project="tickets", kind="text", labels=["a", "b"]) as loop:
    ...         loop.project.labels
    ('a', 'b')
    """
    if url.lower().startswith(("http://", "https://")):
        return _remote(url, project, labels, kind, policy, create, api_key, spool)
    from errata.engine.write_rows import write_rows
    from errata.flow.loop import Loop

    rules = policy if isinstance(policy, Policy) else parse_policy(policy or {})
    site = Site(url, files=files, clock=clock, entropy=entropy)
    store = site.store

    def make(of_kind: str | None, of_labels: Sequence[str] | None) -> Workspace:
        return site.create(
            project,
            kind=kind or of_kind or "",
            labels=labels or of_labels or (),
            policy=rules,
            actor=actor,
        )

    try:
        found = find_project(store, project) if create else require_project(store, project)
        if found is not None:
            here: Workspace | None = site.workspace(found, actor=actor)
            assert here is not None
            _check_same(here.project, labels, kind, others=[found.labels, here.labels.in_use])
            if policy is not None:
                change_policy(
                    store, here.project, rules, now=site.clock(), entropy=site.entropy, actor=actor
                )
        else:
            here = make(None, None) if labels and kind else None
    except BaseException:
        store.close()
        raise
    return Loop(store, here, make, encode_items, write_rows)


def _remote(
    url: str,
    project: str,
    labels: Sequence[str] | None,
    kind: str | None,
    policy: Policy | Mapping[str, Any] | None,
    create: bool,
    api_key: str | None,
    spool: str | None,
) -> Loop:
    """The project on a server; it is made there with the first data, if the key may."""
    from errata.client.facts import Wish
    from errata.client.remote_loop import RemoteLoop
    from errata.engine.write_rows import write_rows

    rules = None
    if policy is not None:
        rules = policy if isinstance(policy, Policy) else parse_policy(policy)
    remote = RemoteLoop(
        url,
        project=project,
        encode=encode_items,
        decode=decode_item,
        write_rows=write_rows,
        api_key=api_key,
        wish=Wish(labels=tuple(map(str, labels)) if labels else None, kind=kind, policy=rules),
        create=create,
        spool=spool,
    )
    try:
        if remote.known is not None:
            _check_same(remote.known, labels, kind)
            if rules is not None and remote.policy != rules:
                remote.change_policy(rules)
    except BaseException:
        remote.close()
        raise
    return cast("Loop", remote)  # another class, the same contract


def _check_same(
    found: Project,
    labels: Sequence[str] | None,
    kind: str | None,
    *,
    others: Sequence[tuple[str, ...]] = (),
) -> None:
    """`others`: the labels under other names, as they were at first and as they are offered."""
    if labels is not None and tuple(map(str, labels)) not in (found.labels, *others):
        raise InputError(
            f"other labels than those of the project {found.name!r}",
            wanted=", ".join(found.labels[:12]) + (" ..." if len(found.labels) > 12 else ""),
            do="leave labels out, or name another project",
        )
    if kind is not None and kind != found.kind:
        raise InputError(f"the kind {kind!r}", wanted=f"{found.kind!r}, the project's")


# What trains is heavy to import, and a server is up before anybody trains.


def _trainer(name: str) -> Trainer:
    from errata.train.trainers import TRAINERS, trainer_for

    auto, _, kind = name.partition(":")
    if auto == "auto":
        return TRAINERS[trainer_for(ItemKind(kind))]
    if name not in TRAINERS:
        raise NotFound(f"no trainer is named {name!r}", wanted="one of " + ", ".join(TRAINERS))
    return TRAINERS[name]


def _load_model(data: bytes) -> Model:
    from errata.train.trainers import load_model

    return load_model(data)


def _code_version() -> str:
    return " ".join(f"{package} {version(package)}" for package in CODE)
