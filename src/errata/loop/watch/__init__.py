"""Watch: whether the world has changed since the model was trained."""
