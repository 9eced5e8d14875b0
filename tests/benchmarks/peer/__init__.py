"""What runs in the peers' own environments (tests/benchmarks/peers.py): nothing of Plainwell is imported here."""
