"""The editors' pages inside the Django admin that belong to no single noun."""
