// "Link" copies the address of the post; without a script, or where copying is refused, it leads there.
{
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-share]");
    if (!link || !navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    navigator.clipboard.writeText(link.href).then(() => {
      link.dataset.text ??= link.textContent;
      link.textContent = link.dataset.share;
      setTimeout(() => { link.textContent = link.dataset.text; }, 2000);
    }, () => location.assign(link.href));
  });
}
