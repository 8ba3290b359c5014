"""Reading what users have: files of labelled items, a model's past, images, huge pools."""
