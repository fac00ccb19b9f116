"""Writers: one file a format, each a function of the one Report."""
