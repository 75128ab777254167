"""The door for the application server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from procuracy.web.stack import with_room

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "procuracy.settings")

application = with_room(get_wsgi_application())

# What is loaded stays: looking through it for cycles again and again took a quarter of the time of
# a board, whose thousands of cells are all needed until they are printed.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
