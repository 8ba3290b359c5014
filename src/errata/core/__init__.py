"""The nouns of Errata: frozen values, identifiers, events, errors and ports.

This layer knows the standard library and numpy, nothing else: no SQL, no HTTP, no clock, no
global randomness.
"""
