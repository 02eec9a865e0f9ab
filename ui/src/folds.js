// Folds that lie over the page, the groups of the desk's bar: they go when one looks elsewhere. Without this script
// they are closed as they were opened.

/** Closes an open fold on Escape, its heading keeping the focus, and when something outside it is pressed. */
export function folds(page) {
  const open = () => [...page.querySelectorAll('details[data-fold][open]')]

  page.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    for (const fold of open()) {
      const within = fold.contains(page.activeElement)
      fold.open = false
      if (within) fold.querySelector('summary').focus()
    }
  })

  page.addEventListener('click', (event) => {
    for (const fold of open()) {
      if (!fold.contains(event.target)) fold.open = false
    }
  })
}
