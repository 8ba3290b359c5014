"""errata demo: one turn of the loop after another on real data, with nothing left out."""
