"""The inference rules, by what they are about; importing a module registers its rules."""
