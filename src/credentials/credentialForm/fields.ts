import { regionOfBaseUrl } from '../../pendo/regions';
import type { Face } from '../credential';
import type { VisibleDraft } from './protocol';

/** What the fields of a form show for a credential that exists. */
export function fieldsOf(face: Pick<Face, 'name' | 'description' | 'baseUrl'>): VisibleDraft {
  const region = regionOfBaseUrl(face.baseUrl);
  return {
    name: face.name,
    description: face.description,
    region,
    baseUrl: region === 'custom' ? face.baseUrl : '',
  };
}

export const emptyFields: VisibleDraft = { name: '', description: '', region: 'us', baseUrl: '' };
