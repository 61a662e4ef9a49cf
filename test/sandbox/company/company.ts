import { createApps, type App } from './apps';
import { createReports, createSegments, type Report, type Segment } from './collections';
import { createEvents, type Events } from './events';
import { createGuides, type Guide } from './guides';
import { createAccounts, createVisitors, type Account, type Visitor } from './people';
import {
  createFeatures,
  createPages,
  createTrackTypes,
  type Feature,
  type Page,
  type TrackType,
} from './product';
import { createRandom } from './random';
import { createSchemas, type MetadataKind, type Schema } from './schemas';

/** All that one sandbox knows; requests read it and change it, and it is gone when the sandbox closes. */
export type Company = {
  apps: App[];
  visitors: Visitor[];
  accounts: Account[];
  pages: Page[];
  features: Feature[];
  trackTypes: TrackType[];
  guides: Guide[];
  reports: Report[];
  segments: Segment[];
  /** Who is in a segment that was created through the API, by segment id. */
  segmentVisitors: Map<string, Set<string>>;
  /** When the last job on a segment began (epoch ms), by segment id. */
  segmentJobs: Map<string, number>;
  schemas: Record<MetadataKind, Schema>;
  events: Events;
  deletions: Deletion[];
};

export type Deletion = {
  id: string;
  kind: 'visitor' | 'account';
  ids: string[];
  status: 'pending';
  createdAt: number;
};

/** Fernhill Notes as it stands at `now` (epoch ms). The same `now` gives the same company. */
export function createCompany(now: number): Company {
  const random = createRandom(20240229);
  const accounts = createAccounts(random, now);
  const visitors = createVisitors(random, now, accounts);
  const pages = createPages(random, now);
  const features = createFeatures(random, now, pages);
  const trackTypes = createTrackTypes(random, now);
  const guides = createGuides(random, now, pages[0]?.id ?? '');
  const segments = createSegments(random, now);
  const testers = visitors.slice(0, 5).map((visitor) => visitor.id);
  return {
    apps: createApps(now),
    visitors,
    accounts,
    pages,
    features,
    trackTypes,
    guides,
    reports: createReports(random, now),
    segments,
    segmentVisitors: new Map(
      segments.filter((segment) => segment.createdByApi).map((segment) => [segment.id, new Set(testers)]),
    ),
    segmentJobs: new Map(),
    schemas: createSchemas(),
    events: createEvents(random, now, { visitors, pages, features, trackTypes, guides }),
    deletions: [],
  };
}
