"""GS1 Digital Link: from what a phone reads on a label to the page of the goods."""
