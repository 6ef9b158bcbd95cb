// The points breakdown in AG Grid Community, for beside-table.mjs: the same clients in the columns of ours.
//
// Problem: any library is slow if it is used badly. Idea: what its own documentation advises for many rows: only the modules
// that are needed, rows with an id, numbers as numbers, quick filter texts cached and of the names only, the market as an
// external filter, no animation.
//
// Example: `table.mount()` makes the grid; `table.first()` is then the client in its first row.
import { createGrid, ModuleRegistry } from 'ag-grid-community';
import { ClientSideRowModelModule, ExternalFilterModule, QuickFilterModule, RowApiModule } from 'ag-grid-community';

ModuleRegistry.registerModules([ClientSideRowModelModule, QuickFilterModule, ExternalFilterModule, RowApiModule]);

const points = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const percent = new Intl.NumberFormat('en', { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
const number = (field, headerName, format) => ({
  field,
  headerName,
  cellDataType: 'number',
  sortingOrder: ['desc', 'asc'],
  valueFormatter: ({ value }) => format.format(value),
  getQuickFilterText: () => '',
});
const text = (field, headerName) => ({ field, headerName, cellDataType: 'text', getQuickFilterText: () => '' });
const COLUMNS = [
  { field: 'name', headerName: 'Client', cellDataType: 'text' },
  number('sold', 'Sold points', points),
  number('managed', 'Managed points', points),
  { ...number('total', 'Total points', points), sort: 'desc' },
  text('market', 'Market'),
  text('currency', 'Currency'),
  { ...text('expiry', 'Next expiry'), cellDataType: 'dateString' },
  number('share', 'Share', percent),
];

const rowData = await (await fetch('rows.json')).json();
const host = document.querySelector('#grid');
let grid;
let market = '';

window.table = {
  /** The box and the heights of our grid: as many rows in sight. */
  resize({ width, height }) {
    Object.assign(host.style, { width: `${width}px`, height: `${height}px` });
  },
  mount({ row }) {
    grid = createGrid(host, {
      rowData,
      rowHeight: row,
      columnDefs: COLUMNS,
      defaultColDef: { flex: 1, minWidth: 100 },
      getRowId: ({ data }) => data.id,
      cacheQuickFilter: true,
      isExternalFilterPresent: () => market !== '',
      doesExternalFilterPass: ({ data }) => data.market === market,
      animateRows: false,
    });
  },
  unmount() {
    grid?.destroy();
    grid = undefined;
    market = '';
  },
  /** The client of the first row, once there is something in it. */
  first() {
    const row = host.querySelector('.ag-row[row-index="0"]');
    return row?.textContent ? row.getAttribute('row-id') : undefined;
  },
  count: () => grid.getDisplayedRowCount(),
  sort: () => host.querySelector('.ag-header-cell[col-id="sold"] .ag-header-cell-label').click(),
  market(chosen) {
    market = chosen;
    grid.onFilterChanged();
  },
  text: (typed) => grid.setGridOption('quickFilterText', typed),
};
