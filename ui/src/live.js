// An open page of the desk that hears of changes: `data-live` names the parts that are fetched again when somebody's
// rights or presence changed, `data-live-from` a stream of its own, as the phone desk has. What was typed stays. Without this script the server still refuses what is not allowed.

const LOOKS_AGAIN_AFTER = 3000

/** Listens as long as somebody works on the page: a page that nobody touches does not keep a session alive. */
export function live(page, window) {
  const parts = () => [...page.querySelectorAll('[data-live]')]
  if (parts().length === 0 || !window.EventSource) return

  let source = null
  let mark = null
  let busy = false
  let again = false

  const typed = (part) =>
    [...part.querySelectorAll('input[id], textarea[id], select[id]')].map((field) => [field.id, field.value, field.checked])

  const replace = (old, fresh) => {
    const before = typed(old)
    const focused = old.contains(page.activeElement) ? page.activeElement.id : ''
    const put = page.importNode(fresh, true)
    old.replaceWith(put)
    for (const [id, value, checked] of before) {
      const field = page.getElementById(id)
      if (!field || !put.contains(field)) continue
      field.value = value
      if ('checked' in field) field.checked = checked
    }
    if (focused && page.getElementById(focused)) page.getElementById(focused).focus()
  }

  const look = async () => {
    if (busy) {
      again = true
      return
    }
    busy = true
    try {
      const answer = await window.fetch(window.location.href, { credentials: 'same-origin' })
      // Signed out, or the page itself is closed to him now: let the server say so.
      if (answer.redirected || !answer.ok) {
        window.location.reload()
        return
      }
      const fresh = new window.DOMParser().parseFromString(await answer.text(), 'text/html')
      for (const old of parts()) {
        const one = [...fresh.querySelectorAll('[data-live]')].find((each) => each.dataset.live === old.dataset.live)
        if (one && one.textContent.trim() !== old.textContent.trim()) replace(old, one)
      }
    } catch {
      window.setTimeout(look, LOOKS_AGAIN_AFTER)
    } finally {
      busy = false
      if (again) {
        again = false
        look()
      }
    }
  }

  // A page may have a stream of its own; who waits at it touches nothing, so it listens again by itself.
  const own = page.querySelector('[data-live-from]')

  const listen = () => {
    source = new window.EventSource(own ? own.dataset.liveFrom : '/desk/live')
    source.onmessage = (event) => {
      if (mark !== null && mark !== event.data) look()
      mark = event.data
    }
    // The browser would try again for ever; here the next touch does.
    source.onerror = () => {
      source.close()
      source = null
      if (own) {
        window.setTimeout(() => {
          look()
          touched()
        }, LOOKS_AGAIN_AFTER)
      }
    }
  }

  const touched = () => {
    if (source === null) listen()
  }
  page.addEventListener('keydown', touched)
  page.addEventListener('pointerdown', touched)
  window.addEventListener('pagehide', () => source && source.close())
  listen()
}
