// The pages of sources: fields of the chosen kind alone, a test reading in place.
"use strict"

document.addEventListener("DOMContentLoaded", () => {
  showFieldsOfKind()
  document.querySelectorAll("button[data-preview]").forEach(testInPlace)
  document.querySelectorAll("input[data-all]").forEach(chooseAll)
})

function showFieldsOfKind() {
  const data = document.getElementById("needs-of-kinds")
  if (!data) return
  const kind = document.querySelector("select[name=kind]") ?? data.parentElement.dataset
  const needs = JSON.parse(data.textContent)
  const some = new Set(Object.values(needs).flat())
  const show = () => {
    for (const name of some) {
      const row = document.querySelector(`.form-row.field-${name}`)
      if (row) row.hidden = !needs[kind.value].includes(name)
    }
    for (const fieldset of document.querySelectorAll("fieldset.module")) {
      const rows = [...fieldset.querySelectorAll(".form-row")]
      fieldset.hidden = rows.length > 0 && rows.every((row) => row.hidden)
    }
  }
  kind.addEventListener?.("change", show)
  show()
}

function testInPlace(button) {
  const panel = document.getElementById("preview")
  button.addEventListener("click", async (event) => {
    event.preventDefault()
    button.disabled = true
    panel.textContent = button.dataset.working
    try {
      const answer = await fetch(`${button.formAction}?bare`, {
        method: "POST", body: new FormData(button.form),
      })
      if (!answer.ok || answer.redirected) throw new Error(answer.statusText)
      panel.innerHTML = await answer.text()
    } catch {
      panel.textContent = button.dataset.failed
    } finally {
      button.disabled = false
    }
  })
}

function chooseAll(all) {
  const boxes = () => document.querySelectorAll(`input[type=checkbox][name=${all.dataset.all}]`)
  all.addEventListener("change", () => boxes().forEach((box) => { box.checked = all.checked }))
}
