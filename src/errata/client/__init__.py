"""Client: the Python contract over HTTP, with a spool on disk for when the server is away."""
