"""Room: what one server process has: its site, its settings, who gets in, and who is waiting."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from errata.flow.open_project import find_project
from errata.flow.relabelled import label_versions, labels_of, with_labels
from errata.server.news import News
from errata.server.settings import ServerSettings

if TYPE_CHECKING:
    from errata.flow.workspace import Workspace
    from errata.server.auth import Gate
    from errata.wire import Site


class Room:
    """The review room; routes reach it through `errata.server.depend`."""

    def __init__(self, site: Site, *, settings: ServerSettings, gate: Gate) -> None:
        self.site, self.settings, self.gate = site, settings, gate
        self.news = News()
        self.kept: dict[str, Any] = {}  # what a noun's routes keep for the life of the process
        self._workspaces: dict[str, Workspace] = {}
        self._guard = threading.Lock()

    def known(self, project: str) -> Workspace | None:
        """The project's workspace if it was asked for before; reads nothing."""
        return self._workspaces.get(project)

    def workspace(self, project: str) -> Workspace | None:
        """The project's workspace, or None where there is none.

        A project's policy is read at each use and its labels when they change, so it is kept.
        """
        kept = self._workspaces.get(project)
        if kept is not None:
            return kept
        found = find_project(self.site.store, project)
        if found is None:
            return None
        with self._guard:
            if project not in self._workspaces:
                workspace = self.site.workspace(found)
                _ = workspace.mint  # one line of identifiers, made before anybody acts with it
                self._workspaces[project] = workspace
            return self._workspaces[project]

    def relabel(self) -> None:
        """Have every workspace that is kept read by the newest version of its labels."""
        for name, kept in list(self._workspaces.items()):
            with self.site.store.snapshot() as view:
                versions = label_versions(view, kept.project.id)
            if versions and labels_of(versions) != kept.labels:
                with self._guard:
                    self._workspaces[name] = with_labels(kept, versions)
