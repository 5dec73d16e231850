"""Results told: the trace as data, the certificate in words."""
