import { csvAnswer, jsonAnswer, textAnswer, type Answer } from '../answer';
import type { Company } from '../company/company';
import type { Report } from '../company/collections';
import type { JsonObject } from '../json';
import type { Route } from '../routing';

/** Public reports and the rows of those that are lists; a funnel is listed, but its contents are not to be had. */
export const reportRoutes: readonly Route[] = [
  { method: 'GET', path: '/report', access: 'read', answer: ({ company }) => jsonAnswer(company.reports) },
  { method: 'GET', path: '/report/:id/results.json', access: 'read', answer: answerRows(jsonAnswer) },
  { method: 'GET', path: '/report/:id/results.csv', access: 'read', answer: answerRows(csvAnswer) },
];

function answerRows(toAnswer: (rows: JsonObject[]) => Answer): Route['answer'] {
  return ({ company, params }) => {
    const report = company.reports.find((candidate) => candidate.id === params['id']);
    const rows = report === undefined ? undefined : rowsOf(report, company);
    return rows === undefined ? textAnswer(404, 'report not found') : toAnswer(rows);
  };
}

function rowsOf(report: Report, company: Company): JsonObject[] | undefined {
  switch (report.definition.generator) {
    case 'visitorList':
      return company.visitors.map((visitor) => ({
        visitorId: visitor.id,
        accountId: visitor.accountIds[0] ?? '',
        fullName: visitor.metadata['agent']?.['full_name'] ?? '',
        role: visitor.metadata['agent']?.['role'] ?? '',
        lastVisit: visitor.metadata['auto']?.['lastvisit'] ?? null,
      }));
    case 'accountList':
      return company.accounts.map((account) => ({
        accountId: account.id,
        name: account.metadata['agent']?.['name'] ?? '',
        plan: account.metadata['agent']?.['plan'] ?? '',
        visitors: company.visitors.filter((visitor) => visitor.accountIds.includes(account.id)).length,
      }));
    default:
      return undefined;
  }
}
