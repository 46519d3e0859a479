// Triage: which row is open, where a decision leads, and what to say when the server is away.
"use strict"

document.addEventListener("DOMContentLoaded", () => {
  const triage = document.getElementById("triage")
  const story = document.getElementById("story")
  const trouble = document.getElementById("trouble")
  const links = () => [...document.querySelectorAll("#queue a[data-pk]")]
  const open = () => links().find((link) => link.getAttribute("aria-current") === "true")
  const beside = (step) => {
    const [all, at] = [links(), links().indexOf(open())]
    return at < 0 ? all[step > 0 ? 0 : -1] : all[at + step]
  }

  function markOpen() {
    const pk = story.querySelector("[data-pk]")?.dataset.pk
    const shown = links().find((link) => link.dataset.pk === pk)
    if (shown) {
      open()?.removeAttribute("aria-current")
      shown.setAttribute("aria-current", "true")
      shown.scrollIntoView({ block: "nearest" })
    }
    const count = document.getElementById("count")
    if (count) count.textContent = links().length
  }

  function say(problem) {
    trouble.textContent = trouble.dataset[problem] ?? ""
    trouble.hidden = !problem
  }

  triage.addEventListener("click", (event) => {
    const step = event.target.closest("[data-step]")
    if (step) beside(Number(step.dataset.step))?.click()
    if (event.target.closest("[data-to-reasons]")) document.querySelector("#reasons button").focus()
  })

  triage.addEventListener("htmx:configRequest", ({ detail }) => {
    if (detail.verb !== "post") return
    const after = beside(1) ?? beside(-1)
    detail.parameters.current = open()?.dataset.pk ?? ""
    detail.parameters.next = after === open() ? "" : after?.dataset.pk ?? ""
    detail.parameters.list = triage.dataset.list
  })

  document.body.addEventListener("htmx:afterSettle", ({ detail }) => {
    markOpen()
    if (detail.target !== story) {
      if (!open()) links()[0]?.click()
      return
    }
    story.scrollTop = 0
    story.querySelector("h2")?.focus({ preventScroll: true })
  })

  // A log-in page is nothing to show in the place of a story.
  document.body.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const isExpired = detail.xhr.responseURL.includes("/login/")
    if (isExpired) detail.shouldSwap = false
    say(isExpired ? "expired" : detail.isError ? "failed" : "")
  })
  document.body.addEventListener("htmx:sendError", () => say("lost"))
  document.body.addEventListener("htmx:timeout", () => say("lost"))
  markOpen()
})
