"""What is sold: goods, their numbers, bars, labels and listings. Knows no HTTP and no cart."""
