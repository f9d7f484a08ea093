"""How numbers and texts are laid on paper: stocks, printers, layout, PDF and PNG."""
