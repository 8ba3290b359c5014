"""Trainers: text, images and records to models, with scikit-learn."""
