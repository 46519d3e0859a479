// What is pasted from Word, WeChat or a web page, as the editor's own kind of text: paragraphs, lists
// and pictures in figures, without the leavings of where it comes from.

const NOISE = "style, script, meta, link, title, xml, noscript, template, input, button, iframe, svg"
const HEADINGS = { H1: "h2", H5: "h4", H6: "h4" }
const BLOCKS = "p, div, section, ul, ol, table, blockquote, figure, h1, h2, h3, h4, h5, h6"

// The words of a pasted page; a picture that is copied alone comes with none.
export function hasWords(html) {
  const page = new DOMParser().parseFromString(html, "text/html")
  for (const element of page.querySelectorAll(NOISE)) element.remove()
  return Boolean(page.body.textContent.trim())
}

function renamed(page, element, name) {
  const made = page.createElement(name)
  made.append(...element.childNodes)
  element.replaceWith(made)
  return made
}

function takeComments(page) {
  const walker = page.createTreeWalker(page, NodeFilter.SHOW_COMMENT)
  const comments = []
  while (walker.nextNode()) comments.push(walker.currentNode)
  for (const comment of comments) comment.remove()
}

// Word writes a list as paragraphs, each with its bullet or number as text.
function gatherLists(page) {
  for (const paragraph of page.querySelectorAll("p[class*=MsoList], p[style*=mso-list]")) {
    const bullet = paragraph.querySelector("[style*='mso-list:Ignore'], [style*='mso-list: Ignore']")
    if (!bullet) continue
    const name = /[\d一-十a-z][.、)）]/i.test(bullet.textContent) ? "ol" : "ul"
    bullet.remove()
    const before = paragraph.previousElementSibling
    const list = before?.dataset.word === name ? before : page.createElement(name)
    if (list !== before) {
      list.dataset.word = name
      paragraph.before(list)
    }
    const item = page.createElement("li")
    item.append(...paragraph.childNodes)
    list.append(item)
    paragraph.remove()
  }
}

// A picture stands in a figure between paragraphs; its address may wait in data-src, as at WeChat.
function liftPictures(page) {
  for (const image of page.querySelectorAll("img")) {
    const src = image.dataset.src || image.getAttribute("src") || ""
    if (!/^(https?:|data:image\/|\/pictures\/)/.test(src)) {
      image.remove()
      continue
    }
    const made = page.createElement("img")
    made.setAttribute("data-from", src)
    made.alt = image.alt
    const figure = image.closest("figure")
    if (figure) {
      image.replaceWith(made)
      continue
    }
    const outermost = outermostBlock(image)
    const lifted = page.createElement("figure")
    lifted.append(made)
    outermost.after(lifted)
    image.remove()
  }
}

function outermostBlock(image) {
  let block = image
  while (block.parentElement && block.parentElement.tagName !== "BODY" && !block.parentElement.matches("td, th, li")) {
    if (block.matches(BLOCKS) && block.querySelectorAll("img").length < block.parentElement.querySelectorAll("img").length) break
    block = block.parentElement
  }
  return block
}

// Gives a page whose pictures have their addresses in data-from: nothing is asked for.
export function cleaned(html) {
  const page = new DOMParser().parseFromString(html, "text/html")
  for (const element of page.querySelectorAll(NOISE)) element.remove()
  takeComments(page)
  gatherLists(page)
  liftPictures(page)
  for (const [from, to] of Object.entries(HEADINGS)) {
    for (const heading of page.querySelectorAll(from)) renamed(page, heading, to)
  }
  const texts = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replace(/\u00a0/g, " ")
  for (const block of page.querySelectorAll("p, section, div, h2, h3, h4, li")) {
    if (!block.textContent.trim() && !block.querySelector("img, table")) block.remove()
  }
  return page.body
}

// Gives the page as HTML once "store" has made our address of each picture's; those that it cannot
// get are left out and counted.
export async function withPictures(body, store) {
  let lost = 0
  for (const image of body.querySelectorAll("img[data-from]")) {
    const from = image.dataset.from
    image.removeAttribute("data-from")
    try {
      image.setAttribute("src", from.startsWith("/pictures/") ? from : await store(from))
    } catch {
      lost += 1
      const figure = image.closest("figure")
      image.remove()
      if (figure && !figure.textContent.trim()) figure.remove()
    }
  }
  return { html: body.innerHTML, lost }
}
