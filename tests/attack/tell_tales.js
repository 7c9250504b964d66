// In every frame before its first script: whatever an attack calls tells the page around it.
(() => {
  if (window === window.top) window.__calls = []
  const tell = (...said) => window.top.__calls.push([window.frameElement?.name ?? "?", said.join(" ")])
  for (const name of ["alert", "confirm", "prompt", "open", "print", "__ran"]) {
    window[name] = (...said) => tell("ran", name, ...said)
  }
})()
