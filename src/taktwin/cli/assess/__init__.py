"""`taktwin assess`."""
