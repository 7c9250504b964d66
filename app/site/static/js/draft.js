// What one types is kept on this device (never what only staff may see) and comes back after an accident.
{
  const kept = (form) => [...form.elements].filter((field) =>
    field.name && field.name !== "csrf_token" && !["hidden", "password", "file", "submit", "button"].includes(field.type)
    && !field.closest(".private-box") && field.type !== "fieldset");
  const valueOf = (field) => (["checkbox", "radio"].includes(field.type) ? field.checked : field.value);
  const asSent = (field) => (["checkbox", "radio"].includes(field.type) ? field.defaultChecked
    : field.options ? field.value : field.defaultValue);
  const store = (act) => { try { return act(localStorage); } catch { return null; } };
  const nameOf = (form) => `draft:${form.dataset.draft}`;

  const say = (form, text) => {
    let note = form.querySelector(".draft-note");
    if (!note) {
      note = Object.assign(document.createElement("p"), { className: "draft-note" });
      note.setAttribute("role", "status");
      (form.querySelector("textarea")?.closest(".field") ?? form).append(note);
    }
    note.textContent = text;
  };

  const save = async (form) => {
    const values = kept(form).map((field) => [field.name, field.value, valueOf(field)]);
    store((box) => box.setItem(nameOf(form), JSON.stringify(values)));
    if (form.dataset.draftUrl) {
      const body = new FormData();
      for (const field of kept(form)) if (valueOf(field) !== false) body.append(field.name, field.value);
      body.append("csrf_token", form.elements.csrf_token?.value ?? "");
      await fetch(form.dataset.draftUrl, { method: "POST", body }).catch(() => null);
    }
    say(form, document.body.dataset.draftKept);
  };

  const restore = (form) => {
    const values = JSON.parse(store((box) => box.getItem(nameOf(form))) ?? "null");
    let back = false;
    for (const [name, value, was] of values ?? []) {
      const field = kept(form).find((one) => one.name === name && (one.type !== "radio" || one.value === value));
      if (!field || valueOf(field) !== asSent(field) || (typeof was === "string" && field.value && !field.options)) continue;
      if (typeof was === "boolean") field.checked = was;
      else { field.value = was; back ||= Boolean(was) && !field.options; }
    }
    if (back) say(form, document.body.dataset.draftBack);
  };

  // A sent draft is forgotten on the next page, unless that page shows the form again with faults.
  const sent = store(() => sessionStorage.getItem("sent"));
  if (sent && !document.querySelector(".summary")) store((box) => box.removeItem(sent));
  store(() => sessionStorage.removeItem("sent"));

  for (const form of document.querySelectorAll("form[data-draft]")) {
    let timer;
    restore(form);
    form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(save, 600, form); });
    form.addEventListener("submit", () => {
      clearTimeout(timer);
      store((box) => box.setItem(nameOf(form), JSON.stringify(kept(form).map((field) => [field.name, field.value, valueOf(field)]))));
      store(() => sessionStorage.setItem("sent", nameOf(form)));
    });
  }
}
