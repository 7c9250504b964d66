// What is copied out of a post says who spoke: the label goes before it and the link after it.
// A selection inside a block of code is left alone: it is copied to be run.
{
  const postOf = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest("[data-post]");

  document.addEventListener("copy", (event) => {
    const chosen = getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed) return;
    const range = chosen.getRangeAt(0);
    const around = range.commonAncestorContainer;
    const post = postOf(range.startContainer);
    if (!post || (around.nodeType === 1 ? around : around.parentElement).closest("pre, code")) return;
    const label = post.querySelector(".label");
    const has = range.intersectsNode(label) && chosen.toString().includes(label.textContent.trim());
    const words = has ? "" : label.textContent.trim();
    const link = post.dataset.link ? new URL(post.dataset.link, location.href).href : location.href;

    const html = document.createElement("div");
    if (words) html.append(Object.assign(document.createElement("p"), { textContent: words }));
    html.append(range.cloneContents());
    for (const extra of html.querySelectorAll("svg, button, input")) extra.remove();
    const source = Object.assign(document.createElement("p"), { textContent: link });
    html.append(source);
    event.clipboardData.setData("text/plain", [words, chosen.toString(), link].filter(Boolean).join("\n"));
    event.clipboardData.setData("text/html", html.innerHTML);
    event.preventDefault();
  });
}
