// On a narrow screen a table becomes a list of its rows. Each cell then says the name of its column, which its head no
// longer does; without this script such a table stays a table and is moved sideways.

export function heads(page) {
  for (const table of page.querySelectorAll('table.ym-table--stack')) {
    const names = table.tHead ? [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim()) : []
    for (const body of table.tBodies) {
      for (const row of body.rows) {
        if (row.cells.length !== names.length) continue
        ;[...row.cells].forEach((cell, at) => {
          // The first cell names the row, and what holds only buttons names itself.
          if (at > 0 && names[at] && cell.textContent.trim()) cell.dataset.label = names[at]
        })
      }
    }
  }
}
