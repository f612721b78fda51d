"""Asset administration shells (IEC 63278) with submodels of the IDTA, as JSON or .aasx."""
