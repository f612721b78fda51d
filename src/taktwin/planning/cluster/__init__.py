"""The cluster: many plants and suppliers over years: what to build when, which targets will be met, what stops it."""
