"""What was shown before it is written goes to the browser and comes back sealed.

The server keeps nothing: what somebody looked at returns with his confirmation, unaltered, from
him, within the hour; anything else is refused.
"""

from typing import Any

from django.core import signing

from procuracy.web.errors import Refused

KEPT_SECONDS = 60 * 60

GONE = (
    "Bản xem trước đã quá một giờ, đã bị thay đổi hoặc không phải của tài khoản này: "
    "tải tệp lên và xem lại trước khi ghi."
)


def seal(what: Any, *, purpose: str, owner: int) -> str:
    """`what` as JSON can hold it; `owner`: the key of the account it was shown to."""
    return signing.dumps(what, salt=f"{purpose}:{owner}", compress=True)


def unseal(text: str, *, purpose: str, owner: int) -> Any:
    try:
        return signing.loads(text, salt=f"{purpose}:{owner}", max_age=KEPT_SECONDS)
    except (signing.BadSignature, ValueError) as error:  # SignatureExpired is one of them
        raise Refused(GONE) from error
