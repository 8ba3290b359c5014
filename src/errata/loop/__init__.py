"""The verbs of the loop, pure functions over arrays, top to bottom the product."""
