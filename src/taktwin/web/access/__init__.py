"""Who may do what: host and origin of a request, tokens, the header of a proxy, roles, sizes, and the audit."""
