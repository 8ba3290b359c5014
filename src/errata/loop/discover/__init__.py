"""Discover: which of the many unlabelled predictions are worth a review."""
