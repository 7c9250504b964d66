"""Pictures that people send: made anew in a limited process, kept as files, shown with the posts that use them."""
