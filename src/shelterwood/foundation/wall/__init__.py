"""The second wall: PostgreSQL itself shows a protected row only to those whom the statement says it acts for.

The first wall is the disclosure gate, which decides every reading field by field. This one stands behind it and is
coarse: it keeps rows of other organizations from a statement that forgot to ask. Each transaction says who acts, for
which organization and why (`context`); the policies that read it are made from one table of the project (`build`); the
site connects as a role that can neither change a table nor a policy (`roles`). SQLite has no such wall.
Terms: row-level security, owner and role as PostgreSQL uses them.
"""
