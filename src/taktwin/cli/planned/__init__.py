"""What the planning commands have in common: shares on the command line, and model files with the plan."""
