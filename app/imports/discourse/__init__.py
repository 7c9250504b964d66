"""Discourse forums: topics as JSON, one a line, their posts as the HTML that Discourse had made of them."""
