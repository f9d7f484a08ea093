"""The addresses of people and credentials under ``/api/v1/seller/``."""

from django.urls import path

from api.seller import account, histories, members, second_factor, secret_keys, session, tokens

urlpatterns = [
    path("session", session.Session.as_view()),
    path("account/history", histories.AccountHistory.as_view(people_only=True)),
    path("password", account.Password.as_view()),
    path("password-reset", account.ForgottenPassword.as_view()),
    path("password-reset/confirm", account.PasswordReset.as_view()),
    path("totp", second_factor.SecondFactor.as_view()),
    path("totp/confirm", second_factor.SecondFactorConfirmation.as_view()),
    path("tokens", tokens.Tokens.as_view()),
    path("tokens/<key:key>", tokens.OneToken.as_view()),
    path("secret-keys", secret_keys.SecretKeys.as_view()),
    path("secret-keys/<key:key>", secret_keys.OneSecretKey.as_view()),
    path("members", members.Members.as_view()),
    path("members/<key:key>", members.OneMember.as_view()),
]
