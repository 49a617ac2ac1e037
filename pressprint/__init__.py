"""pressprint typesets press releases."""
