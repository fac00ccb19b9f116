"""What the normal form does not handle."""


class Unsupported(ValueError):
    """The normal form does not handle this; the message says what."""
