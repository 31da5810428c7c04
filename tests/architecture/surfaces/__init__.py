"""The access test's parts: a library of every audience, the surfaces that exist, and what is seen on each."""
