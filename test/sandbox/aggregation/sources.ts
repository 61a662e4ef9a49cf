import { defaultAppId } from '../company/apps';
import type { Company } from '../company/company';
import { appsOf } from '../company/people';
import { productAreas } from '../company/product';
import { isJsonObject, type Json, type JsonObject, textOf } from '../json';
import { eventSources } from './eventSources';
import { PipelineError } from './pipelineError';
import { readTimeSeries } from './timeSeries';

/** The rows a pipeline starts with; `startTime` (epoch ms) only for events. */
export type Sourced = { readonly rows: JsonObject[]; readonly startTime?: number };

/** Sources that need no time series. `doNotProcess…` are those who were opted out. */
const objectSources: Readonly<Record<string, (company: Company) => JsonObject[]>> = {
  visitors: ({ visitors }) =>
    visitors.map((visitor) => ({
      visitorId: visitor.id,
      accountIds: visitor.accountIds,
      metadata: visitor.metadata,
      appId: appsOf(visitor),
    })),
  accounts: ({ accounts }) => accounts.map(({ id, metadata }) => ({ accountId: id, metadata })),
  pages: ({ pages }) => pages,
  features: ({ features }) => features,
  trackTypes: ({ trackTypes }) => trackTypes,
  guides: ({ guides }) => guides,
  apps: ({ apps }) => apps,
  groups: () => productAreas,
  vocItems: () => [],
  votes: () => [],
  doNotProcessVisitors: ({ visitors }) =>
    visitors
      .filter(({ metadata }) => metadata['pendo']?.['donotprocess'] === true)
      .map(({ id }) => ({ visitorId: id })),
  doNotProcessAccounts: ({ accounts }) =>
    accounts
      .filter(({ metadata }) => metadata['pendo']?.['donotprocess'] === true)
      .map(({ id }) => ({ accountId: id })),
};
const sourcesWithoutApp = ['accounts', 'apps', 'groups', 'doNotProcessVisitors', 'doNotProcessAccounts'];

/** Parameters that pick by an id: `pageId` also as `pageIds`. */
const idParameters = ['pageId', 'featureId', 'trackTypeId', 'guideId', 'guideStepId'];

/** Reads `{"<name>": null | {…parameters}, "timeSeries": {…}}`. A time series beside `source` is for the caller to hand on. */
export function readSource(source: Json | undefined, company: Company, now: number): Sourced {
  if (!isJsonObject(source)) throw new PipelineError('source must be an object');
  const names = Object.keys(source).filter((name) => name !== 'timeSeries');
  const name = names[0];
  if (name === undefined || names.length > 1) throw new PipelineError('source must name one source');
  const parameters = isJsonObject(source[name]) ? source[name] : {};
  const objects = objectSources[name];
  if (objects !== undefined) return { rows: narrow(name, objects(company), parameters, company) };
  const events = eventSources[name];
  if (events === undefined) throw new PipelineError(`unknown source '${name}'`);
  const series = readTimeSeries(source['timeSeries'], now);
  return { rows: narrow(name, events(company, series), parameters, company), startTime: series.start };
}

function narrow(name: string, rows: JsonObject[], parameters: JsonObject, company: Company): JsonObject[] {
  const appIds = sourcesWithoutApp.includes(name) ? undefined : readAppIds(parameters['appId'], company);
  const ids = idParameters.flatMap((parameter) => {
    const wish = parameters[parameter] ?? parameters[`${parameter}s`];
    return wish === undefined ? [] : [{ parameter, wanted: [wish].flat() }];
  });
  const narrowed = rows
    .filter(
      (row) =>
        appIds === undefined || [row['appId'] ?? null].flat().some((id) => appIds.includes(Number(id))),
    )
    .filter((row) => ids.every(({ parameter, wanted }) => wanted.includes(row[parameter] ?? null)));
  if (name !== 'visitors') return narrowed;
  const visitors = parameters['identified'] === true ? narrowed.filter(isIdentified) : narrowed;
  return visitors.map(({ appId: _, ...row }) => row);
}

/** The apps asked for: one, several, all or those of a platform by `expandAppIds("*")`, or the default one. */
function readAppIds(wish: Json | undefined, company: Company): number[] {
  if (wish === undefined || wish === null) return [defaultAppId];
  const filter = typeof wish === 'string' ? /^expandAppIds\("([^"]*)"\)$/.exec(wish)?.[1] : undefined;
  if (filter !== undefined) {
    const kinds = filter.split('|').flatMap((kind) => (kind === 'mobile' ? ['ios', 'android'] : [kind]));
    return company.apps
      .filter((app) => kinds.includes('*') || kinds.includes(app.platform))
      .map((app) => app.id);
  }
  const ids = [wish].flat().map(Number);
  if (ids.some((id) => !Number.isFinite(id))) throw new PipelineError(`bad appId ${JSON.stringify(wish)}`);
  return ids;
}

function isIdentified(row: JsonObject): boolean {
  return !textOf(row['visitorId']).startsWith('_PENDO_T_');
}
