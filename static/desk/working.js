// A form whose answer takes long says so while it is waited for: its data-working.
"use strict"

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("form[data-working]").forEach(showWork)
})

function showWork(form) {
  const button = form.querySelector("button[type=submit]")
  const sign = document.createElement("span")
  sign.className = "quiet"
  sign.setAttribute("role", "status")
  button.after(" ", sign)
  const say = (isWorking) => {
    button.disabled = isWorking
    sign.textContent = isWorking ? form.dataset.working : ""
  }
  form.addEventListener("submit", () => say(true))
  window.addEventListener("pageshow", () => say(false)) // also after the browser's “back”
}
