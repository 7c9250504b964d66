// "3 h ago" instead of a date, for times in the last month or the next; the full time stays in the title.
{
  const steps = [["minute", 60], ["hour", 3600], ["day", 86400], ["week", 604800]];
  const formatter = (style) => new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto", style });
  const words = { short: formatter("narrow"), long: formatter("long") };
  const absolute = new WeakMap();

  const said = (seconds) => {
    const size = Math.abs(seconds);
    if (size > 30 * 86400) return null;
    if (size < 45) return words.long.format(0, "second");
    const [unit, length] = steps.findLast(([, length]) => size >= length) ?? steps[0];
    return words[length < 86400 ? "short" : "long"].format(Math.round(seconds / length), unit);
  };

  const update = () => {
    for (const time of document.querySelectorAll("time[data-relative]")) {
      const text = said((Date.parse(time.dateTime) - Date.now()) / 1000);
      if (!absolute.has(time)) absolute.set(time, time.textContent);
      if (text && time.textContent !== text) time.textContent = text;
    }
  };

  update();
  document.addEventListener("fresh", update);
  addEventListener("afterprint", update);
  addEventListener("beforeprint", () => {
    for (const time of document.querySelectorAll("time[data-relative]")) time.textContent = absolute.get(time) ?? time.textContent;
  });
  setInterval(() => document.hidden || update(), 60000);
}
