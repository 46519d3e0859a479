// Nobody loses what they typed: leaving a changed form asks first, saving it does not.
"use strict"

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("#content-main > form[method=post]:not(.post-button)")
  if (!form) return
  let changed = false
  form.addEventListener("input", () => { changed = true })
  form.addEventListener("submit", () => { changed = false })
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault()
  })
})
