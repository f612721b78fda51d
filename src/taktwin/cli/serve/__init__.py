"""`taktwin serve`: the page, and the forms of commands that it shows."""
