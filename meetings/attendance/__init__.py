"""Who is in the hall and at each site: marking, seats, presence, the queue of speakers."""
