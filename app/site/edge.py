"""Binds the web to the product: sessions, languages, limits, errors, headers, kept pages."""

import secrets

from flask import Flask, g
from flask_babel import get_babel
from flask_login import current_user
from flask_wtf.csrf import generate_csrf
from werkzeug.middleware.proxy_fix import ProxyFix

from app.accounts.actors import Guest
from app.accounts.browsers import signed_in_user
from app.extensions import babel, db, login_manager
from app.kit import texts
from app.site import errors, frame, headers, language, limits
from app.site.language import FeatureDomain, choose_locale
from app.site.pagecache import GuestPages
from app.site.saying import say
from app.site.sessions import Sessions


def bind(app: Flask) -> None:
    app.extensions["kept"] = {}
    app.session_interface = Sessions()
    login_manager.init_app(app)
    login_manager.session_protection = None
    login_manager.anonymous_user = Guest
    login_manager.user_loader(signed_in_user)

    babel.init_app(
        app,
        default_locale=app.config["DEFAULT_LANGUAGE"],
        default_timezone=app.config["TIME_ZONE"],
        locale_selector=lambda: choose_locale(app.config["DEFAULT_LANGUAGE"]),
        timezone_selector=lambda: current_user.time_zone if current_user else None,
    )
    with app.app_context():
        get_babel().instance.domain_instance = FeatureDomain()
    language.bind(app)
    texts.translate_with(say)

    limits.bind(app)

    app.context_processor(frame.values)
    app.jinja_env.globals["csrf_token"] = _form_token
    app.jinja_env.globals["once_token"] = lambda: secrets.token_urlsafe(16)
    errors.bind(app)
    _keep_guest_pages(app)
    app.after_request(headers.secure)
    if hops := app.config["TRUSTED_PROXIES"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]

    @app.teardown_appcontext
    def _forget(_error: BaseException | None) -> None:
        g.pop("_login_user", None)


def _form_token() -> str:
    """Each of the forms of a page asks for it."""
    return vars(g._get_current_object()).get("csrf_token") or generate_csrf()


def _keep_guest_pages(app: Flask) -> None:
    """What is asked for first is done last after a request: pages are kept with all that is put on them later."""
    with app.app_context():
        pages = GuestPages(app, db.engine)
    app.extensions["guest_pages"] = pages
    app.wsgi_app = pages  # type: ignore[method-assign, assignment]
    app.after_request(pages.keep)
