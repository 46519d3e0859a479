// The board: keys and dragging of rows, the focus after a change, the dialogue.
"use strict"

const rowsOf = (element) => [...element.querySelectorAll("[data-row]")]
const dialog = document.getElementById("dialog")
const said = document.getElementById("said")
let left = null

// j and k walk through the rows; the keys of the focused row's buttons are theirs alone.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (event.target.closest("input, textarea, select, dialog[open]")) return
  const rows = rowsOf(document)
  const row = event.target.closest("[data-row]")
  if (event.key === "j" || event.key === "k") {
    const at = rows.indexOf(row)
    rows.at(at < 0 ? 0 : Math.min(Math.max(at + (event.key === "j" ? 1 : -1), 0), rows.length - 1))?.focus()
  } else if (row === event.target && event.key === "Enter") {
    row.querySelector("a")?.click()
  } else {
    const button = row?.querySelector(`[data-row-key~="${CSS.escape(event.key)}"]`)
    if (!button) return
    if (!button.disabled) button.click()
  }
  event.preventDefault()
})

// What had the focus may be gone after a change: then the row in its place gets it.
document.addEventListener("htmx:beforeRequest", () => {
  const row = document.activeElement.closest("[data-row]")
  const list = row?.closest("[data-rows]")
  if (row) left = { id: row.id, list: list.id, at: rowsOf(list).indexOf(row) }
})
document.addEventListener("htmx:afterSettle", (event) => {
  if (!left || dialog.open || event.detail.target.id !== "board") return
  if (document.activeElement === document.body) {
    const rows = rowsOf(document.getElementById(left.list) ?? document)
    const row = document.getElementById(left.id) ?? rows.at(Math.min(left.at, rows.length - 1))
    row?.focus()
  }
  left = null
})

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target === dialog && !dialog.open) dialog.showModal()
})
// The dialog gives the focus back, also to what was replaced behind it.
let opener = ""
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.target === dialog && !dialog.open) opener = document.activeElement.id
})
dialog.addEventListener("close", () => {
  const focused = document.activeElement // a button of the dialog loses it a moment later
  if (focused === document.body || dialog.contains(focused)) document.getElementById(opener)?.focus()
})
// A button of the dialog that was pressed may be gone after it: the next one gets the focus.
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target !== dialog || dialog.contains(document.activeElement)) return
  dialog.querySelector("[autofocus], button")?.focus()
})
document.body.addEventListener("dialog-done", () => dialog.close())
// Whoever comes back from editing an article sees what became of it.
window.addEventListener("focus", () => {
  if (!document.activeElement.closest("#board input")) htmx.trigger(document.body, "board-stale")
})

for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(failure, () => {
    const notice = Object.assign(document.createElement("p"), { className: "notice notice-bad" })
    notice.textContent = said.dataset.lost
    said.replaceChildren(notice)
  })
}

// Dragging: a row of either list is dropped before a row of the contents, or behind the last.
let dragged = null
document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-row]") ?? null
})
document.addEventListener("dragover", (event) => {
  const chosen = dragged && event.target.closest(".board-chosen")
  if (!chosen) return
  event.preventDefault()
  mark(event.target.closest("[data-row]"))
})
document.addEventListener("drop", (event) => {
  const chosen = dragged && event.target.closest(".board-chosen")
  if (!chosen) return
  event.preventDefault()
  const rows = rowsOf(chosen)
  const before = event.target.closest("[data-row]")
  const to = before ? rows.indexOf(before) : rows.length
  const from = rows.indexOf(dragged)
  const values = { to: from >= 0 && from < to ? to - 1 : to }
  htmx.ajax("POST", dragged.dataset.drop, { source: dragged, target: "#board", swap: "outerHTML", values })
})
document.addEventListener("dragend", () => {
  dragged = null
  mark(null)
})

function mark(row) {
  for (const marked of document.querySelectorAll(".drop-before")) marked.classList.remove("drop-before")
  row?.classList.add("drop-before")
}
