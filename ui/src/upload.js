// A file goes up in pieces, so that a cut connection costs one piece. What was sent before the cut, before a reload or on
// another day is asked of the server first. Without this script the form sends the whole file at once.

const PAUSES = [1, 2, 4, 8, 15, 30]

export function upload(page, window) {
  for (const form of page.querySelectorAll('form[data-resume]')) if (form.dataset.resume) ready(form, window)
}

function ready(form, window) {
  const field = form.querySelector('input[type="file"]')
  const state = form.querySelector('[data-resume-state]')
  const line = state.querySelector('p')
  const bar = state.querySelector('progress')
  const token = form.querySelector('input[name="_csrf"]')
  let busy = false

  const say = (text, wrong = false) => {
    line.className = wrong ? 'govuk-error-message' : 'ym-small'
    bar.hidden = wrong
    if (line.textContent !== text) line.textContent = text
  }

  const post = (address, fields) => {
    const body = new FormData()
    if (token) body.append('_csrf', token.value)
    for (const [name, value] of Object.entries(fields)) body.append(name, value)
    return window.fetch(address, { method: 'POST', credentials: 'same-origin', headers: { Accept: 'application/json' }, body })
  }

  // Until the line is there again, or for about a minute; then the file can be chosen anew and goes on.
  const waited = (tries) =>
    new Promise((resolve) => {
      const timer = window.setTimeout(resolve, PAUSES[tries] * 1000)
      window.addEventListener('online', () => { window.clearTimeout(timer); resolve() }, { once: true })
    })

  const answered = async (ask) => {
    for (let tries = 0; ; tries++) {
      try {
        const answer = await ask()
        if (answer.status < 500) return answer
      } catch { /* the line is cut */ }
      if (tries === PAUSES.length) return null
      say(state.dataset.cut)
      await waited(tries)
    }
  }

  const shown = (answer, file) => {
    bar.value = Math.floor((answer.received / file.size) * 100)
    say(answer.received < file.size ? `${state.dataset.sending} ${bar.value}%` : state.dataset.waiting)
  }

  // The form has more to say than its file: it goes as it is, and names the upload in the place of the file.
  const handOver = (id) => {
    const named = form.ownerDocument.createElement('input')
    named.type = 'hidden'
    named.name = 'upload'
    named.value = id
    form.append(named)
    field.value = ''
    form.submit()
  }

  const send = async (file) => {
    const begin = () => post(form.dataset.resume, { name: file.name, size: file.size, mark: file.lastModified })
    let reply = await answered(begin)
    for (;;) {
      if (!reply) return say(state.dataset.ended, true)
      const json = !reply.redirected && (reply.headers.get('Content-Type') || '').includes('json')
      const answer = json ? await reply.json() : null
      if (answer && answer.refused) return say(answer.refused, true)
      // Signed out, or handed in meanwhile: the form itself says what it is.
      if (!answer || !reply.ok) return form.submit()
      if (answer.done) return form.dataset.resumeThen ? handOver(answer.id) : window.location.assign(form.action)
      shown(answer, file)
      const piece = file.slice(answer.received, answer.received + answer.piece)
      const fields = { from: answer.received, file: piece }
      reply = await answered(() => post(`${form.dataset.resume}/${answer.id}`, fields))
    }
  }

  form.addEventListener('submit', async (event) => {
    const file = field.files[0]
    if (!file || file.size === 0) return
    event.preventDefault()
    if (busy) return
    busy = true
    state.hidden = false
    try {
      await send(file)
    } finally {
      busy = false
    }
  })
}
