#!/usr/bin/env python
"""Django's command line. `manage.py help` lists what there is."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.exit("manage.py: Django is not installed here. Run it with .venv/bin/python, which `make run` makes.")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
