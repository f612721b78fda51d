"""Who may do what: host and origin of a request, tokens and the header of a proxy, roles, sizes, headers, and the audit."""
