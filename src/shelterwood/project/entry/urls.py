from django.urls import path

from shelterwood.project.entry import account, enrolling, locking, organizations, providers, signing

urlpatterns = [
    path("sign-in", signing.sign_in, name="sign-in"),
    path("sign-in/code", signing.sign_in_with_code, name="sign-in-code"),
    path("sign-in/passkey", signing.sign_in_with_passkey, name="sign-in-passkey"),
    path("sign-in/mail", signing.mail_code, name="sign-in-mail"),
    path("sign-in/second", signing.second, name="sign-in-second"),
    path("sign-in/organization/<uuid:provider>", organizations.go, name="organization-sign-in"),
    path("sign-in/organization/back", organizations.back, name="organization-back"),
    path("region/sign-in", providers.providers, name="region-sign-in"),
    path("region/sign-in/<uuid:provider>", providers.provider, name="region-sign-in-of"),
    path("account", account.account, name="account"),
    path("account/key", enrolling.first_key, name="first-key"),
    path("account/recovery-codes", enrolling.first_codes, name="first-codes"),
    path("account/passkeys/<uuid:key>/remove", account.remove_passkey, name="passkey-remove"),
    path("account/authenticator/remove", account.remove_authenticator, name="authenticator-remove"),
    path("account/language", account.choose_language, name="account-language"),
    path("account/hours", account.choose_hours, name="account-hours"),
    path("account/sessions/<uuid:session>/end", account.end_session, name="session-end"),
    path("account/sessions/end", account.end_sessions, name="sessions-end"),
    path("still-here", locking.still_here, name="still-here"),
    path("lock", locking.lock, name="lock"),
    path("locked", locking.locked, name="locked"),
]
