"""How somebody proves who they are: passkeys, codes of an authenticator app, recovery codes, and what an open session is.

There are no passwords. Words and thresholds are those of NIST SP 800-63B-4: a passkey with user verification is two factors in one;
a code on paper or by mail is one, and needs a second.
"""
