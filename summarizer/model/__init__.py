"""Reaching a language model: the client, its transport, and the embedded model."""
