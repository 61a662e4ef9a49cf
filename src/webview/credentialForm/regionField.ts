import { t } from '@vscode/l10n';
import {
  isRegionChoice,
  regionChoices,
  regionHost,
  regionLabel,
  type RegionChoice,
  type RegionId,
} from '../../pendo/regions';
import { element } from '../dom';
import { createField, type Field } from './field';

/** What a new form begins with. */
export const defaultRegion: RegionId = 'us';

/** Who chose the region that stands in the field. */
export type RegionChooser = 'default' | 'user' | 'key';

/** Creates the choice of a region; each option shows its host. */
export function createRegionField(): Field<HTMLSelectElement> {
  const control = element(
    'select',
    { required: true },
    regionChoices.map((value) => element('option', { value }, [optionText(value)])),
  );
  const field = createField({ id: 'region', label: t('Region'), control });
  field.showHint(
    t(
      'Where your Pendo subscription lives. Copy it from Pendo: it is the host in the address bar when you are signed in.',
    ),
  );
  return field;
}

/** Reads the region that is chosen. */
export function chosenRegion({ control }: Field<HTMLSelectElement>): RegionChoice {
  return isRegionChoice(control.value) ? control.value : 'custom';
}

function optionText(choice: RegionChoice): string {
  const label = regionLabel(choice, t);
  return choice === 'custom' ? label : `${label} – ${regionHost(choice)}`;
}
