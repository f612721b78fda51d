"""What a site has besides its machines: air, light, utilities, sun, battery, prices, emission factors."""
