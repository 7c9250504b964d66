"""Questions, answers, comments, votes, acceptances, subscriptions."""
