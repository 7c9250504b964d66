"""Where the pages of notifications are hung up."""

from flask import Blueprint

blueprint = Blueprint("notifications", __name__)
