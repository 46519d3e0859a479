// The rich-text editor of an article: the elements that are printed, and pictures kept by upload.

import {
  Blockquote, Bold, BulletList, Caption, Document, Dropcursor, Extension, Figure, Gapcursor,
  HardBreak, Heading, History, Image, Italic, Link, ListItem, Menu, NoSpellCheck, OrderedList,
  Paragraph, Plugin, Subscript, Superscript, Table, TableCell, TableHeader, TableRow, Text,
  createTextareaEditor, initializeEditors,
} from "django-prose-editor/editor"
import { cleaned, hasWords, withPictures } from "desk/article-paste"

const ATTRIBUTE = "data-django-prose-editor-article"
const gettext = window.gettext || ((words) => words)

// The library's own buttons name themselves in English only; these names are translated.
const NAMES = {
  paragraph: gettext("Paragraph"),
  heading2: gettext("Heading"), heading3: gettext("Smaller heading"),
  heading4: gettext("Smallest heading"),
  bulletList: gettext("List"), orderedList: gettext("Numbered list"),
  blockquote: gettext("Quotation"), picture: gettext("Insert a picture"),
  bold: gettext("Bold"), italic: gettext("Italic"),
  subscript: gettext("Subscript"), superscript: gettext("Superscript"),
  link: gettext("Link"), unlink: gettext("Remove the link"),
  table: gettext("Insert a table"),
  "table:addColumnAfter": gettext("Add a column"),
  "table:deleteColumn": gettext("Delete the column"),
  "table:addRowAfter": gettext("Add a row"), "table:deleteRow": gettext("Delete the row"),
  "table:mergeCells": gettext("Merge the cells"), "table:splitCell": gettext("Split the cell"),
  "table:toggleHeaderCell": gettext("Heading cell"),
  "table:deleteTable": gettext("Delete the table"),
  "history:undo": gettext("Undo"), "history:redo": gettext("Redo"),
}
const STYLE = gettext("Style of the paragraph")

// A picture as a file, or by the address that it has on the web or carries in itself.
async function upload(picture, url) {
  const body = new FormData()
  if (typeof picture === "string" && !picture.startsWith("data:")) body.append("address", picture)
  else body.append("picture", typeof picture === "string" ? fileOf(picture) : picture)
  const token = document.querySelector("input[name=csrfmiddlewaretoken]").value
  const response = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token } })
  const answer = await response.json().catch(() => ({}))
  if (!response.ok) throw new Error(answer.error || gettext("The picture could not be uploaded."))
  return answer.src
}

function fileOf(address) {
  const [head, data] = address.split(",", 2)
  const bytes = head.includes(";base64") ? atob(data) : decodeURIComponent(data)
  return new Blob([Uint8Array.from(bytes, (character) => character.charCodeAt(0))])
}

async function insertPage(editor, html, url) {
  const { html: text, lost } = await withPictures(cleaned(html), (from) => upload(from, url))
  editor.chain().focus().insertContent(editable(text)).run()
  if (lost) window.alert(gettext("Pictures that could not be taken along:") + ` ${lost}`)
}

function pictureFiles(transfer) {
  return [...(transfer?.files || [])].filter((file) => file.type.startsWith("image/"))
}

// Where the caption of a picture begins, to go on typing there.
function captionOf(doc, src) {
  let found = 0
  doc.descendants((node, position) => {
    if (node.type.name === "image" && node.attrs.src === src) found = position + node.nodeSize + 1
  })
  return found
}

async function insertPictures(editor, files, url) {
  for (const file of files) {
    try {
      const src = await upload(file, url)
      const content = [{ type: "image", attrs: { src } }, { type: "caption" }]
      editor.chain().focus().insertContent({ type: "figure", content }).run()
      editor.commands.setTextSelection(captionOf(editor.state.doc, src))
    } catch (error) {
      window.alert(error.message)
    }
  }
}

