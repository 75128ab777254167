#!/usr/bin/env python
"""Run one of the project's commands; `./dev` is the friendlier door."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "procuracy.settings")
    from django.core.management import execute_from_command_line

    from procuracy.web.history.context import record_command
    from procuracy.web.stack import with_room

    with record_command(sys.argv):
        with_room(execute_from_command_line)(sys.argv)


if __name__ == "__main__":
    main()
