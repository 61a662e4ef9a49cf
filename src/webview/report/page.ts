import type { ReportIntent, ReportState } from '../../credentials/reportPage/protocol';
import { element, showText } from '../dom';
import { announceChange } from './announcements';
import { createAnnouncer } from './announcer';
import { createConclusionBox } from './conclusionBox';
import { createCopyLine } from './copyLine';
import { createProgressLine } from './progressLine';
import { createStepList } from './stepList';

/** A report: all of it is drawn from the host's state, in elements that stay where they are. */
export class ReportPage {
  private readonly heading = element('h1');
  private readonly intro = element('p', { className: 'intro' });
  private readonly progress = createProgressLine();
  private readonly steps = createStepList();
  private readonly conclusion = createConclusionBox((index) => this.post({ type: 'act', index }));
  private readonly copyLine = createCopyLine();
  private readonly announcer = createAnnouncer();
  /** From the press on Cancel until the host has stopped. */
  private cancelling = false;

  constructor(
    root: HTMLElement,
    private state: ReportState,
    private readonly post: (intent: ReportIntent) => void,
  ) {
    this.progress.cancel.addEventListener('click', () => this.cancel());
    this.progress.runAgain.addEventListener('click', () => this.post({ type: 'runAgain' }));
    this.copyLine.copy.addEventListener('click', () => this.post({ type: 'copy' }));
    const parts = [this.progress, this.steps, this.conclusion, this.copyLine, this.announcer];
    root.append(
      element('div', { className: 'page' }, [this.heading, this.intro, ...parts.map((part) => part.element)]),
    );
    this.render();
  }

  /** Follows the host. */
  update(next: ReportState): void {
    const news = announceChange(this.state, next);
    this.state = next;
    this.cancelling &&= next.running;
    this.render();
    this.announcer.say(news);
  }

  private cancel(): void {
    this.cancelling = true;
    this.post({ type: 'cancel' });
    this.render();
  }

  private render(): void {
    const focused = document.activeElement;
    showText(this.heading, this.state.title);
    showText(this.intro, this.state.intro === '' ? undefined : this.state.intro);
    this.progress.show(this.state, this.cancelling);
    this.steps.show(this.state.steps);
    this.conclusion.show(this.state.conclusion);
    this.copyLine.show(this.state);
    // A button that goes takes the focus with it; the one that ends or begins the report is the place to go on. From elsewhere in
    // VS Code the focus is never taken.
    if (focused?.checkVisibility() === false && document.hasFocus()) {
      (this.state.running ? this.progress.cancel : this.progress.runAgain).focus();
    }
  }
}
