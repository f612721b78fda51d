"""`taktwin cluster`: many plants and suppliers over years."""
