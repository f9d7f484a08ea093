"""Users, their memberships, their tokens, and the secret keys of cooperatives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from catalogue.history import record_history
from catalogue.models import Cooperative

if TYPE_CHECKING:
    import datetime

USERNAME = r"^[a-z0-9][a-z0-9._@+-]{1,149}$"
# The moment, and the same password hashed anew when the hasher has become stronger.
WRITTEN_BY_LOG_IN = frozenset({"last_login", "password"})


class Grant(models.TextChoices):
    """What a secret key may do. People have all of it within their cooperatives."""

    CATALOGUE_READ = "catalogue:read", "Xem hàng hóa"
    CATALOGUE_WRITE = "catalogue:write", "Sửa hàng hóa"
    GTIN_ASSIGN = "gtin:assign", "Cấp mã GTIN"
    LABELS_PRINT = "labels:print", "In nhãn"
    STOCK_WRITE = "stock:write", "Ghi kho"
    ORDERS_READ = "orders:read", "Xem đơn hàng"
    ORDERS_WRITE = "orders:write", "Xử lý đơn hàng"
    REFUNDS_WRITE = "refunds:write", "Hoàn tiền"
    WEBHOOKS_MANAGE = "webhooks:manage", "Quản lý webhook"


class UserQuerySet(models.QuerySet["User"]):
    """Rules about many users."""

    def who_can_come_in(self) -> UserQuerySet:
        """Return those who are active and have set a password; who was invited and never came is none."""
        return self.filter(is_active=True).exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)


class UserManager(BaseUserManager["User"]):
    """Makes users; names are kept in small letters, so that nobody is locked out by a capital."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> User:
        """Return a new user; without a password nobody can log in as them until it is set by mail."""
        email = self.normalize_email(fields.pop("email", ""))
        user = self.model(username=username.lower(), email=email, **fields)
        user.set_password(password)
        user.full_clean(exclude={"password"})
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> User:
        """Return a new officer of the Alliance (``manage.py createsuperuser``)."""
        return self.create_user(username, password, is_alliance=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        """Return the user of this name in any case."""
        return self.get(username=(username or "").lower())


class User(AbstractBaseUser):
    """A person who logs in: staff of cooperatives by their memberships, or an officer of the Alliance."""

    username = models.CharField(
        "tên đăng nhập", max_length=150, unique=True, validators=[RegexValidator(USERNAME)]
    )
    name = models.CharField("họ tên", max_length=150, blank=True)
    email = models.EmailField("thư điện tử", blank=True)
    language = models.CharField(
        "ngôn ngữ", max_length=2, choices=[("vi", "Tiếng Việt"), ("en", "English")], default="vi"
    )
    is_alliance = models.BooleanField(
        "cán bộ Liên minh", default=False, help_text="Sees every cooperative, approves goods."
    )
    is_active = models.BooleanField("đang dùng", default=True)
    password_changed_at = models.DateTimeField("đổi mật khẩu lúc", null=True, blank=True, editable=False)
    password_mailed_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When a link was last sent: not too often."
    )
    second_factor_since = models.DateTimeField("xác thực hai lớp từ", null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager.from_queryset(UserQuerySet)()
    history = record_history(leave_out=["password", "last_login", "password_mailed_at"])

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["email"]

    class Meta:
        verbose_name = "người dùng"
        verbose_name_plural = "người dùng"
        constraints = [
            models.CheckConstraint(name="user_name_shape", condition=Q(username__regex=USERNAME)),
        ]

    def __str__(self) -> str:
        return self.name or self.username

    def save(self, **options: Any) -> None:
        """Write the row. What a log-in alone writes leaves no record of a change."""
        written = options.get("update_fields")
        if written is None or not set(written) <= WRITTEN_BY_LOG_IN:
            super().save(**options)
            return
        self.skip_history_when_saving = True  # simple-history asks for this name
        try:
            super().save(**options)
        finally:
            del self.skip_history_when_saving

    @property
    def can_come_in(self) -> bool:
        """Whether the account is active and has a password."""
        return self.is_active and self.has_usable_password()

    @property
    def is_staff(self) -> bool:
        """Whether the staff desk opens; what is seen there follows from the scope."""
        return self.is_active

    def has_perm(self, permission: str, row: object = None) -> bool:  # noqa: ARG002 - Django's signature
        """Return whether the user is active; the pages ask the scope, which knows rows."""
        return self.is_active

    def has_module_perms(self, app_label: str) -> bool:  # noqa: ARG002 - Django's signature
        """Return whether the user is active."""
        return self.is_active


class Role(models.TextChoices):
    """What a member is in a cooperative. An owner also gives out keys and places."""

    OWNER = "owner", "Chủ quản"
    STAFF = "staff", "Nhân viên"


class Membership(models.Model):
    """A user's place in one cooperative."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    cooperative = models.ForeignKey(Cooperative, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices)
    created_at = models.DateTimeField(auto_now_add=True)

    history = record_history()

    class Meta:
        verbose_name = "thành viên"
        verbose_name_plural = "thành viên"
        constraints = [
            models.UniqueConstraint(name="membership_once", fields=["user", "cooperative"]),
            models.CheckConstraint(name="membership_role", condition=Q(role__in=Role.values)),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.cooperative}"


class SecretQuerySet(models.QuerySet[Any]):
    """Rules about many tokens or keys."""

    def usable(self, now: datetime.datetime | None = None) -> SecretQuerySet:
        """Return those that are neither revoked nor expired."""
        now = now or timezone.now()
        return self.filter(Q(expires_at__isnull=True) | Q(expires_at__gt=now), revoked_at__isnull=True)


class Secret(models.Model):
    """What tokens and keys have in common. The secret itself is not kept, only its digest."""

    name = models.CharField("tên", max_length=100, help_text="What it is for.")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    shown = models.CharField("bắt đầu bằng", max_length=10, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField("hết hạn", null=True, blank=True)
    revoked_at = models.DateTimeField("thu hồi lúc", null=True, blank=True)
    last_used_on = models.DateField("dùng lần cuối", null=True, blank=True, help_text="To the day.")

    objects = SecretQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.name} ({self.shown}…)"


class AccessToken(Secret):
    """A token by which a program acts for a user, with the user's own rights."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")

    history = record_history(leave_out=["digest", "last_used_on"])

    class Meta:
        verbose_name = "mã truy cập"
        verbose_name_plural = "mã truy cập"
        constraints = [
            models.CheckConstraint(
                name="access_token_expires_later",
                condition=Q(expires_at__isnull=True) | Q(expires_at__gt=F("created_at")),
            )
        ]


class SecretKey(Secret):
    """A key by which a server acts for one cooperative, within its grants."""

    cooperative = models.ForeignKey(Cooperative, on_delete=models.PROTECT, related_name="secret_keys")
    grants = models.JSONField("quyền", default=list, help_text="A list of grants such as catalogue:read.")
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    history = record_history(leave_out=["digest", "last_used_on"])

    class Meta:
        verbose_name = "khóa bí mật"
        verbose_name_plural = "khóa bí mật"
        constraints = [
            models.CheckConstraint(
                name="secret_key_expires_later",
                condition=Q(expires_at__isnull=True) | Q(expires_at__gt=F("created_at")),
            )
        ]


class SentForm(models.Model):
    """A form that has had its effect, and where it led: sent again, it leads there once more."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    mark = models.CharField(max_length=64)
    outcome = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="sent_form_once", fields=["user", "mark"])]

    def __str__(self) -> str:
        return self.outcome
