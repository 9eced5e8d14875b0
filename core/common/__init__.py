"""What every other district speaks with: errors, findings, words, progress, the values of single cells, and the finder of variants.

It uses the standard library and Babel alone: no file, no database, no pandas, nothing of ours outside itself.
Begin with `errors` and `finding`; then `parsing`, which reads one value as an owner would write it.
"""
