"""The parts of the crawl over the admin: two schools, every address, every parameter that a view asks for."""
