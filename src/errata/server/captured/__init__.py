"""What calling systems send to be captured: JSON, NDJSON and Arrow, read straight to columns."""
