"""The blueprint that the pages of labels hang on."""

from flask import Blueprint

blueprint = Blueprint("labels", __name__)
