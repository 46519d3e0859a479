// Keys for a page: an element with data-key is clicked (a field focused) by that key, outside fields.
// What has data-key-label as well stands in the list that "?" opens. With data-ctrl-key it is clicked by
// that key with Ctrl (or Command), in fields too.
"use strict"

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.isComposing) return
  if (event.ctrlKey || event.metaKey) return withControl(event)
  const typing = event.target.closest("input, textarea, select, [contenteditable=true]")
  if (typing && !["checkbox", "radio"].includes(typing.type)) {
    if (event.key === "Escape") typing.blur()
    return
  }
  if (document.querySelector("dialog[open]")?.id === "keys") return
  if (event.key === "?") return showKeys()
  const scope = document.querySelector("dialog[open]") ?? document
  const wanted = `[data-key="${CSS.escape(event.key)}"]`
  const row = event.target.closest("[data-row]")  // its own button comes first
  const elements = [...(row?.querySelectorAll(wanted) ?? []), ...scope.querySelectorAll(wanted)]
  const element = elements.find((found) => !found.disabled && found.checkVisibility())
  if (!element) return
  event.preventDefault()
  if (element.matches("input:not([type=checkbox], [type=radio]), textarea, select")) element.focus()
  else element.click()
})

function withControl(event) {
  const element = document.querySelector(`[data-ctrl-key="${CSS.escape(event.key)}"]`)
  if (!element) return
  event.preventDefault()
  element.click()
}

function showKeys() {
  const dialog = document.getElementById("keys")
  if (!dialog) return
  const list = dialog.querySelector("dl")
  list.replaceChildren()
  const listed = new Set()
  for (const element of document.querySelectorAll("[data-key], [data-row-key]")) {
    const [key, meaning] = [document.createElement("dt"), document.createElement("dd")]
    key.textContent = element.dataset.key ?? element.dataset.rowKey
    if (listed.has(key.textContent)) continue
    listed.add(key.textContent)
    meaning.textContent = element.dataset.keyLabel ?? wordsOf(element)
    list.append(key, meaning)
  }
  dialog.showModal()
}

// The words of a button without the key that is drawn on it.
function wordsOf(button) {
  const bare = button.cloneNode(true)
  for (const key of bare.querySelectorAll("kbd")) key.remove()
  return bare.textContent.trim()
}
