// What somebody types is kept: in the tab until the server has it, and on a page that says so by saving while he types.
// Which questions are asked and what is wrong, the server says: a form has one set of rules. Without this script every
// page is saved by its button.

const STORED = 'ym-typed:'
const PAUSE = 400
// Somebody who has not typed for this long has paused; with the way to the server it is saved within two seconds.
const TYPING = 1200
// What could not be saved is sent again after this, then after twice as long, up to the longest.
const RETRY = 3000
const LONGEST_RETRY = 60000
// Most saving is quicker than this, and then nothing flickers and nothing more is read aloud.
const SLOW = 600

const own = (field) => field.name && field.type !== 'hidden' && field.type !== 'file' && field.type !== 'submit'

/** Marks of what the server keeps for each question, as the page was drawn. */
const marks = (form) => Object.fromEntries([...form.querySelectorAll('input[name^="kept-"]')].map((field) => [field.name, field.value]))

const markOf = (field) => {
  const part = field.closest('[data-field]')
  return part ? `kept-${part.dataset.field}` : ''
}

export function keep(page, window) {
  for (const form of page.querySelectorAll('form[data-keep]')) keepForm(form, page, window)
  for (const leave of page.querySelectorAll('form[action="/sign-out"]')) {
    leave.addEventListener('submit', () => {
      for (const key of Object.keys(window.sessionStorage)) if (key.startsWith(STORED)) window.sessionStorage.removeItem(key)
    })
  }
}

function keepForm(form, page, window) {
  const key = STORED + window.location.pathname
  const status = form.querySelector('[data-keep-status]')
  const say = (what) => {
    status.hidden = !what
    status.textContent = what ? status.dataset[what] : ''
  }

  const remember = () => {
    const fields = [...form.elements].filter(own).map((field) => [field.name, field.value, field.checked === true])
    window.sessionStorage.setItem(key, JSON.stringify({ fields, marks: marks(form) }))
  }

  // Only where the server keeps what it kept then: else it has this already, or something newer.
  const restore = () => {
    const stored = JSON.parse(window.sessionStorage.getItem(key) || 'null')
    if (!stored) return
    const now = marks(form)
    let restored = false
    for (const field of [...form.elements].filter(own)) {
      const mark = markOf(field)
      const choice = field.type === 'radio' || field.type === 'checkbox'
      const was = stored.fields.find(([name, value]) => name === field.name && (!choice || value === field.value))
      if (!was || !now[mark] || now[mark] !== stored.marks[mark]) continue
      if (choice ? field.checked !== was[2] : field.value !== was[1]) {
        if (choice) field.checked = was[2]
        else field.value = was[1]
        restored = true
      }
    }
    if (restored) say('restored')
    return restored
  }

  const restored = restore()
  form.addEventListener('input', remember)
  if (form.dataset.autosave) autosave(form, page, window, { key, say, touchedAll: restored })
}

function autosave(form, page, window, { key, say, touchedAll }) {
  const touched = new Set()
  const saved = page.querySelector('[data-saved]')
  let timer = null
  let saving = false
  let again = false
  // Counts what was typed: what came in while a request was on its way is not saved by it.
  let typed = 0
  let retry = RETRY

  const part = (id) => form.querySelector(`[data-field="${id}"]`)

  const wrong = (id, message) => {
    const field = part(id)
    const group = field.querySelector('.govuk-form-group')
    if (!group) return
    let line = page.getElementById(`${id}-error`)
    group.classList.toggle('govuk-form-group--error', Boolean(message))
    if (!message) {
      if (line) line.remove()
      return
    }
    if (!line) {
      line = page.createElement('p')
      line.id = `${id}-error`
      line.className = 'govuk-error-message'
      group.querySelector('legend, label').after(line)
      const control = group.querySelector('fieldset, input, select, textarea')
      control.setAttribute('aria-describedby', `${control.getAttribute('aria-describedby') || ''} ${line.id}`.trim())
    }
    line.textContent = message
  }

  const take = (kept) => {
    for (const field of form.querySelectorAll('[data-field]')) field.hidden = !kept.asked.includes(field.dataset.field) && !(field.dataset.field in kept.computed)
    for (const [id, mark] of Object.entries(kept.marks)) {
      form.elements[`kept-${id}`].value = mark
      if (touched.has(id)) wrong(id, kept.wrong[id])
    }
    for (const [id, said] of Object.entries(kept.computed)) form.querySelector(`[data-computed="${id}"]`).textContent = said
    if (saved) saved.textContent = kept.saved
    say(kept.overtaken ? 'overtaken' : '')
  }

  const unsaved = (why) => {
    say(why)
    if (saved) saved.textContent = saved.dataset.unsaved
  }

  const later = (why) => {
    unsaved(why)
    soon(retry)
    retry = Math.min(2 * retry, LONGEST_RETRY)
  }

  // One request at a time: what is typed meanwhile goes with the next.
  const save = async () => {
    window.clearTimeout(timer)
    timer = null
    if (saving) {
      again = true
      return
    }
    saving = true
    again = false
    const sent = typed
    const slow = window.setTimeout(() => {
      if (saved) saved.textContent = saved.dataset.saving
    }, SLOW)
    try {
      const answer = await window.fetch(form.dataset.autosave, {
        method: 'POST',
        credentials: 'same-origin',
        // Who leaves the page takes the request along; it may be no longer than what the browser sends behind him.
        keepalive: page.visibilityState === 'hidden',
        headers: { Accept: 'application/json' },
        body: new URLSearchParams(new FormData(form)),
      })
      if (answer.status >= 500 || answer.status === 429) later('failed')
      else if (answer.redirected || !answer.ok || !(answer.headers.get('Content-Type') || '').includes('json')) unsaved('signedOut')
      else {
        const kept = await answer.json()
        window.clearTimeout(slow)
        take(kept)
        retry = RETRY
        if (!kept.overtaken && sent === typed) window.sessionStorage.removeItem(key)
      }
    } catch {
      later('offline')
    } finally {
      window.clearTimeout(slow)
      saving = false
      if (again) save()
    }
  }

  const soon = (pause) => {
    window.clearTimeout(timer)
    timer = window.setTimeout(save, pause)
  }

  // A half-written word of an input method is no answer yet.
  form.addEventListener('input', (event) => {
    if (!own(event.target)) return
    typed += 1
    if (!event.isComposing) soon(TYPING)
  })
  form.addEventListener('compositionend', () => soon(TYPING))
  form.addEventListener('change', (event) => {
    const field = event.target.closest('[data-field]')
    if (field) touched.add(field.dataset.field)
    soon(PAUSE)
  })
  window.addEventListener('online', save)
  page.addEventListener('visibilitychange', () => {
    if (page.visibilityState === 'hidden' && timer) save()
  })
  if (touchedAll) soon(PAUSE)
}
