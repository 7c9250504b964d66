// How the text will look, below the box; made by the server, so that it is exactly what will be published.
{
  for (const text of document.querySelectorAll("textarea[data-preview-url]")) {
    const box = Object.assign(document.createElement("section"), { className: "preview", hidden: true });
    const title = Object.assign(document.createElement("b"), { textContent: document.body.dataset.preview });
    const body = Object.assign(document.createElement("div"), { className: "body" });
    box.append(title, body);
    (text.closest(".field")?.querySelector(".formatting") ?? text).after(box);
    let timer, round = 0;
    const show = async () => {
      const mine = ++round;
      box.hidden = !text.value.trim();
      if (box.hidden) return;
      const form = new FormData();
      form.append("body", text.value);
      form.append("csrf_token", text.form.elements.csrf_token?.value ?? "");
      const answer = await fetch(text.dataset.previewUrl, { method: "POST", body: form }).catch(() => null);
      const html = answer?.ok ? await answer.text() : null;
      if (html !== null && mine === round) body.innerHTML = html;
    };
    text.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(show, 500); });
    if (text.value.trim()) show();
  }
}
