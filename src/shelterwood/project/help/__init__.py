"""Help for whoever stands in front of a page, one printable page for each role, and whom to call when locked out.

The texts are files of docs/help: plain Markdown with a head that names the pages a topic explains. Everybody may read them,
signed in or not: who cannot sign in needs them most.
"""
