// While one types a title, what has been asked before appears below it.
{
  for (const input of document.querySelectorAll("[data-similar-url]")) {
    const place = document.getElementById(input.dataset.similarInto ?? "similar");
    if (!place) continue;
    place.setAttribute("aria-live", "polite");
    let timer, last = "", call;
    // What was shown and what was opened goes with the question, also when other words bring other results.
    const remember = (name, value) => {
      if (input.form && ![...input.form.elements].some((one) => one.name === name && one.value === value)) {
        input.form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
      }
    };
    for (const press of ["click", "auxclick"]) place.addEventListener(press, (event) => {
      const link = event.target.closest("[data-shown]");
      if (link) remember("opened", link.dataset.shown);
    });
    const ask = async () => {
      const words = input.value.trim(), product = input.form?.elements.product?.value ?? "";
      if (words + product === last || (words.length < 8 && words)) return;
      last = words + product;
      call?.abort();
      call = new AbortController();
      const url = new URL(input.dataset.similarUrl, location.href);
      url.searchParams.set("q", words);
      url.searchParams.set("product", product);
      const answer = await fetch(url, { signal: call.signal }).catch(() => null);
      if (!answer?.ok) return;
      const before = [...place.querySelectorAll("[name=shown], [name=opened]")];
      place.innerHTML = words ? (await answer.text()).trim() : "";
      for (const field of before) remember(field.name, field.value);
    };
    input.form?.elements.product?.addEventListener("change", ask);
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 350); });
  }
}
