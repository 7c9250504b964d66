// While one types into a search box, words to go on with and fitting threads appear below it.
{
  for (const input of document.querySelectorAll("[data-suggest-url]")) {
    const place = Object.assign(document.createElement("div"), { className: "suggestions", id: `${input.id}-suggestions`, hidden: true });
    input.closest("form").append(place);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-haspopup", "listbox"], ["aria-expanded", "false"], ["aria-controls", place.id]]) input.setAttribute(name, value);
    const kept = new Map();
    let timer, call, current = -1;
    const options = () => [...place.querySelectorAll("[role=option]")];
    const show = (open) => {
      place.hidden = !open;
      input.setAttribute("aria-expanded", open);
      if (!open) choose(-1);
    };
    const choose = (index) => {
      current = index;
      input.removeAttribute("aria-activedescendant");
      for (const [number, option] of options().entries()) {
        option.setAttribute("aria-selected", number === index);
        if (number !== index) continue;
        input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      }
    };
    const fill = (words, markup) => {
      if (words !== input.value.trim() || document.activeElement !== input) return;
      place.innerHTML = markup;
      for (const [number, option] of options().entries()) option.id = `${place.id}-${number}`;
      show(options().length > 0);
    };
    const ask = async () => {
      const words = input.value.trim();
      call?.abort();
      if (words.length < 2) return show(false);
      if (kept.has(words)) return fill(words, kept.get(words));
      call = new AbortController();
      const url = new URL(input.dataset.suggestUrl, location.href);
      url.searchParams.set("q", words.slice(0, 200));
      const answer = await fetch(url, { signal: call.signal }).catch(() => null);
      if (!answer?.ok) return;
      const markup = await answer.text();
      if (kept.size < 50) kept.set(words, markup);
      fill(words, markup);
    };
    input.addEventListener("input", () => { choose(-1); clearTimeout(timer); timer = setTimeout(ask, 200); });
    input.addEventListener("blur", () => { clearTimeout(timer); show(false); });
    input.addEventListener("keydown", (event) => {
      const all = options();
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.isComposing) return;
      if (step && all.length) {
        event.preventDefault();
        if (place.hidden) show(true);
        choose(current < 0 && step < 0 ? all.length - 1 : current + step >= all.length ? -1 : current + step);
      } else if (event.key === "Escape" && !place.hidden) {
        event.preventDefault();
        show(false);
      } else if (event.key === "Enter" && !place.hidden && all[current]) {
        event.preventDefault();
        location.assign(all[current].dataset.url);
      }
    });
    place.addEventListener("mousedown", (event) => event.preventDefault());
    place.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) location.assign(option.dataset.url);
    });
  }
}
