"""How often health indicators cry wolf, and what they find: real tables replayed as months of use, in order and spoilt."""
