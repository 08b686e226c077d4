"""A district moves from SQLite to PostgreSQL: `console` is the command, `rows` what PostgreSQL gets to read."""
