// A machine in the hall. Whoever stands there is still there while he touches the screen or types; after a while without
// either, the page gives way to one that asks. Without this script the page counts from when it was shown.

export function kiosk(page, view) {
  const seconds = Number(page.body.dataset.idle)
  if (seconds > 0) {
    let timer
    const wait = () => {
      view.clearTimeout(timer)
      timer = view.setTimeout(() => view.location.replace(page.body.dataset.idleTo), seconds * 1000)
    }
    for (const touched of ['pointerdown', 'keydown', 'input', 'scroll']) {
      page.addEventListener(touched, wait, { passive: true })
    }
    wait()
    // A page that comes back from memory is one of somebody who has left.
    view.addEventListener('pageshow', (event) => {
      if (event.persisted) view.location.replace('/kiosk')
    })
  }

  // A page that leads on by itself, touched or not: without this script its refresh does it.
  if (page.body.dataset.refresh) {
    const [after, to] = page.body.dataset.refresh.split('; url=')
    view.setTimeout(() => view.location.replace(to), Number(after) * 1000)
  }

  for (const button of page.querySelectorAll('[data-print]')) {
    button.hidden = false
    button.addEventListener('click', () => {
      // The sealed paper in its frame, or else the page itself.
      const frame = button.dataset.print && page.getElementById(button.dataset.print)
      const printed = frame ? frame.contentWindow : view
      printed.focus()
      printed.print()
    })
  }
}
