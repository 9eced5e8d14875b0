"""Where things lie and how they are kept safe: settings, keys, the database, files by content, jobs, the audit log, backups.

It uses SQLite, sqlite-utils and cryptography, and knows no table, model or answer: each concept above owns its own rows.
Begin with `workspace`, which opens all of it; then `store` and `vault`.
"""
