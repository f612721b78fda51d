"""Problems with a proven optimum that the planner is made of: location, expansion, recourse, flows, lots."""
