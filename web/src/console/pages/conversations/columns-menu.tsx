// Which columns the list has: kept for this browser, as their widths are, and in the address, so that a link shows the same.
import { search, navigate, withSearch } from '../../lib/router';
import { columnWidths, listColumns } from '../../lib/settings';
import { Button } from '../../parts/button';
import { Popover } from '../../parts/popover';
import { COLUMNS, columnsOf, columnsText } from './columns';

export function ColumnsMenu() {
  const shown = columnsOf(search.value).map(({ id }) => id);
  const set = (ids: string[]) => {
    const text = columnsText(ids);
    listColumns.value = text ?? '';
    navigate(withSearch({ columns: text }), { replace: true });
  };
  return (
    <Popover label="Columns" class="button small quiet">
      {() => (
        <>
          <fieldset class="choices">
            <legend class="visually-hidden">Columns</legend>
            {COLUMNS.map(({ id, name }) => (
              <label key={id} class="check">
                <input
                  type="checkbox"
                  checked={shown.includes(id)}
                  onChange={(event) =>
                    // In the order of the list, so that the same choice is the same address.
                    set(
                      COLUMNS.map((column) => column.id).filter((one) =>
                        one == id ? event.currentTarget.checked : shown.includes(one),
                      ),
                    )
                  }
                />
                {name}
              </label>
            ))}
          </fieldset>
          <div class="column-acts">
            <Button small onClick={() => set(COLUMNS.filter(({ usual }) => usual).map(({ id }) => id))}>
              The usual ones
            </Button>
            {columnWidths.value && (
              <Button small onClick={() => (columnWidths.value = '')}>
                The usual widths
              </Button>
            )}
          </div>
        </>
      )}
    </Popover>
  );
}
