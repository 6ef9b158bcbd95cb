// Our points breakdown as beside-table.mjs uses it: by what a person clicks and types, on the built page.
const find = (what) => document.querySelector(what);
const set = (what, value, event) => {
  const field = find(what);
  field.value = value;
  field.dispatchEvent(new Event(event, { bubbles: true }));
};

window.table = {
  /** The box of the grid and the height of its rows. */
  size() {
    const { width, height } = find('#clients-grid').getBoundingClientRect();
    return { width, height, row: find('#clients-grid [role="row"][data-client]').offsetHeight };
  },
  mount: () => find('#tab-breakdown').click(),
  unmount() {
    location.hash = '#/tier?tab=performance'; // without filters and order
  },
  first() {
    const row = find('#clients-grid [role="row"][data-client]');
    return row?.textContent ? row.dataset.client : undefined;
  },
  /** "12 of 60 clients", or all of them. */
  count: () => Number(find('#grid-shown').textContent.match(/[\d,]+/)[0].replaceAll(',', '')),
  sort: () => find('#clients-grid [data-sort="sold"]').click(),
  market: (chosen) => set('#grid-market', chosen, 'change'),
  text: (typed) => set('#grid-text', typed, 'input'),
};
