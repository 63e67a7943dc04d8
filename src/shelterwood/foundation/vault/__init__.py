"""Keys and sealed fields: root key, organization key, group key, field.

A *group* is one record with everything written on it, and its key belongs to one organization, so that an
agency's part of a story stays under the agency's key. The root key lies in a file outside the database; the database
holds only wrapped keys and AES-256-GCM ciphertext, each bound to its place by additional data.
Sources: NIST SP 800-38D (GCM), RFC 3394 (key wrap).
"""
