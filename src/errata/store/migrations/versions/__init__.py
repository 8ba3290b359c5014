"""One migration a file; a migration is never edited once released."""
