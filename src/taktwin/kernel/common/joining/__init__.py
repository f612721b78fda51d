"""Jobs that become part of others: which are lacking, which belong to one alone, and how they are taken."""
