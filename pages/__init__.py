"""What people see without an account: the public pages of products and cooperatives."""
