// Asks now and then whether something new has been said, and offers it in a quiet bar. Nothing moves until it is pressed.
// The server answers {count, text, fragment, next}: text is the bar's words, fragment an address of HTML to append
// to the element named by data-fresh-into, next the address to ask from then on.
{
  const place = document.querySelector("[data-fresh-url]");
  if (place) {
    const bar = Object.assign(document.createElement("button"), { type: "button", className: "button fresh-bar", hidden: true });
    const live = document.createElement("div");
    live.setAttribute("role", "status");
    live.append(bar);
    place.after(live);
    let address = place.dataset.freshUrl, news = null, wait = 20000;

    bar.addEventListener("click", async () => {
      const into = document.getElementById(place.dataset.freshInto ?? "");
      const answer = into && news.fragment ? await fetch(news.fragment).catch(() => null) : null;
      if (!answer?.ok) return location.reload();
      const before = into.childElementCount;
      into.insertAdjacentHTML("beforeend", await answer.text());
      address = news.next ?? address;
      bar.hidden = true;
      document.dispatchEvent(new Event("fresh"));
      const first = into.children[before];
      if (first) { first.tabIndex = -1; first.focus({ preventScroll: true }); first.scrollIntoView({ block: "nearest" }); }
    });

    const ask = async () => {
      if (!document.hidden) {
        const here = document.getElementById("others");
        const writing = here && [...document.querySelectorAll("#composer textarea")].some((box) => box.value !== box.defaultValue) ? "&writing=1" : "";
        const answer = await fetch(address + writing, { headers: { Accept: "application/json" } }).catch(() => null);
        wait = answer?.ok ? 20000 : Math.min(wait * 2, 300000);
        const said = answer?.ok ? await answer.json().catch(() => null) : null;
        if (said?.count > 0 && said.text !== bar.textContent) { news = said; bar.textContent = said.text; }
        if (here && said && here.textContent !== said.here) here.textContent = said.here ?? "";
        if (said) bar.hidden = !(said.count > 0);
      }
      setTimeout(ask, wait);
    };
    setTimeout(ask, wait);
  }
}
