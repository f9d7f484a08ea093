"""How symbols and texts are laid on paper."""
