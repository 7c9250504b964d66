// One-letter keys, for those who like them: "/" search, "?" the list, and whatever a page marks with data-key.
// A person can switch them off (data-keys="off" on the page), as speech input may press them by accident.
{
  const typing = (node) => node.closest("input, textarea, select, [contenteditable], dialog[open]");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    if (document.body.dataset.keys === "off") return;
    if (event.key === "?") return document.getElementById("keys")?.showModal();
    if (event.key.length !== 1) return;
    const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!target) return;
    event.preventDefault();
    if (target.matches("input, textarea, select")) target.focus();
    else target.click();
  });
}
