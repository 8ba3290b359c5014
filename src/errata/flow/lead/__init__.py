"""What leads look at: reads of one snapshot each; nothing here writes."""
