"""Why, why not, what if: what would have to be otherwise for a unit to get other points or another grade."""
