"""Understanding what a reader typed: pure functions that know no engine and no database."""
