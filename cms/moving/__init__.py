"""Moving a whole site: out into a folder that anybody can read, and in again. `docs/export.md` tells its form."""
