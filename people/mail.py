"""Mail to users: links for setting a password, in the user's language."""

from enum import StrEnum

from django.conf import settings
from django.core.mail import EmailMessage

from people.models import User
from people.passwords import link_for


class Occasion(StrEnum):
    """Why somebody is sent a link."""

    INVITED = "invited"
    FORGOTTEN = "forgotten"


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


def mail_link(user: User, occasion: Occasion) -> None:
    """Send ``user`` a link for setting a password. Raises what the mail server makes of it."""
    kind = (occasion, "vi" if user.language == "vi" else "en")
    text = TEXTS[kind].format(name=user.name or user.username, username=user.username, link=link_for(user))
    EmailMessage(SUBJECTS[kind], text, settings.DEFAULT_FROM_EMAIL, [user.email]).send()
