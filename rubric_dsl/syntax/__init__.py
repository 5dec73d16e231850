"""From text to tree and back: the only stage that knows keywords and the grammar."""
