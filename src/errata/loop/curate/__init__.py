"""Curate: agreed truth becomes the next training set, and nothing else gets in."""
