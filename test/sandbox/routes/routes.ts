import { jsonAnswer } from '../answer';
import type { Route } from '../routing';
import { aggregationRoutes } from './aggregation';
import { definitionRoutes } from './definitions';
import { deletionRoutes } from './deletion';
import { guideRoutes } from './guides';
import { localizationRoutes } from './localization';
import { metadataRoutes } from './metadata';
import { metadataSchemaRoutes } from './metadataSchemas';
import { miscellaneousRoutes } from './miscellaneous';
import { peopleRoutes } from './people';
import { reportRoutes } from './reports';
import { segmentRoutes } from './segments';
import { segmentVisitorRoutes } from './segmentVisitors';

/** Every endpoint under `/api/v1`; where two paths fit a request, the first with its method counts. */
export const routes: readonly Route[] = [
  {
    method: 'GET',
    path: '/token/verify',
    access: 'read',
    answer: ({ key }) => jsonAnswer({ valid: true, writeAccess: key.writeAccess }),
  },
  ...aggregationRoutes,
  ...localizationRoutes,
  ...guideRoutes,
  ...definitionRoutes,
  ...reportRoutes,
  ...segmentRoutes,
  ...segmentVisitorRoutes,
  ...peopleRoutes,
  ...metadataRoutes,
  ...metadataSchemaRoutes,
  ...deletionRoutes,
  ...miscellaneousRoutes,
];
