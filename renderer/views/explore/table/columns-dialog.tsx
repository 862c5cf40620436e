import { commonText } from '../../../text/common.ts';
import { tableText } from '../../../text/table.ts';
import { ActionButton } from '../../common/action-button.tsx';
import { DialogFrame } from '../../common/dialog-frame.tsx';
import { FieldPicker, type FieldScope } from '../field-picker.tsx';
import { ColumnName } from './column-header.tsx';
import { ownColumns, withColumn, withColumnAt, withoutColumn } from './column-layout.ts';
import { visibleColumnName } from './copy-text.ts';
import type { UsedTableSettings } from './use-table-settings.ts';

interface ColumnsDialogProps {
  readonly explore: FieldScope;
  readonly settings: UsedTableSettings;
  readonly onClose: () => void;
}

/** Which columns the table has, and in which order; every field of the lines can be one. */
export function ColumnsDialog({ explore, settings, onClose }: ColumnsDialogProps) {
  const { layout, setLayout, resetLayout } = settings;
  const ids = layout.map(({ id }) => id);
  const missing = ownColumns.filter((id) => !ids.includes(id));
  return (
    <DialogFrame title={tableText.columnsTitle} onClose={onClose} width="wide" isDismissable>
      <div className="columns-dialog">
        <ol className="chosen-list" aria-label={tableText.columns}>
          {ids.map((id, index) => {
            const name = visibleColumnName(id);
            return (
              <li key={id}>
                <ColumnName id={id} />
                <ActionButton
                  label={tableText.moveUp(name)}
                  icon="up"
                  look="quiet"
                  isIconOnly
                  isDisabled={index === 0}
                  onPress={() => setLayout((before) => withColumnAt(before, id, index - 1))}
                />
                <ActionButton
                  label={tableText.moveDown(name)}
                  icon="down"
                  look="quiet"
                  isIconOnly
                  isDisabled={index === ids.length - 1}
                  onPress={() => setLayout((before) => withColumnAt(before, id, index + 1))}
                />
                <ActionButton
                  label={tableText.removeColumn(name)}
                  icon="close"
                  look="quiet"
                  isIconOnly
                  isDisabled={ids.length === 1}
                  onPress={() => setLayout((before) => withoutColumn(before, id))}
                />
              </li>
            );
          })}
        </ol>
        <div className="columns-add">
          <h3>{tableText.addColumn}</h3>
          <FieldPicker
            explore={explore}
            label={tableText.addColumn}
            taken={ids}
            onPick={(field) => setLayout((before) => withColumn(before, field))}
          />
          <div className="columns-own">
            {missing.map((id) => (
              <ActionButton
                key={id}
                label={visibleColumnName(id)}
                icon="plus"
                look="quiet"
                onPress={() => setLayout((before) => withColumn(before, id))}
              />
            ))}
          </div>
        </div>
      </div>
      <div className="dialog-actions">
        <ActionButton label={tableText.resetColumns} onPress={resetLayout} />
        <ActionButton label={commonText.close} look="primary" onPress={onClose} />
      </div>
    </DialogFrame>
  );
}
