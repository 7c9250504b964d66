// While one types a title, what has been asked before appears below it.
{
  for (const input of document.querySelectorAll("[data-similar-url]")) {
    const place = document.getElementById(input.dataset.similarInto ?? "similar");
    if (!place) continue;
    place.setAttribute("aria-live", "polite");
    let timer, last = "", call;
    const ask = async () => {
      const words = input.value.trim();
      if (words === last || (words.length < 8 && words)) return;
      last = words;
      call?.abort();
      call = new AbortController();
      const url = new URL(input.dataset.similarUrl, location.href);
      url.searchParams.set("q", words);
      const answer = await fetch(url, { signal: call.signal }).catch(() => null);
      if (answer?.ok) place.innerHTML = words ? (await answer.text()).trim() : "";
    };
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 350); });
  }
}
