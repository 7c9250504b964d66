// On the page of preferences the colours change as one chooses; what is kept is what is sent.
{
  document.addEventListener("change", ({ target }) => {
    if (target.name !== "theme" || !target.form) return;
    const known = ["light", "dark"].includes(target.value);
    if (known) document.documentElement.dataset.theme = target.value;
    else delete document.documentElement.dataset.theme;
  });
}
