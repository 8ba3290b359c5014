"""The shared mathematics: bounds, intervals, paired tests, control of many tests at once."""
