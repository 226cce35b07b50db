"""Where the product remembers: tables, stores and migrations on SQLite and PostgreSQL.

Only this package speaks SQL, and no row leaves it: stores take and return the values of `bot.domain`.
SQLModel declares the tables; the stores write Core statements on them, because the unit of work triples
what a small commit costs and its identity map would answer with what was read before an update.
"""
