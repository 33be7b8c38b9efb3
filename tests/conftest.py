"""How hypothesis looks for counterexamples in all tests."""

from hypothesis import settings

# The same examples at every run, and no verdict on how busy the machine is.
settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")
