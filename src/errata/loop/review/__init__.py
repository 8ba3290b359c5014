"""Review: the order in which people see items, and what they have earned our trust for."""
