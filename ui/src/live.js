// An open page of the staff that hears of changes. `data-live` names the parts that are fetched again when somebody's rights or
// presence changed, `data-live-from` a stream of its own, as the phone desk has. What was typed stays. `data-live-frame` is in the
// frame of desk and console: the page says there that its reader was signed out or lost what he held, and offers no button any
// more. Without this script the server still refuses what is not allowed.

const LOOKS_AGAIN_AFTER = 3000

// A stream that broke is opened again by itself so often; then the next touch does, or somebody's session would never end.
const BY_ITSELF = 3

/** Listens as long as somebody has the page before him: one in the background holds no stream, and hears when it is shown again. */
export function live(page, window) {
  const frame = page.querySelector('[data-live-frame]')
  const parts = () => [...page.querySelectorAll('[data-live]')]
  if ((!frame && parts().length === 0) || !window.EventSource) return

  // A page may have a stream of its own; who waits at it touches nothing and looks elsewhere, so it always listens.
  const own = page.querySelector('[data-live-from]')
  const from = own ? own.dataset.liveFrom : frame ? frame.dataset.liveFrame : '/desk/live'

  let source = null
  let mark = null
  let held = null
  let busy = false
  let again = false
  let stopped = false
  let left = BY_ITSELF

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
    if (stopped) return
    if (busy) {
      again = true
      return
    }
    busy = true
    try {
      const answer = await window.fetch(window.location.href, { credentials: 'same-origin' })
      if (stopped) return
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

  const leave = () => {
    if (source) source.close()
    source = null
  }

  // Says why, and offers nothing any more; signing out stays.
  const stop = (why) => {
    if (stopped) return
    stopped = true
    leave()
    const said = frame && frame.querySelector(why)
    if (!said) {
      window.location.reload()
      return
    }
    said.hidden = false
    for (const button of page.querySelectorAll('button, input[type=submit], input[type=image]')) {
      if (!button.closest('.ym-signout, dialog')) button.disabled = true
    }
    for (const link of page.querySelectorAll('main a[role=button]')) {
      link.removeAttribute('href')
      link.setAttribute('aria-disabled', 'true')
    }
  }

  const send = (event) => {
    if (!stopped || event.target.closest('.ym-signout, dialog')) return
    event.preventDefault()
    event.stopImmediatePropagation()
  }

  // Why a stream could not be had: because he is signed out, or for a reason that passes.
  const ask = async () => {
    const enough = new window.AbortController()
    try {
      const answer = await window.fetch(from, { credentials: 'same-origin', signal: enough.signal })
      const there = new window.URL(answer.url).pathname
      enough.abort()
      if (there.startsWith('/desk/sign-in') || answer.status === 403) {
        stop('[data-live-over]')
      } else if (answer.ok && !answer.redirected && source === null && left > 0) {
        left -= 1
        listen()
      }
    } catch {
      // The server is away: the next touch asks again.
    }
  }

  const listen = () => {
    if (stopped || (!own && page.hidden)) return
    source = new window.EventSource(from)
    source.onmessage = (event) => {
      const [now, ...holds] = event.data.split(' ')
      const less = held !== null && held.some((each) => !holds.includes(each))
      const changed = mark !== null && mark !== now
      held = holds
      mark = now
      if (parts().length > 0) {
        if (changed) look()
      } else if (less) {
        stop('[data-live-less]')
      }
    }
    source.addEventListener('over', () => stop('[data-live-over]'))
    // The browser would try again for ever.
    source.onerror = () => {
      leave()
      if (own) {
        window.setTimeout(() => {
          look()
          touched()
        }, LOOKS_AGAIN_AFTER)
      } else {
        window.setTimeout(ask, 0)
      }
    }
  }

  const touched = () => {
    left = BY_ITSELF
    if (source === null) listen()
  }
  const shown = () => {
    if (!page.hidden) touched()
    else if (!own) leave()
  }
  page.addEventListener('submit', send, true)
  page.addEventListener('keydown', touched)
  page.addEventListener('pointerdown', touched)
  page.addEventListener('visibilitychange', shown)
  window.addEventListener('pageshow', shown)
  window.addEventListener('pagehide', leave)
  listen()
}
