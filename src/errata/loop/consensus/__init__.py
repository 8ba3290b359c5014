"""Consensus: many reviewers' answers become one agreed label, with its posterior."""
