"""What made a result: version, seed, options and data, so that a figure in a report can be made again."""

from importlib.metadata import PackageNotFoundError, version

PACKAGE = "shelterwood-methods"


def package_version() -> str:
    """The installed version, or a word where the package runs from its sources."""
    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return "0.1.0+source"
