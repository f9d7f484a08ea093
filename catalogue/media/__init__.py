"""Photos, clips and papers: what is taken, how it is kept, and what is shown of it."""
