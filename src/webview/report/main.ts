import type { ReportIntent, ReportState } from '../../credentials/reportPage/protocol';
import { runPage } from '../runPage';
import { ReportPage } from './page';

runPage(
  (root, state: ReportState, post: (intent: ReportIntent) => void) => new ReportPage(root, state, post),
);
