"""A cohort: who is ranked, who gets which grade, and a certificate of how it came out."""
