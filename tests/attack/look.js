// Shows pages, [[name, html], …], each in a frame, and returns what in them acted or could: [[name, what], …].
async ([pages, sum]) => {
  const NEVER = "base, object, embed, applet, iframe, frame, frameset, marquee, style, math, plaintext, xmp, portal, " +
    "noembed, meta[http-equiv]"
  const LEADING = ["href", "src", "action", "formaction", "data", "poster", "background", "xlink:href", "srcset", "ping"]
  const FOLLOWED = /^data-(\w+-)*(url|link)$/ // by scripts of ours, which go where it says or fetch it
  const found = []

  const leadsAstray = (one, value) => {
    if (!URL.canParse(value, location.href)) return false
    const address = new URL(value, location.href)
    if (!["http:", "https:", "mailto:"].includes(address.protocol)) return true
    return one.localName !== "a" && one.rel !== "canonical" && address.origin !== location.origin
  }

  const look = (root, note) => {
    for (const one of root.querySelectorAll("*")) {
      const start = one.outerHTML.slice(0, 200)
      if (one.localName === "template") look(one.content, note)
      if (one.matches(NEVER)) note(`tag ${start}`)
      if (one.localName === "script" && one.type !== "application/ld+json") note(`script ${start}`)
      else if (one.localName === "script") {
        try { JSON.parse(one.textContent) } catch { note(`not JSON: ${start}`) }
      }
      for (const { name, value } of one.attributes) {
        if (/^on|^style$|^srcdoc$/.test(name) || ((LEADING.includes(name) || FOLLOWED.test(name)) && leadsAstray(one, value))) note(`${name} ${start}`)
      }
    }
  }

  const show = ([name, html]) => new Promise((done) => {
    const note = (what) => found.push([name, what])
    const frame = document.createElement("iframe")
    frame.name = name
    frame.hidden = true
    frame.onload = () => setTimeout(() => {
      const shown = frame.contentDocument
      if (shown?.URL !== "about:srcdoc") note(`led away to ${shown?.URL ?? "another site"}`)
      else {
        look(shown, note)
        if (shown.documentElement.outerHTML.includes(sum)) note("calculated")
      }
      frame.remove()
      done()
    }, 0)
    frame.srcdoc = html
    document.body.append(frame)
  })

  await Promise.all(pages.map(show))
  return [...found, ...window.__calls.splice(0)]
}
