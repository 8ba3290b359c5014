"""The review room over HTTP: the API, the web app and the documentation."""
