// A form is sent once: after the first press its button says so and waits.
{
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.dataset.once === "no") return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    const button = event.submitter;
    if (!button) return;
    // Later, because a disabled button would not send its own value.
    setTimeout(() => {
      button.disabled = true;
      if (button.classList.contains("main")) {
        button.dataset.text = button.textContent;
        button.textContent = document.body.dataset.sending;
      }
    });
  });

  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      for (const button of form.querySelectorAll("button[disabled]")) {
        button.disabled = false;
        if (button.dataset.text) button.textContent = button.dataset.text;
      }
    }
  });
}
