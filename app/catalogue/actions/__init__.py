"""Every change to the brand and the catalogue. Each raises the version of all pages, since all may show it."""
