"""What people see without an account: the public pages of products, cooperatives and logistic units."""
