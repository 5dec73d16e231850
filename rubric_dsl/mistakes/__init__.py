"""What a line that cannot be read was meant to be: said with the line as it should be."""
