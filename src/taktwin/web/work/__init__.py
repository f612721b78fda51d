"""What the page works on: models, forms of commands, jobs that run them, and what they found."""
