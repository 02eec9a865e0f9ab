// The desk's keyboard. A page says which keys it knows: `data-key` on a link, a button, a field or what holds one, and
// `data-row` on the rows of a work list. Without this script everything is still a link or a button.

const FIELDS = 'input:not([type=hidden]), textarea, select'

// Of a choice that has a key of its own the arrows choose, and every other key is the page's again.
const typing = (element) =>
  element.closest('input:not([type=checkbox]), textarea, select, [contenteditable]') !== null &&
  !(element.matches('input[type=radio]') && element.closest('[data-key]'))

/** Into the field, or into what holds it: onto what is chosen there, and behind what is written. */
const enter = (holder) => {
  const field = holder.matches(FIELDS) ? holder : (holder.querySelector('input:checked') ?? holder.querySelector(FIELDS))
  if (!field) return false
  field.focus()
  if (field.matches('textarea, input[type=text]')) field.setSelectionRange(field.value.length, field.value.length)
  return true
}

const visible = (element) => element.getClientRects().length > 0

/** Listens on the whole page for single keys; a key with Ctrl, Alt or Meta belongs to the browser. */
export function keys(page) {
  const help = page.querySelector('dialog[data-keys-help]')
  const rows = () => [...page.querySelectorAll('[data-row]')].filter(visible)

  const go = (step) => {
    const all = rows()
    const at = all.findIndex((row) => row.hasAttribute('data-row-current'))
    const next = all[Math.min(Math.max(at + step, 0), all.length - 1)]
    if (!next) return false
    if (at >= 0) all[at].removeAttribute('data-row-current')
    next.setAttribute('data-row-current', '')
    const link = next.querySelector('a[href]')
    if (link) link.focus()
    next.scrollIntoView({ block: 'nearest' })
    return true
  }

  page.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return
    if (event.key === 'Escape' && typing(event.target)) {
      event.target.blur()
      return
    }
    if (typing(event.target) || (help && help.open)) return

    if (event.key === '?' && help) {
      event.preventDefault()
      help.showModal()
      return
    }
    const own = [...page.querySelectorAll('[data-key]')].find((one) => one.dataset.key === event.key && visible(one))
    if (own) {
      event.preventDefault()
      if (!enter(own)) own.click()
      return
    }
    if (event.key === 'c') {
      // Focus stays where it is, so that the next key is a command again.
      const next = [...page.querySelectorAll('input[data-tick]:not(:checked)')].find(visible)
      if (next) {
        event.preventDefault()
        next.checked = true
        next.closest('div').scrollIntoView({ block: 'nearest' })
      }
      return
    }
    if (event.key === 'j' && go(1)) event.preventDefault()
    if (event.key === 'k' && go(-1)) event.preventDefault()
    if (event.key === 'a') {
      const first = page.querySelector('[data-first]')
      if (first) {
        event.preventDefault()
        first.focus()
      }
    }
    if (event.key === 'o') {
      const link = page.querySelector('[data-row-current] a[href]')
      if (link) {
        event.preventDefault()
        link.click()
      }
    }
  })

  // A page that asks for one thing is ready for it, also for what a scanner types.
  const awaited = [...page.querySelectorAll('[data-focus] :is(input:not([type=hidden]), select, textarea)')].find(visible)
  // What went wrong is read first.
  if (awaited && !page.querySelector('.govuk-error-summary')) enter(awaited)

  for (const opener of page.querySelectorAll('[data-keys-open]')) {
    opener.hidden = !help
    opener.addEventListener('click', () => help && help.showModal())
  }
}
