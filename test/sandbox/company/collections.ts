import type { JsonObject } from '../json';
import { author } from './product';
import type { Random } from './random';
import { day } from './time';

export type Report = {
  id: string;
  name: string;
  kind: 'Report';
  shared: boolean;
  type: string;
  createdAt: number;
  lastUpdatedAt: number;
  createdByUser: JsonObject;
  definition: { config: JsonObject; generator: string; type: string; kind: string; timeSeries: JsonObject };
};
export type Segment = {
  id: string;
  name: string;
  kind: 'Segment';
  shared: boolean;
  createdByApi: boolean;
  isFocusGroup: boolean;
  createdAt: number;
  lastUpdatedAt: number;
  createdByUser: JsonObject;
  definition: JsonObject;
  pipeline: JsonObject[];
  dependentMetadata: string[];
};

/** Public reports: a visitor list, an account list, and a funnel, whose contents Pendo does not hand out. */
export function createReports(random: Random, now: number): Report[] {
  const report = (name: string, generator: string, type: string): Report => ({
    id: random.id(),
    name,
    kind: 'Report',
    shared: true,
    type,
    createdAt: now - random.int(60, 200) * day,
    lastUpdatedAt: now - random.int(1, 60) * day,
    createdByUser: author,
    definition: {
      config: { columns: [] },
      generator,
      type,
      kind: 'report',
      timeSeries: { period: 'dayRange', first: 'now()', count: -30 },
    },
  });
  return [
    report('All visitors, last 30 days', 'visitorList', 'Visitor Report'),
    report('Accounts by plan', 'accountList', 'Account Report'),
    report('From invite to first note', 'funnel', 'Funnel'),
  ];
}

/** A segment with a rule, and one that was filled through the API. */
export function createSegments(random: Random, now: number): Segment[] {
  return [
    createSegment(random.id(), 'Administrators', false, now - 100 * day),
    createSegment(random.id(), 'Beta testers', true, now - 20 * day),
  ];
}

export function createSegment(id: string, name: string, createdByApi: boolean, createdAt: number): Segment {
  const filter = { filter: createdByApi ? `inTag("${id}")` : 'metadata.agent.role == "admin"' };
  return {
    id,
    name,
    kind: 'Segment',
    shared: true,
    createdByApi,
    isFocusGroup: false,
    createdAt,
    lastUpdatedAt: createdAt,
    createdByUser: author,
    definition: { filters: [filter] },
    pipeline: [filter],
    dependentMetadata: createdByApi ? [] : ['metadata.agent.role'],
  };
}
