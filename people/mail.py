"""Mail to users, in their language: links for setting a password, and news of what was done to an account."""

from enum import StrEnum

from django.conf import settings
from django.core.mail import EmailMessage

from people.models import User
from people.passwords import link_for


class Occasion(StrEnum):
    """Why somebody is sent a link."""

    INVITED = "invited"
    FORGOTTEN = "forgotten"


class Notice(StrEnum):
    """What was done to an account, of which its owner is told."""

    ADDRESS_CHANGED = "address_changed"
    SECOND_FACTOR_OFF = "second_factor_off"


SUBJECTS = {
    (Occasion.INVITED, "vi"): "Tài khoản HTX của bạn",
    (Occasion.INVITED, "en"): "Your HTX account",
    (Occasion.FORGOTTEN, "vi"): "Đặt lại mật khẩu HTX",
    (Occasion.FORGOTTEN, "en"): "Set a new HTX password",
}
TEXTS = {
    (Occasion.INVITED, "vi"): """Kính gửi {name},

Bạn vừa được mở tài khoản trên hệ thống hàng hóa của hợp tác xã.
Tên đăng nhập: {username}

Hãy đặt mật khẩu tại liên kết dưới đây. Liên kết dùng được một lần, trong 24 giờ:

{link}

Quá hạn? Bấm "Quên mật khẩu" ở trang đăng nhập để nhận liên kết mới.
""",
    (Occasion.INVITED, "en"): """Dear {name},

An account in the cooperatives' goods system has been opened for you.
User name: {username}

Please set your password here. The link works once, within 24 hours:

{link}

Too late? Choose "Forgotten password" on the log-in page and you get a new link.
""",
    (Occasion.FORGOTTEN, "vi"): """Kính gửi {name},

Có người yêu cầu đặt lại mật khẩu cho tài khoản {username}.
Nếu đó là bạn, hãy đặt mật khẩu mới tại đây. Liên kết dùng được một lần, trong 24 giờ:

{link}

Nếu không phải bạn thì không cần làm gì: mật khẩu hiện tại vẫn giữ nguyên.
""",
    (Occasion.FORGOTTEN, "en"): """Dear {name},

Somebody asked to set a new password for the account {username}.
If it was you, do so here. The link works once, within 24 hours:

{link}

If it was not you, there is nothing to do: your password stays as it is.
""",
}
NOTICE_SUBJECTS = {
    (Notice.ADDRESS_CHANGED, "vi"): "Địa chỉ thư của tài khoản HTX đã thay đổi",
    (Notice.ADDRESS_CHANGED, "en"): "The mail address of your HTX account was changed",
    (Notice.SECOND_FACTOR_OFF, "vi"): "Xác thực hai lớp của tài khoản HTX đã tắt",
    (Notice.SECOND_FACTOR_OFF, "en"): "The second factor of your HTX account was turned off",
}
# The new address is not told: the old one may have been somebody else's.
NOTICE_TEXTS = {
    (Notice.ADDRESS_CHANGED, "vi"): """Kính gửi {name},

Liên minh đã đổi địa chỉ thư của tài khoản {username}.
Từ nay liên kết đặt mật khẩu được gửi đến địa chỉ mới.

Nếu bạn không yêu cầu việc này, hãy báo ngay cho Liên minh.
""",
    (Notice.ADDRESS_CHANGED, "en"): """Dear {name},

The Alliance changed the mail address of the account {username}.
From now on links for setting a password go to the new address.

If you did not ask for this, tell the Alliance at once.
""",
    (Notice.SECOND_FACTOR_OFF, "vi"): """Kính gửi {name},

Liên minh đã tắt xác thực hai lớp của tài khoản {username}.
Từ nay chỉ cần mật khẩu là vào được. Hãy bật lại ở trang Tài khoản.

Nếu bạn không yêu cầu việc này, hãy đổi mật khẩu và báo ngay cho Liên minh.
""",
    (Notice.SECOND_FACTOR_OFF, "en"): """Dear {name},

The Alliance turned off the second factor of the account {username}.
From now on the password alone opens it. Please turn it on again on your account page.

If you did not ask for this, change your password and tell the Alliance at once.
""",
}


def mail_link(user: User, occasion: Occasion) -> None:
    """Send ``user`` a link for setting a password. Raises what the mail server makes of it."""
    kind = (occasion, _language_of(user))
    text = TEXTS[kind].format(name=user.name or user.username, username=user.username, link=link_for(user))
    EmailMessage(SUBJECTS[kind], text, settings.DEFAULT_FROM_EMAIL, [user.email]).send()


def send_notice(user: User, notice: Notice, address: str) -> None:
    """Tell ``user`` at ``address``, which may be a former one. Raises what the mail server makes of it."""
    kind = (notice, _language_of(user))
    text = NOTICE_TEXTS[kind].format(name=user.name or user.username, username=user.username)
    EmailMessage(NOTICE_SUBJECTS[kind], text, settings.DEFAULT_FROM_EMAIL, [address]).send()


def _language_of(user: User) -> str:
    return "vi" if user.language == "vi" else "en"
