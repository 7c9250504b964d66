"""The application object for a WSGI server."""

import os

from app import create_app

os.umask(0o077)
"""Before anything is written: the database of one file, mails that wait, and pictures hold what is private."""

app = create_app()
