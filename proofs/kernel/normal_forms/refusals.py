"""What the normal form does not handle."""


class Unsupported(ValueError):
    """The normal form does not handle this; the message says what."""


class TooLarge(Unsupported):
    """A bound on size or time is met; the message names it."""
