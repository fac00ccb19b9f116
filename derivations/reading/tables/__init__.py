"""Tables, evaluation traces, and arrows that map shapes or sequences."""
