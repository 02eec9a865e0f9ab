// Reads the page aloud with the voice of the device, where it has one. The button stays hidden otherwise.

/** Shows the buttons `[data-read-aloud]`; each carries the words for stopping in `data-stop`. */
export function aloud(page, view) {
  const voice = view.speechSynthesis
  const buttons = [...page.querySelectorAll('[data-read-aloud]')]
  if (!voice || !view.SpeechSynthesisUtterance) return

  for (const button of buttons) {
    const start = button.textContent
    const rest = () => {
      button.textContent = start
    }
    button.hidden = false
    button.addEventListener('click', () => {
      if (voice.speaking) {
        voice.cancel()
        rest()
        return
      }
      const text = new view.SpeechSynthesisUtterance(page.querySelector('main').innerText)
      text.lang = page.documentElement.lang
      text.rate = 0.9
      text.addEventListener('end', rest)
      voice.speak(text)
      button.textContent = button.dataset.stop
    })
  }
  view.addEventListener('pagehide', () => voice.cancel())
}
