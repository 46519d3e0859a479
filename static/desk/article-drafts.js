// What is typed in an article is kept in this browser until it is saved, so that a lost connection or
// a closed window costs nothing. A kept text is offered when the article is opened again.

const FIELDS = ["title", "source_name", "url", "published_on", "body_html", "seen_digest"]
const PAUSE = 400 // milliseconds
const LONGEST = 30 * 24 * 3600 * 1000 // after a month nobody asks for it

const form = document.getElementById("article_form")
const place = document.getElementById("drafts")
const state = document.getElementById("autosaved")
const prefix = `draft/${place.dataset.key}/`
const own = `${prefix}${Date.now()}`
const gettext = window.gettext || ((words) => words)
let waiting = 0

function keep() {
  clearTimeout(waiting)
  waiting = 0
  const draft = { at: new Date().toISOString() }
  for (const name of FIELDS) draft[name] = form.elements[name]?.value ?? ""
  try {
    localStorage.setItem(own, JSON.stringify(draft))
    state.textContent = `${gettext("Kept in this browser")} ${time(draft.at)}`
  } catch {
    state.textContent = gettext("This browser cannot keep what you type: save soon.")
  }
}

function time(iso) {
  return new Date(iso).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" })
}

form.addEventListener("input", () => {
  clearTimeout(waiting)
  waiting = setTimeout(keep, PAUSE)
})
window.addEventListener("pagehide", () => { if (waiting) keep() })

// Gives what differs from the stored text as HTML; nothing if it was saved meanwhile.
async function changes(draft) {
  const body = new FormData()
  for (const name of FIELDS) body.append(name, draft[name])
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value)
  const answer = await fetch(place.dataset.url, { method: "POST", body })
  if (answer.status === 204) return ""
  if (!answer.ok || answer.redirected) throw new Error(answer.statusText)
  return answer.text()
}

function take(draft) {
  for (const name of FIELDS) {
    const input = form.elements[name]
    if (!input) continue
    if (name === "body_html") input.dispatchEvent(new CustomEvent("desk:replace", { detail: draft[name] }))
    input.value = draft[name]
    input.dispatchEvent(new Event("input", { bubbles: true }))
  }
  keep()
}

async function offer(key) {
  const draft = JSON.parse(localStorage.getItem(key))
  const html = await changes(draft).catch(() => null)
  if (html === "") return localStorage.removeItem(key)
  const notice = document.getElementById("draft-offer").content.firstElementChild.cloneNode(true)
  notice.querySelector("time").textContent = time(draft.at)
  notice.querySelector(".draft-changes").innerHTML = html ?? ""
  notice.querySelector("[data-take]").addEventListener("click", () => {
    take(draft)
    localStorage.removeItem(key)
    notice.remove()
  })
  notice.querySelector("[data-drop]").addEventListener("click", () => {
    localStorage.removeItem(key)
    notice.remove()
  })
  place.append(notice)
}

function keys(start) {
  return Object.keys(localStorage).filter((key) => key.startsWith(start)).sort()
}

for (const key of keys("draft/")) {
  if (Date.now() - Number(key.split("/").at(-1)) > LONGEST) localStorage.removeItem(key)
}
// After a refused save the fields hold what was typed.
if (!document.querySelector(".errornote")) for (const key of keys(prefix)) offer(key)

// The page says when nobody answers any more, or asks for a log-in.
function isCutOff(event) {
  return event.type !== "htmx:beforeSwap" || event.detail.xhr.responseURL.includes("/login/")
}
for (const name of ["htmx:sendError", "htmx:responseError", "htmx:beforeSwap"]) {
  document.body.addEventListener(name, (event) => {
    if (!isCutOff(event)) return
    event.detail.shouldSwap = false
    state.textContent = gettext("No connection, or you are logged out: what you type is kept in this browser.")
  })
}
