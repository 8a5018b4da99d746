"""Many new rows at once, of tables whose ids nobody asks for.

`bulk_create` makes an object of every row and a statement of every few dozen; an archive's import spent a fifth of its
time there. Here what a column needs is settled once, and the rows go to the database as they are: by COPY into
PostgreSQL, by one prepared statement into SQLite. No signals, no `save`, no defaults: a row says all its columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connections, models

# Of these the driver takes the value as the column keeps it.
_AS_THEY_ARE = frozenset(
    {
        *("AutoField", "BigAutoField", "IntegerField", "BigIntegerField", "PositiveIntegerField"),
        *("PositiveSmallIntegerField", "BooleanField", "CharField", "TextField"),
    }
)
Prepare = Callable[[Any], Any]


def insert(model: type[models.Model], rows: Iterable[NamedTuple], *, skips_taken: bool = False) -> None:
    """Insert rows, whose fields are named after the model's columns (`article_id`, not `article`).

    Every column must be there but an id that the database counts itself. `skips_taken` leaves out each row whose key
    is taken already, by a row of the table or one before it. Raises IntegrityError as `save` does, TypeError for rows
    that do not fit the model.
    """
    rows = list(rows)
    if not rows:
        return
    connection = connections[DEFAULT_DB_ALIAS]
    fields = _fields(model, rows[0]._fields)
    told = _prepared(rows, [(place, prepare) for place, field in enumerate(fields)
                            if (prepare := _preparation(field, connection))])  # fmt: skip
    table = connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and not skips_taken:
            with connection.wrap_database_errors, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in told:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(fields))
        ending = " ON CONFLICT DO NOTHING" if skips_taken else ""
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks}){ending}", told)


def _fields(model: type[models.Model], names: tuple[str, ...]) -> list[models.Field]:
    known = {field.attname: field for field in model._meta.concrete_fields}
    missing = {name for name, field in known.items() if not isinstance(field, models.AutoField)} - set(names)
    if missing or not known.keys() >= set(names):
        differing = sorted(missing | set(names) - known.keys())
        raise TypeError(f"rows for {model.__name__} do not fit its columns: {', '.join(differing)}")
    return [known[name] for name in names]


def _preparation(field: models.Field, connection: Any) -> Prepare | None:
    """Return what makes a value one that the driver takes; None where it is one already."""
    kind = (field.target_field if field.is_relation else field).get_internal_type()
    if kind in _AS_THEY_ARE:
        return None
    if kind == "DateTimeField":
        return connection.ops.adapt_datetimefield_value
    return lambda value: field.get_db_prep_save(value, connection)


def _prepared(rows: Iterable[NamedTuple], wanted: Sequence[tuple[int, Prepare]]) -> Iterable[Sequence[Any]]:
    for row in rows:
        values = list(row)
        for place, prepare in wanted:
            if values[place] is not None:
                values[place] = prepare(values[place])
        yield values
