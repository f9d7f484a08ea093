"""The staff pages: what people of cooperatives and of the Alliance do every day, on phones and old PCs."""
