"""Review: hand out a task, take the answer, and see what the answers add up to."""
