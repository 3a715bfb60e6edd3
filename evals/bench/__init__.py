"""Benchmarks: each module is one command that prints what it measured (`python -m evals.bench.throughput`)."""
