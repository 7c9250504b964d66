// An image goes to the server at once and comes back as words at the cursor; the rest of the form stays as it is.
{
  for (const box of document.querySelectorAll(".add-image")) {
    const [file, alt, button, bar, said] = ["[type=file]", "input:not([type=file])", "button", "progress", "[role=status]"].map((one) => box.querySelector(one));
    const form = box.closest("form"), text = form.querySelector("textarea"), words = box.dataset;
    button.type = "button";
    box.querySelector(".hint").append(` ${words.hint}`);
    const say = (sentence, bad = false) => { said.textContent = sentence; said.className = bad ? "error" : ""; };
    const fits = () => {
      const one = file.files[0], why = !one ? words.none : one.size > words.max ? words.large : "";
      say(why || one.name, Boolean(why));
      return !why;
    };
    const insert = (markdown) => {
      const [from, to] = [text.selectionStart, text.selectionEnd];
      const before = text.value.slice(0, from), after = text.value.slice(to);
      const gap = (part, edge) => (!part.trim() ? "" : edge.test(part) ? "" : "\n\n");
      text.setRangeText(gap(before, /\n\n$/) + markdown + gap(after, /^\n\n/), from, to, "end");
      text.dispatchEvent(new Event("input", { bubbles: true }));
    };
    const done = (call) => {
      bar.hidden = true;
      button.disabled = false;
      let answer = {};
      try { answer = JSON.parse(call.responseText); } catch { /* no answer of ours: the sentence below says so */ }
      // What is not taken must not go along with the form; what only got lost may be tried again.
      if ([413, 415, 422].includes(call.status)) file.value = "";
      if (!answer.words) return say(answer.why ?? (call.status === 413 ? words.large : words.lost), true);
      insert(answer.words);
      file.value = alt.value = "";
      say(words.done);
      text.focus();
    };
    const send = () => {
      if (!fits()) return file.focus();
      const call = new XMLHttpRequest(), body = new FormData();
      for (const [name, value] of [["image", file.files[0]], ["image_alt", alt.value], ["csrf_token", form.elements.csrf_token.value]]) body.append(name, value);
      call.upload.onprogress = (event) => { bar.value = event.loaded / event.total; };
      call.onloadend = () => done(call);
      call.open("POST", words.url);
      call.send(body);
      [button.disabled, bar.hidden, bar.value] = [true, false, 0];
      say("");
    };
    const take = (event, files) => {
      const image = [...files].find((one) => one.type.startsWith("image/"));
      if (!image) return;
      event.preventDefault();
      const given = new DataTransfer();
      given.items.add(image);
      file.files = given.files;
      box.open = true;
      if (fits()) alt.focus();
    };
    file.addEventListener("change", () => { if (file.files[0] && fits()) alt.focus(); });
    alt.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); send(); } });
    button.addEventListener("click", send);
    text.addEventListener("paste", (event) => { if (!event.clipboardData.getData("text/plain")) take(event, event.clipboardData.files); });
    text.addEventListener("dragover", (event) => { if (event.dataTransfer.types.includes("Files")) event.preventDefault(); });
    text.addEventListener("drop", (event) => take(event, event.dataTransfer.files));
  }
}
