"""Weather of a site: EPW files checked, repaired or refused by stated rules, synthetic years, monthly figures."""
