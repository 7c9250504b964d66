// What a field would lead to, shown below it while one types: an HTML fragment from data-live-url.
{
  for (const input of document.querySelectorAll("[data-live-url]")) {
    const place = document.getElementById(input.dataset.liveInto);
    let timer, call;
    const ask = async () => {
      call?.abort();
      call = new AbortController();
      const url = new URL(input.dataset.liveUrl, location.href);
      url.searchParams.set("q", input.value.trim());
      const answer = await fetch(url, { signal: call.signal }).catch(() => null);
      if (answer?.ok && place) place.innerHTML = await answer.text();
    };
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 250); });
  }
}