const Pictures = Extension.create({
  name: "pictures",
  addOptions: () => ({ url: "" }),

  addMenuItems({ menu, buttons }) {
    const { editor, options } = this
    const input = document.createElement("input")
    Object.assign(input, { type: "file", accept: "image/*", multiple: true })
    input.addEventListener("change", async () => {
      await insertPictures(editor, [...input.files], options.url)
      input.value = ""
    })
    menu.defineItem({
      name: "picture",
      groups: "nodes",
      command: () => input.click(),
      button: buttons.material("image", NAMES.picture),
    })
  },

  addProseMirrorPlugins() {
    const take = (event, transfer) => {
      const html = transfer?.getData("text/html") ?? ""
      const words = hasWords(html)
      if (words && !html.includes("<img")) return false // cleaned below
      if (words && !html.includes("data-pm-slice")) { // not the editor's own
        event.preventDefault()
        insertPage(this.editor, html, this.options.url)
        return true
      }
      const files = words ? [] : pictureFiles(transfer)
      if (!files.length) return false
      event.preventDefault()
      insertPictures(this.editor, files, this.options.url)
      return true
    }
    return [new Plugin({
      props: {
        transformPastedHTML: (html) => (html.includes("data-pm-slice") ? html : cleaned(html).innerHTML),
        handlePaste: (view, event) => take(event, event.clipboardData),
        handleDrop: (view, event) => take(event, event.dataTransfer),
      },
    })]
  },
})

function nameButtons(editor) {
  for (const button of editor.view.dom.parentElement.querySelectorAll("button[data-name]")) {
    const name = NAMES[button.dataset.name]
    const option = button.querySelector("p, h2, h3, h4")
    if (!name) continue
    if (option) option.textContent = name
    else button.title = name
    button.setAttribute("aria-label", name)
  }
  editor.view.dom.parentElement.querySelector(".prose-menubar__selected").title = STYLE
  for (const button of editor.view.dom.parentElement.querySelectorAll("button[title][aria-label]")) {
    button.title = gettext(button.title) // the library leaves some in English
    button.setAttribute("aria-label", button.title)
  }
}

function element(page, name, children) {
  const made = page.createElement(name)
  made.append(...children)
  return made
}

// The editor knows one kind of figure: a picture, then its caption. Others are told apart, so
// that no picture and no word is lost: two pictures become two figures, the last with the
// caption; what is no picture stands before; a caption without a picture becomes a paragraph.
function splitFigure(page, figure) {
  const images = [...figure.querySelectorAll("img")]
  const words = [...(figure.querySelector("figcaption")?.childNodes || [])]
  for (const part of figure.querySelectorAll("img, figcaption")) part.remove()
  const rest = figure.textContent.trim() ? [...figure.childNodes] : []
  const figures = images.map((image) => element(page, "figure", [image]))
  if (words.length && !figures.length) rest.push(element(page, "p", words))
  else if (words.length) figures.at(-1).append(element(page, "figcaption", words))
  figure.replaceWith(...rest, ...figures)
}

// A stored body in the shapes that the editor knows. Its tables have no captions: a caption
// becomes the paragraph before its table.
function editable(html) {
  const page = new DOMParser().parseFromString(html, "text/html")
  for (const figure of page.querySelectorAll("figure")) splitFigure(page, figure)
  for (const caption of page.querySelectorAll("table > caption")) {
    caption.parentElement.before(element(page, "p", caption.childNodes))
    caption.remove()
  }
  return page.body.innerHTML
}

function create(textarea) {
  if (textarea.closest(".prose-editor")) return
  const { upload_url: url } = JSON.parse(textarea.getAttribute(ATTRIBUTE))
  const stored = textarea.value
  textarea.value = editable(stored)
  const editor = createTextareaEditor(textarea, [
    Document, Text, Paragraph, HardBreak, Heading.configure({ levels: [2, 3, 4] }), Blockquote,
    BulletList, OrderedList.configure({ enableListAttributes: false }), ListItem, Bold, Italic, Subscript, Superscript,
    Link.configure({ enableTarget: false }), Table, TableRow, TableHeader, TableCell,
    Image, Figure, Caption, Pictures.configure({ url }),
    Dropcursor, Gapcursor, History, Menu, NoSpellCheck,
  ])
  textarea.value = stored // what nobody changes is saved as it was
  editor.on("create", () => {
    nameButtons(editor)
    editor.view.dom.setAttribute("aria-label", textarea.labels[0]?.textContent.replace(/[:：]\s*$/, "") ?? "")
    editor.view.dom.setAttribute("aria-multiline", "true")
  })
  textarea.addEventListener("desk:replace", (event) => {
    editor.commands.setContent(editable(event.detail), { emitUpdate: true })
  })
}

initializeEditors(create, `[${ATTRIBUTE}]`)
