"""What people see without an account: the public page of a product."""
