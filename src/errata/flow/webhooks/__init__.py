"""Webhooks: telling the calling system what was decided, signed and until it answers."""
