"""What an e-mail address looks like. Whether it is somebody's is proven by a mail alone."""

from email_validator import EmailNotValidError, validate_email

from app.kit.errors import Invalid
from app.kit.texts import N_

ADDRESS_MAX = 254


def clean_address(raw: str) -> str:
    """The address as it is kept, or Invalid on the field `email`. The network is not asked."""
    try:
        if len(raw) > ADDRESS_MAX:
            raise EmailNotValidError
        return validate_email(raw.strip(), check_deliverability=False, allow_smtputf8=False).normalized
    except EmailNotValidError:
        raise Invalid(N_("This is not an e-mail address. It looks like name@example.com."), field="email") from None
