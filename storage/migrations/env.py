"""Run by Alembic for every migration, on the connection and in the transaction of `storage.migrate`."""

from alembic import context

from storage.rows import Row

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Row.metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
