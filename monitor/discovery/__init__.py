"""Discovery: from any address of an outlet to the ways in which it can be monitored."""
