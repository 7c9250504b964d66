"""The extensions, unbound; create_app() binds them."""

from typing import TYPE_CHECKING

from flask_babel import Babel
from flask_login import LoginManager
from flask_sqlalchemy import SQLAlchemy

from app.kit.model import Base

db = SQLAlchemy(model_class=Base)
login_manager = LoginManager()
babel = Babel()

if TYPE_CHECKING:

    class Model(Base):
        __abstract__ = True
else:
    Model = db.Model
