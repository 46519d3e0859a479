// The review page: views of the text, and comments on the words that are selected.
"use strict"

const views = [...document.querySelectorAll("[data-view]")]

function show(view) {
  for (const button of views) button.setAttribute("aria-pressed", button === view)
  for (const panel of document.querySelectorAll("[data-panel]")) {
    panel.hidden = panel.dataset.panel !== view.dataset.view
  }
}

for (const view of views) view.addEventListener("click", () => show(view))
document.querySelector("[data-next-view]")?.addEventListener("click", () => {
  const at = views.findIndex((view) => view.getAttribute("aria-pressed") === "true")
  show(views[(at + 1) % views.length])
})

// Whoever cannot select words goes to a paragraph, and comments on that.
const PARAGRAPHS = "[data-panel]:not([hidden]) :is(tbody tr, .printed > h3, .printed-body > *)"
let paragraph = null

for (const button of document.querySelectorAll("[data-step]")) {
  button.addEventListener("click", () => {
    const all = [...document.querySelectorAll(PARAGRAPHS)]
    const at = all.indexOf(paragraph)
    const to = at < 0 ? 0 : Math.min(Math.max(at + Number(button.dataset.step), 0), all.length - 1)
    paragraph = all[to]
    paragraph.tabIndex = -1
    paragraph.focus()
  })
}

function paragraphWords() {
  if (!paragraph?.isConnected) return ""
  const printed = (paragraph.querySelector("td:last-child") ?? paragraph).cloneNode(true)
  for (const aside of printed.querySelectorAll("del, small")) aside.remove()
  return oneLine(printed.textContent)
}

function oneLine(text) {
  return text.replace(/\s+/g, " ").trim()
}

const passages = document.querySelector(".passages")
document.querySelector("[data-comment-passage]")?.addEventListener("click", (event) => {
  const words = selectedWords() || paragraphWords()
  document.querySelector(".passage-refusal").textContent = words ? "" : event.currentTarget.dataset.refusal
  if (words) comment(words.slice(0, 500))
})

function selectedWords() {
  const selection = document.getSelection()
  const inText = selection.anchorNode?.parentElement?.closest(".review-text")
  return inText ? oneLine(selection.toString()) : ""
}

function comment(words) {
  const [row, quote, label, field, remove] = ["div", "q", "label", "textarea", "button"]
    .map((name) => document.createElement(name))
  const passage = Object.assign(document.createElement("input"), { type: "hidden", name: "passage", value: words })
  quote.textContent = words
  label.textContent = passages.dataset.passageLabel
  Object.assign(field, { name: "passage_comment", rows: 2, required: true, maxLength: 1000 })
  Object.assign(remove, { type: "button", className: "button", textContent: passages.dataset.removeLabel })
  remove.addEventListener("click", () => row.remove())
  row.className = "passage"
  label.append(field)
  row.append(passage, quote, label, remove)
  passages.append(row)
  field.focus()
}
