// Findings beside the text of an article: each leads to its place, which is marked.

const form = document.getElementById("article_form")
const remarks = document.getElementById("remarks")
const said = document.getElementById("remarks-said")

// The words of a finding, whole or, where it names several places, one after the other.
function passages(quote) {
  return [quote, ...quote.split(/\s*…\s*|、/)].map((words) => words.trim()).filter(Boolean)
}

// The range of the words in an element, blanks apart: the checks fold them.
function rangeOf(element, words) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const places = []
  while (walker.nextNode()) {
    [...walker.currentNode.data].reduce((at, character) => {
      if (character.trim()) places.push([walker.currentNode, at, character])
      return at + character.length
    }, 0)
  }
  const wanted = [...words.replace(/\s/g, "")]
  const first = places.findIndex((_, start) => wanted.every((character, at) => places[start + at]?.[2] === character))
  if (first < 0) return null
  const [last, end, character] = places[first + wanted.length - 1]
  const range = document.createRange()
  range.setStart(...places[first].slice(0, 2))
  range.setEnd(last, end + character.length)
  return range
}

function mark(range) {
  if (CSS.highlights) CSS.highlights.set("finding", new Highlight(range))
  range.startContainer.parentElement.scrollIntoView({ block: "center", behavior: "smooth" })
}

function showInText(quote) {
  const text = form.querySelector(".tiptap")
  const picture = [...text.querySelectorAll("img")].find((image) => image.getAttribute("src") === quote)
  if (picture) return picture.scrollIntoView({ block: "center", behavior: "smooth" })
  const range = passages(quote).map((words) => rangeOf(text, words)).find(Boolean)
  if (range) mark(range)
  else text.scrollIntoView({ block: "center", behavior: "smooth" })
}

function showInField(field, quote) {
  field.focus()
  const words = passages(quote).find((passage) => field.value.includes(passage))
  if (words) field.setSelectionRange(field.value.indexOf(words), field.value.indexOf(words) + words.length)
  field.scrollIntoView({ block: "center", behavior: "smooth" })
}

document.querySelector(".beside").addEventListener("click", (event) => {
  const button = event.target.closest("button.place")
  if (!button) return
  const { field, quote } = button.dataset
  CSS.highlights?.delete("finding")
  document.querySelector(".beside [aria-current]")?.removeAttribute("aria-current")
  button.setAttribute("aria-current", "true")
  const input = form.elements[field]
  if (field === "body_html" || !input) showInText(quote)
  else showInField(input, quote)
})

// What is new is read out once, not at every key.
remarks.addEventListener("htmx:afterSwap", () => {
  const words = remarks.querySelector("[data-said]")?.firstChild?.textContent.trim() ?? ""
  if (said.textContent !== words) said.textContent = words
  CSS.highlights?.delete("finding")
})

form.addEventListener("input", () => { document.getElementById("writing").value = "1" })

// Another page may lead to a finding: by its words, behind #place=.
window.addEventListener("load", () => {
  const [, words] = location.hash.match(/^#place=(.+)/) ?? []
  const places = words ? [...remarks.querySelectorAll("button.place")] : []
  places.find((place) => place.dataset.quote === decodeURIComponent(words))?.click()
})
