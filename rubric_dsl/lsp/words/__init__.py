"""What the words of the language mean, for those who write in it."""
