"""Carbon and compliance of a site: dated emission factors, scope 2, standard coal, fuels, solvents, hazardous waste."""
