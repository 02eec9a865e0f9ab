// A form that looks for answers while somebody types: `data-asks` on what holds the field names where, and what comes back
// stands in `data-found`; what it proposes is taken with a button that says in `data-sets` which fields it fills. Nothing of
// it stands in an address. Without this script its buttons do the same.

const PAUSE = 500
const SHORTEST = 2

export function asks(page, window) {
  for (const part of page.querySelectorAll('[data-asks]')) {
    const field = part.querySelector('textarea, input')
    const form = part.closest('form')
    if (field && form) listen(part, field, form, page, window)
  }
  page.addEventListener('click', (event) => {
    const button = event.target.closest('[data-sets]')
    if (!button) return
    event.preventDefault()
    for (const [name, value] of new window.URLSearchParams(button.dataset.sets)) button.form.elements[name].value = value
    button.hidden = true
  })
}

function listen(part, field, form, page, window) {
  let timer = 0
  let asked = field.value.trim()
  let round = 0

  const look = async () => {
    const text = field.value.trim()
    if (text === asked || text.length < SHORTEST) return
    asked = text
    const mine = ++round
    try {
      const body = new URLSearchParams(new window.FormData(form))
      // Looking somebody up is noted with his name: only the button does it.
      body.delete('citizen')
      const answer = await window.fetch(part.dataset.asks, { method: 'POST', body, credentials: 'same-origin' })
      if (!answer.ok || answer.redirected || mine !== round) return
      const fresh = new window.DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-found]')
      const old = page.querySelector('[data-found]')
      if (!fresh || !old || old.contains(page.activeElement)) return
      old.replaceChildren(...[...page.importNode(fresh, true).childNodes])
    } catch {
      // The button still asks.
      asked = ''
    }
  }

  field.addEventListener('input', (event) => {
    if (event.isComposing) return
    window.clearTimeout(timer)
    timer = window.setTimeout(look, PAUSE)
  })
  field.addEventListener('compositionend', () => {
    window.clearTimeout(timer)
    timer = window.setTimeout(look, PAUSE)
  })
}
