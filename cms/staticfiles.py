"""How static files are named and served."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Hashed, compressed names after `collectstatic`; the plain name for a file that was never collected.

    So a clone works with nothing but `migrate` and `runserver`.
    """

    # Our scripts are modules that name each other by relative paths.
    support_js_module_import_aggregation = True
    # Each pass settles one more step of a chain of modules that ask for each other.
    max_post_process_passes = 20

    def stored_name(self, name: str) -> str:
        return self.hashed_files.get(self.hash_key(self.clean_name(name)), name)
