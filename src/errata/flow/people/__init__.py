"""People: what reviewers can do, how they are doing, and what measures them."""
