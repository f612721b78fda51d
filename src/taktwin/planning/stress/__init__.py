"""What a supply chain survives: late trucks, suppliers that fall out, another mix, closed roads, more rework."""
