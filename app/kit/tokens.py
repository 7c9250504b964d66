"""Links that prove who follows them: signed, for one purpose, for a limited time."""

import hashlib
import secrets
from typing import Any

from itsdangerous import BadSignature, SignatureExpired, TimestampSigner, URLSafeTimedSerializer

from app.kit.clock import now


class _Signer(TimestampSigner):
    """Tells the time by the product's clock, like everything else that expires."""

    def get_timestamp(self) -> int:
        return int(now().timestamp())


def sign(secret: str, purpose: str, value: Any) -> str:
    return URLSafeTimedSerializer(secret, salt=purpose, signer=_Signer).dumps(value)


def read(secrets_: list[str], purpose: str, token: str, max_age: int) -> Any | None:
    """The value, or None if the token is forged, for another purpose, or older than `max_age` seconds."""
    try:
        return URLSafeTimedSerializer(secrets_, salt=purpose, signer=_Signer).loads(token, max_age=max_age)
    except (BadSignature, SignatureExpired):
        return None


def random_reference() -> str:
    """A name for a private thing that nobody can guess or count: 26 letters and digits, 128 bits."""
    return secrets.token_hex(13)


def digest(token: str) -> str:
    """How a secret is kept: whoever reads the table cannot use it."""
    return hashlib.sha256(token.encode()).hexdigest()
