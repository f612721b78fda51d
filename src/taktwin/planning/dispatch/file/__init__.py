"""Files of a dispatch: YAML of site, tariff and battery, with the series as columns of a table beside it."""
