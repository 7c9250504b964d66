// A table wider than the screen can be scrolled from the keyboard too.
{
  for (const table of document.querySelectorAll(".body table")) if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
}
