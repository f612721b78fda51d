"""What happened in a run, as the documents that partners read: events of EPCIS, documents of Catena-X."""
