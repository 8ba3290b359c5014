"""The watch: looks at production for ever, raises alarms and ends certificates."""
